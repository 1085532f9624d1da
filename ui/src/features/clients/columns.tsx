import { useMemo } from "react";
import { ClassText, TierChip } from "../../components/Chip";
import type { DataColumn } from "../../components/DataTable";
import { dayNumber, shortDay } from "../../components/day";
import { ChangeText } from "../../components/Figure";
import { change, MISSING, wan } from "../../components/money";
import { Spark } from "../../components/Spark";
import { textWidth } from "../../components/textWidth";
import type { ClientRow, Comparison, Day, Money, SortKey } from "../../ipc/bindings";
import { type Messages, useMessages } from "../../locales";
import { Marked } from "./Marked";
import type { WindowWidth } from "./window";

export type ColumnId = SortKey | "trend";

export interface ClientColumn extends DataColumn<ClientRow> {
  id: ColumnId;
  /** As it is copied: text stays text. */
  text: (row: ClientRow) => string;
}

const ORDER: ColumnId[] = [
  "name",
  "number",
  "tier",
  "industry",
  "class",
  "deposits",
  "movement",
  "trend",
  "year_movement",
  "point",
  "year_average",
  "loans",
  "off_balance",
  "maturity",
  "overdue",
  "manager",
  "branch",
  "code",
  "deposit_day",
  "loan_day",
];

const NARROW: ColumnId[] = [
  "name",
  "tier",
  "class",
  "deposits",
  "movement",
  "year_movement",
  "loans",
  "off_balance",
  "maturity",
];
const USUAL: ColumnId[] = [
  "name",
  "tier",
  "industry",
  "class",
  "deposits",
  "movement",
  "trend",
  "loans",
  "off_balance",
  "maturity",
];
const WIDE: ColumnId[] = [
  "name",
  "number",
  "tier",
  "industry",
  "class",
  "deposits",
  "movement",
  "trend",
  "year_movement",
  "point",
  "loans",
  "off_balance",
  "maturity",
  "manager",
  "branch",
];

export const CHOSEN: Record<WindowWidth, ColumnId[]> = { narrow: NARROW, usual: USUAL, wide: WIDE };

export function isColumnId(id: string): id is ColumnId {
  return (ORDER as string[]).includes(id);
}

export function isSortKey(id: string): id is SortKey {
  return isColumnId(id) && id !== "trend";
}

/** Every column, in the order they are offered. */
export function allColumns(): ColumnId[] {
  return ORDER;
}

/** Days within which a maturity is marked: a week. */
const NEAR = 7;

function Maturity({ day, today }: { day: Day; today: Day }) {
  const ahead = dayNumber(day) - dayNumber(today);
  const tone = ahead < 0 ? "is-past" : ahead <= NEAR ? "is-near" : undefined;
  return (
    <time className={tone} dateTime={day} title={day}>
      {shortDay(day, today)}
    </time>
  );
}

const missing = <span className="clients-missing">{MISSING}</span>;

interface Making {
  m: Messages;
  today: Day;
}

type Made = Omit<ClientColumn, "id" | "label">;

function amount(of: (row: ClientRow) => Money | null, width: number): Made {
  return {
    width,
    isNumber: true,
    isSortable: true,
    isLargestFirst: true,
    cell: (row) => {
      const fen = of(row);
      if (fen === null) return missing;
      return <span className={fen < 0 ? "is-negative" : undefined}>{wan(fen)}</span>;
    },
    text: (row) => {
      const fen = of(row);
      return fen === null ? "" : wan(fen);
    },
  };
}

function movement(of: (row: ClientRow) => Comparison | null, { m }: Making): Made {
  const changeOf = (row: ClientRow) => {
    const comparison = of(row);
    return comparison && change(comparison, m.figure.movement);
  };
  return {
    width: 80,
    isNumber: true,
    isSortable: true,
    isLargestFirst: true,
    cell: (row) => {
      const moved = changeOf(row);
      return moved ? <ChangeText change={moved} /> : missing;
    },
    text: (row) => changeOf(row)?.text ?? "",
  };
}

function words(of: (row: ClientRow) => string | null, width: number): Made {
  return {
    width,
    isSortable: true,
    cell: (row) => {
      const text = of(row);
      return text === null ? (
        missing
      ) : (
        <bdi className="clients-words" title={text}>
          {text}
        </bdi>
      );
    },
    text: (row) => of(row) ?? "",
  };
}

function day(of: (row: ClientRow) => Day | null): Made {
  return {
    width: 96,
    isNumber: true,
    isSortable: true,
    isLargestFirst: true,
    cell: (row) => of(row) ?? missing,
    text: (row) => of(row) ?? "",
  };
}

/** As wide as the longest class: a cut one is another one. */
function classWidth(m: Messages): number {
  const longest = Object.values(m.figure.classes).map((label) => textWidth(label, 13));
  return Math.max(54, Math.ceil(16 + Math.max(...longest)));
}

function made(id: ColumnId, making: Making): Made {
  switch (id) {
    case "name":
      return {
        width: 128,
        grow: true,
        isSortable: true,
        cell: ({ name, marks }) => (
          <bdi className="clients-name" title={name}>
            <Marked text={name} marks={marks} />
          </bdi>
        ),
        text: ({ name }) => name,
      };
    case "number":
      return words((row) => row.number, 98);
    case "code":
      return words((row) => row.code, 168);
    case "tier":
      return {
        ...words((row) => row.tier, 62),
        cell: ({ tier }) => (tier === null ? missing : <TierChip tier={tier} />),
      };
    case "industry":
      return words((row) => row.industry, 108);
    case "manager":
      return words((row) => row.manager, 76);
    case "branch":
      return words((row) => row.branch, 120);
    case "class":
      return {
        ...words((row) => row.worst_class, classWidth(making.m)),
        cell: (row) => (row.worst_class ? <ClassText value={row.worst_class} /> : missing),
        isLargestFirst: true,
      };
    case "deposits":
      return {
        ...amount((row) => row.month_average, 106),
        cell: ({ month_average: fen }) =>
          fen === null ? (
            missing
          ) : (
            <span className={fen < 0 ? "is-negative" : "clients-main"}>{wan(fen)}</span>
          ),
      };
    case "movement":
      return movement((row) => row.previous_month, making);
    case "year_movement":
      return movement((row) => row.year_on_year, making);
    case "trend":
      return { width: 74, cell: ({ trend }) => <Spark values={trend} />, text: () => "" };
    case "point":
      return amount((row) => row.point, 106);
    case "year_average":
      return amount((row) => row.year_average, 106);
    case "loans":
      return amount((row) => row.loans, 100);
    case "off_balance":
      return amount((row) => row.off_balance, 92);
    case "maturity":
      return {
        ...day((row) => row.matures_on),
        width: 94,
        isLargestFirst: false,
        cell: ({ matures_on: matures }) =>
          matures ? <Maturity day={matures} today={making.today} /> : missing,
      };
    case "overdue":
      return {
        width: 76,
        isNumber: true,
        isSortable: true,
        isLargestFirst: true,
        cell: ({ overdue_days: days }) =>
          days ? (
            <span className="is-past">{making.m.clients.days(days)}</span>
          ) : days === 0 ? (
            making.m.clients.days(0)
          ) : (
            missing
          ),
        text: ({ overdue_days: days }) => String(days ?? ""),
      };
    case "deposit_day":
      return day((row) => row.deposit_day);
    case "loan_day":
      return day((row) => row.loan_day);
  }
}

/** The columns of these names, in this order. */
export function useColumns(ids: readonly ColumnId[], today: Day): ClientColumn[] {
  const m = useMessages();
  return useMemo(
    () =>
      ids.map((id) => ({
        id,
        label: m.clients.columns[id],
        ...made(id, { m, today }),
      })),
    [ids, m, today],
  );
}
