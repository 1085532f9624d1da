import { Figure, type FigureProps } from "../../components/Figure";
import { change, headline, wan, yuan } from "../../components/money";
import type {
  Basis,
  ClientPage,
  Figure as CoreFigure,
  Provenance,
  SourceFile,
  TrendMonth,
} from "../../ipc/bindings";
import { type Messages, useMessages } from "../../locales";

const SPARK_MONTHS = 12;

/** The seven figures of the band: what has data today. */
export function HeaderFigures({ page }: { page: ClientPage }) {
  const m = useMessages();
  const { deposits, loans } = page.metrics;
  const f = m.client.figures;
  const r = m.client.rules;
  const due = page.settings.due_soon_days;
  const spark = (pick: (month: TrendMonth) => number | null) =>
    page.metrics.trend.slice(-SPARK_MONTHS).map(pick);
  const figures: FigureProps[] = [
    shown(page, m, f.point, deposits.point, {
      bases: ["较上月", "较年初", "同比"],
      rule: r.point,
      spark: spark((month) => month.point),
    }),
    shown(page, m, f.monthAverage, deposits.month_average, {
      bases: ["同比", "较上月"],
      rule: r.monthAverage,
      spark: spark((month) => month.month_average),
    }),
    shown(page, m, f.yearAverage, deposits.year_average, {
      bases: ["同比", "较上年12月"],
      rule: r.yearAverage,
      spark: spark((month) => month.year_average),
    }),
    {
      ...itemCount(page, m, false),
      ...shown(page, m, f.loans, loans.balance, {
        bases: ["较年初", "较上月", "同比"],
        rule: r.loans,
        spark: spark((month) => month.loans),
      }),
    },
    {
      ...itemCount(page, m, true),
      ...shown(page, m, f.offBalance, loans.off_balance, {
        bases: ["较年初", "较上月", "同比"],
        rule: r.offBalance,
        spark: spark((month) => month.off_balance),
      }),
    },
    {
      ...shown(page, m, f.dueSoon(due), loans.due_soon, { bases: [], rule: r.dueSoon(due) }),
      foot: <DueFoot page={page} />,
    },
    completeness(page, m),
  ];
  return (
    <section className="client-figures" aria-label={m.client.figuresLabel}>
      {figures.map((figure) => (
        <Figure key={figure.label} {...figure} />
      ))}
    </section>
  );
}

/** Stands where no earlier list gives a basis. */
function itemCount(page: ClientPage, m: Messages, offBalance: boolean) {
  const items = page.metrics.items.filter(({ loan }) => loan.off_balance === offBalance);
  return { foot: m.client.figures.items(items.length) };
}

interface Presentation {
  /** In order of preference: the first that is known is shown. */
  bases: Basis[];
  rule: string;
  spark?: (number | null)[];
}

function shown(
  page: ClientPage,
  m: Messages,
  label: string,
  figure: CoreFigure,
  { bases, rule, spark }: Presentation,
): FigureProps {
  const head = figure.value === null ? null : headline(figure.value);
  const unit = head ? m.figure.unit[head.unit] : "";
  const comparison = bases
    .map((basis) => figure.comparisons.find((known) => known.basis === basis))
    .find((known) => known !== undefined);
  return {
    label,
    value: head?.number ?? null,
    unit,
    isNegative: (figure.value ?? 0) < 0,
    reason: figure.note ? m.figure.noteOf(figure.note) : null,
    ...(figure.as_of && {
      asOf: { day: figure.as_of, today: page.as_of, isStale: figure.is_stale },
    }),
    ...(comparison && {
      basis: {
        name: m.figure.bases[comparison.basis],
        change: change(comparison, m.figure.movement),
      },
    }),
    ...(spark && { spark }),
    provenance: {
      title: label,
      ...(head && { value: `${head.number} ${unit}` }),
      rule,
      ...sourceOf(figure.sources, page.sources),
      day: figure.as_of,
      today: page.as_of,
      staleDays: page.settings.stale_days,
      ...(comparison && {
        previous: m.client.figures.previous(
          `${wan(comparison.base)} ${m.figure.unit.wan}`,
          comparison.base_day,
        ),
      }),
      note: figure.note ? m.figure.noteOf(figure.note) : null,
      ...(figure.value !== null && { copyText: yuan(figure.value).replace("\u2212", "-") }),
    },
  };
}

/** Files with the rows a figure stands on, and the least reliable of them. */
function sourceOf(sources: Provenance[], files: SourceFile[]) {
  const used = files
    .map((file) => ({
      file,
      rows: sources.filter((source) => source.batch === file.batch).map((source) => source.row),
    }))
    .filter(({ rows }) => rows.length > 0);
  const [weakest] = used.map(({ file }) => file).sort((a, b) => a.reliability - b.reliability);
  return {
    files: used.map(({ file, rows }) => ({
      file: file.file,
      rows,
      isMended: rows.some((row) => file.mended_rows?.includes(row)),
    })),
    ...(weakest && { reliability: weakest.reliability, nature: weakest.nature }),
  };
}

function DueFoot({ page }: { page: ClientPage }) {
  const m = useMessages().client.figures;
  const { loans } = page.metrics;
  const past = loans.maturities.find((bucket) => bucket.within_days === -1);
  if (!past || past.items.length === 0) return m.items(loans.due_soon_items);
  const text = m.pastItems(past.items.length, wan(past.balance));
  return (
    <span className="client-past" title={text}>
      {text}
    </span>
  );
}

function completeness(page: ClientPage, m: Messages): FigureProps {
  const { percent, gaps } = page.metrics.completeness;
  const f = m.client.figures;
  const foot = gaps.length > 0 ? f.gaps(gaps.length) : f.complete;
  return {
    label: f.completeness,
    value: String(percent),
    unit: "%",
    foot,
    provenance: {
      title: f.completeness,
      value: `${percent}%`,
      rule: m.client.rules.completeness,
      files: [],
      today: page.as_of,
      staleDays: page.settings.stale_days,
      note:
        gaps.length > 0 ? (
          <ul className="client-gaps">
            {gaps.map((gap) => (
              <li key={gap.item}>{m.client.gapNames[gap.item] ?? `${gap.item}：${gap.remedy}`}</li>
            ))}
          </ul>
        ) : (
          foot
        ),
    },
  };
}
