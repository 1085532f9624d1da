import { Link } from "@tanstack/react-router";
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { Circle, CircleAlert, CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Problem } from "../../components/Problem";
import type { ChecklistItem, Day, MonthFile } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { count, when } from "./format";
import { chooseFiles } from "./openImport";
import { useChecklist } from "./queries";
import "./checklist.css";

/** Clients named in a line; the rest are a number. */
const NAMED = 3;

/** Of a month end: which tables have come, which are missing, and what of them is left to settle. */
export function Checklist() {
  const m = useMessages().import.checklist;
  const [month, setMonth] = useState<Day | null>(null);
  const { data: listed, error, refetch } = useChecklist(month);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  return (
    <section className="import-checklist" aria-label={m.title} aria-busy={!listed}>
      <header>
        <h2>{m.title}</h2>
        {listed && (
          <DatePicker
            size="small"
            picker="month"
            allowClear={false}
            aria-label={m.month}
            format={[m.monthFormat, "YYYY-MM", "YYYYMM", "YYYY/MM", "YYYY.MM", "YYYY年MM月"]}
            value={dayjs(listed.month_end)}
            disabledDate={(day) => day.isAfter(dayjs(), "month")}
            onChange={(day) => {
              if (day) setMonth(day.format("YYYY-MM-01"));
            }}
          />
        )}
        {listed && listed.items.length > 0 && (
          <p className="import-quiet">{m.summary(...tally(listed.items))}</p>
        )}
      </header>
      {listed?.items.length === 0 && <p className="import-quiet">{m.none}</p>}
      {listed && listed.items.length > 0 && (
        <table>
          <tbody>
            {listed.items.map((item) => (
              <Item key={item.kind} item={item} monthEnd={listed.month_end} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Done, unfinished, missing. */
function tally(items: readonly ChecklistItem[]): [number, number, number] {
  const of = (state: ChecklistItem["state"]) => items.filter((item) => item.state === state).length;
  return [of("done"), of("unfinished"), of("missing")];
}

function Item({ item, monthEnd }: { item: ChecklistItem; monthEnd: Day }) {
  const { import: m } = useMessages();
  const icons = { done: CircleCheck, unfinished: CircleAlert, missing: Circle };
  const Icon = icons[item.state];
  const [newest] = item.files;
  return (
    <tr className={`is-${item.state}`}>
      <th scope="row">
        <Icon size={16} strokeWidth={1.6} aria-hidden />
        {m.kinds[item.kind]}
      </th>
      <td className="import-checklist-state">{m.checklist.state[item.state]}</td>
      <td>
        {newest ? (
          <From file={newest} monthEnd={monthEnd} others={item.files.length - 1} />
        ) : (
          item.before && <Before file={item.before} />
        )}
      </td>
      <td>
        <Deeds item={item} />
      </td>
    </tr>
  );
}

function From(props: { file: MonthFile; monthEnd: Day; others: number }) {
  const m = useMessages().import.checklist;
  const { file, monthEnd, others } = props;
  const said = [
    file.as_of && file.as_of !== monthEnd ? m.otherDay(file.as_of) : null,
    m.cameOn(when(file.at), file.user),
    others > 0 ? m.others(others) : null,
  ];
  return <FileLine file={file.file} said={said.filter((one) => one !== null).join(m.separator)} />;
}

function Before({ file }: { file: MonthFile }) {
  const m = useMessages().import.checklist;
  const said = [file.as_of, m.cameOn(when(file.at), file.user)].filter(Boolean);
  return <FileLine before={m.lastFrom} file={file.file} said={said.join(m.separator)} />;
}

function FileLine({ before, file, said }: { before?: string; file: string; said: string }) {
  return (
    <p className="import-checklist-file" title={file}>
      {before && <span className="import-quiet">{before}</span>}
      <bdi className="import-file">{file}</bdi>
      <span className="import-quiet">{said}</span>
    </p>
  );
}

/** What is left of a table, each with the way to settle it. */
function Deeds({ item }: { item: ChecklistItem }) {
  const { import: m } = useMessages();
  const deeds: [key: string, deed: ReactNode][] = [];
  if (item.state === "missing") {
    deeds.push([
      "missing",
      <Button key="import" size="small" onClick={() => void chooseFiles(m.dialogTitle)}>
        {m.checklist.importNow}
      </Button>,
    ]);
  }
  if (item.clients > 0 && item.clients_before > 0) {
    const clients = m.checklist.clients(count(item.clients), count(item.clients_before));
    deeds.push(["clients", clients]);
  }
  if (item.absent > 0) deeds.push(["absent", <Absent key="absent" item={item} />]);
  if (item.waiting > 0) {
    deeds.push([
      "waiting",
      <button key="waiting" type="button" className="link-button" onClick={toWaiting}>
        {m.checklist.waiting(count(item.waiting))}
      </button>,
    ]);
  }
  if (item.rejected > 0) {
    deeds.push(["rejected", <Rejected key="rejected" rows={item.rejected} />]);
  }
  return (
    <ul className="import-checklist-deeds">
      {deeds.map(([key, deed]) => (
        <li key={key}>{deed}</li>
      ))}
    </ul>
  );
}

/** They are not in the vault: only the mended file can be opened again. */
function Rejected({ rows }: { rows: number }) {
  const m = useMessages().import;
  return (
    <span title={m.checklist.rejectedHint}>
      {m.checklist.rejected(count(rows))}{" "}
      <button type="button" className="link-button" onClick={() => void chooseFiles(m.dialogTitle)}>
        {m.checklist.importAgain}
      </button>
    </span>
  );
}

function Absent({ item }: { item: ChecklistItem }) {
  const m = useMessages().import.checklist;
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? item.absent_clients : item.absent_clients.slice(0, NAMED);
  const more = item.absent - shown.length;
  return (
    <span className="import-checklist-absent">
      {m.absent(count(item.absent))}
      {shown.map((client) => (
        <Link
          key={client.id}
          to="/clients/$clientId"
          params={{ clientId: client.id }}
          title={client.name}
        >
          <bdi>{client.name}</bdi>
        </Link>
      ))}
      {more > 0 && !isOpen && (
        <button type="button" className="link-button" onClick={() => setOpen(true)}>
          {m.more(count(more))}
        </button>
      )}
      {more > 0 && isOpen && <span className="import-quiet">{m.more(count(more))}</span>}
    </span>
  );
}

function toWaiting(): void {
  document.querySelector(".import-waiting")?.scrollIntoView({ block: "center" });
}
