import type {
  Counts,
  Field,
  MappedColumn,
  PreviewSummary,
  RowFilter,
  ShownCell,
  ShownRow,
} from "../../ipc/bindings";

/** What a row's chip says: its verdict, or what outweighs it. */
export type Mark =
  | "new"
  | "changed"
  | "unchanged"
  | "duplicate"
  | "rejected"
  | "queued"
  | "excluded"
  | "abnormal"
  | "warned";

/** The band's figures, in its order. `abnormal` overlaps the others: it is no part of the bar. */
export const BAND = [
  "new",
  "changed",
  "unchanged",
  "abnormal",
  "duplicate",
  "queued",
  "rejected",
] as const satisfies readonly RowFilter[];

/** The parts of the bar, which together are the rows of the file. */
export const BAR = [
  "new",
  "changed",
  "unchanged",
  "duplicate",
  "queued",
  "rejected",
  "excluded",
] as const;

export function countOf(summary: PreviewSummary, part: Exclude<Mark, "warned">): number {
  return part === "excluded" ? summary.excluded : summary.counts[part];
}

/** Rows that are in the vault once the file is committed. */
export function takenRows(counts: Counts): number {
  return counts.new + counts.changed + counts.unchanged;
}

/** Whether committing the file would write anything. */
export function writesSomething(counts: Counts): boolean {
  return counts.new + counts.changed + counts.queued > 0;
}

export function markOf(row: ShownRow): Mark {
  if (row.verdict === null) return "unchanged";
  if (row.verdict === "rejected" || row.verdict === "excluded") return row.verdict;
  if (row.verdict === "queued" || row.verdict === "duplicate") return row.verdict;
  if (row.abnormal && !row.confirmed) return "abnormal";
  if (row.warned && row.verdict === "unchanged") return "warned";
  return row.verdict;
}

export type Tone = "red" | "orange" | "yellow" | "grey";

const CLIENT_FIELDS: readonly Field[] = ["client_number", "client_name", "code"];
const AMOUNTS: readonly Field[] = [
  "balance",
  "month_start",
  "year_start",
  "month_average",
  "year_average",
  "loan_amount",
  "registered_capital",
];
const DAYS: readonly Field[] = ["as_of", "founded_on", "drawn_on", "matures_on"];

export function isAmount(field: Field | null): boolean {
  return field !== null && AMOUNTS.includes(field);
}

export function isNumeric(field: Field | null): boolean {
  return isAmount(field) || field === "rate" || field === "overdue_days";
}

export function isDay(field: Field | null): boolean {
  return field !== null && DAYS.includes(field);
}

/** The cells of a row that its verdict is about, and in which colour. */
export function tonesOf(row: ShownRow, columns: readonly MappedColumn[]): (Tone | undefined)[] {
  const tones = row.cells.map((cell) => toneOfProblem(row, cell));
  const mark = (tone: Tone, matches: (column: MappedColumn, cell: ShownCell) => boolean) => {
    const at = columns.findIndex((column, index) => {
      const cell = row.cells[index];
      return cell !== undefined && matches(column, cell);
    });
    if (at >= 0) tones[at] ??= tone;
  };
  const isNegative = (column: MappedColumn, cell: ShownCell) =>
    isAmount(column.field) && cell.is.kind === "amount" && cell.is.fen < 0;
  if (row.verdict === "queued") {
    mark("yellow", ({ field }) => field !== null && CLIENT_FIELDS.includes(field));
  }
  if (row.verdict === "duplicate") {
    mark(
      "grey",
      ({ field }) => field === "balance" || field === "person_name" || field === "client_name",
    );
  }
  if (row.abnormal && row.verdict !== "excluded") {
    const tone = row.confirmed ? "grey" : "orange";
    if (row.change !== null && Math.abs(row.change) >= 5000) {
      mark(tone, ({ field }) => field === "balance");
    }
    mark(tone, isNegative);
    if (!tones.includes(tone)) mark(tone, ({ field }) => field === "balance");
  }
  return tones;
}

function toneOfProblem(row: ShownRow, cell: ShownCell): Tone | undefined {
  if (cell.problem === null) return undefined;
  return row.verdict === "rejected" ? "red" : "yellow";
}

/** Of the cells with a tone, the one that the row's question hangs on. */
export function askedCell(tones: readonly (Tone | undefined)[]): number {
  for (const tone of ["red", "orange", "yellow", "grey"] as const) {
    const at = tones.indexOf(tone);
    if (at >= 0) return at;
  }
  return -1;
}

/** Hundredths of a per cent as `−62.77%`. */
export function percent(hundredths: number): string {
  const size = Math.abs(hundredths);
  const text = `${Math.floor(size / 100)}.${String(size % 100).padStart(2, "0")}%`;
  if (hundredths === 0) return text;
  return (hundredths < 0 ? "\u2212" : "+") + text;
}

/** Widths in pixels; text columns share what is left. */
const WIDTHS: Partial<Record<Field, number>> = {
  client_number: 104,
  client_name: 200,
  code: 176,
  account: 160,
  loan: 160,
  product: 120,
  currency: 60,
  rate: 84,
  overdue_days: 84,
  person_name: 96,
  jobs: 200,
  industry: 120,
  registered_capital: 120,
  legal_rep: 96,
  manager: 96,
  tier: 96,
  class: 84,
  security: 96,
};
const AMOUNT_WIDTH = 132;
/** With what stood struck through beside it. */
const CHANGED_WIDTH = 190;
/** A number with its client's name before it. */
const NAMED_NUMBER_WIDTH = 220;
const DAY_WIDTH = 104;
const UNUSED_WIDTH = 104;

/** The grid of a table's rows: row number, chip, the columns, and the rest. */
export function gridTemplate(columns: readonly MappedColumn[], hasChanges: boolean): string {
  const isNamed = columns.some(({ field }) => field === "client_name");
  const widths = columns.map(({ field }) => {
    if (field === null) return `${UNUSED_WIDTH}px`;
    if (isDay(field)) return `${DAY_WIDTH}px`;
    const isNumberAlone = field === "client_number" && !isNamed;
    const usual = isNumberAlone ? NAMED_NUMBER_WIDTH : (WIDTHS[field] ?? AMOUNT_WIDTH);
    const width = hasChanges && isAmount(field) ? CHANGED_WIDTH : usual;
    return isNumeric(field) ? `${width}px` : `minmax(${width}px, ${width}fr)`;
  });
  return `48px 40px ${widths.join(" ")} minmax(12px, 40fr)`;
}
