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

/** What keeps a planned table from writing anything. */
export type Idle =
  | { why: "rejected"; rows: number; taken: number }
  | { why: "queued" | "excluded"; rows: number }
  | { why: "same"; read: number; unread: number };

/** Why a planned table brings nothing; asked only where the core says that it does. */
export function whyIdle(summary: PreviewSummary): Idle {
  const { counts, excluded, columns } = summary;
  const taken = takenRows(counts);
  if (counts.rejected > 0) return { why: "rejected", rows: counts.rejected, taken };
  if (counts.queued > 0) return { why: "queued", rows: counts.queued };
  if (excluded > 0 && taken === 0) return { why: "excluded", rows: excluded };
  const read = columns.filter(({ field }) => field !== null).length;
  const unread = columns.filter(({ field, header }) => field === null && header.trim() !== "");
  return { why: "same", read, unread: unread.length };
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
export function tonesOf(
  row: ShownRow,
  columns: readonly MappedColumn[],
  abnormalMove: number,
): (Tone | undefined)[] {
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
  const isNamed = (field: Field | null) => field !== null && CLIENT_FIELDS.includes(field);
  if (row.verdict === "queued") {
    mark("yellow", ({ field }, cell) => isNamed(field) && cell.is.kind !== "nothing");
  }
  if (row.verdict === "duplicate") {
    const subjects: readonly Field[] = ["person_name", "balance", "client_name"];
    const subject = subjects.find((one) => columns.some(({ field }) => field === one));
    mark("grey", ({ field }) => field === subject);
  }
  if (row.abnormal && row.verdict !== "excluded") {
    const tone = row.confirmed ? "grey" : "orange";
    if (isOddMove(row, abnormalMove)) {
      mark(tone, ({ field }) => field === "balance");
    }
    mark(tone, isNegative);
    if (!tones.includes(tone)) mark(tone, ({ field }) => field === "balance");
  }
  return tones;
}

/** Whether it is the move that is odd, not an amount below zero. */
export function isOddMove(row: ShownRow, abnormalMove: number): boolean {
  return row.change !== null && Math.abs(row.change) >= abnormalMove;
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

/** Hundredths of a per cent as `−62.77%`, grouped from a thousand on. */
export function percent(hundredths: number): string {
  const size = Math.abs(hundredths);
  const text = `${Math.floor(size / 100).toLocaleString("en-US")}.${String(size % 100).padStart(2, "0")}%`;
  if (hundredths === 0) return text;
  return (hundredths < 0 ? "\u2212" : "+") + text;
}

/** Hundredths of a per cent as a threshold is said: `50%`. */
export function share(hundredths: number): string {
  return `${hundredths / 100}%`;
}

/** Widths in pixels; text columns share what is left. */
const WIDTHS: Partial<Record<Field, number>> = {
  client_number: 96,
  client_name: 156,
  code: 172,
  account: 92,
  loan: 104,
  product: 104,
  currency: 68,
  rate: 88,
  overdue_days: 92,
  person_name: 96,
  jobs: 200,
  industry: 120,
  registered_capital: 120,
  legal_rep: 108,
  manager: 96,
  tier: 96,
  class: 92,
  security: 96,
};
const AMOUNT_WIDTH = 116;
/** With what stood struck through beside it. */
const CHANGED_WIDTH = 190;
/** A number with its client's name before it. */
const NAMED_NUMBER_WIDTH = 200;
const DAY_WIDTH = 96;
const CHANGED_DAY_WIDTH = 172;
const UNUSED_WIDTH = 104;

const CHIP_WIDTH = 40;
const REST_WIDTH = 12;

/** What a row number of this many rows takes, in pixels. */
export function rowNumberWidth(rows: number): number {
  return Math.max(String(rows).length * 8 + 16, 44);
}

export interface Grid {
  /** Row number, chip, the columns, and the rest. */
  template: string;
  /** What the table takes at least, in pixels: head and rows must agree on it. */
  width: number;
}

/** Where the cells of every row stand. */
export function gridOf(
  columns: readonly MappedColumn[],
  hasChanges: boolean,
  rowNumber: number,
): Grid {
  const isNamed = columns.some(({ field }) => field === "client_name");
  const sized = columns.map(({ field }) => {
    if (field === null) return { field, width: UNUSED_WIDTH };
    if (isDay(field)) return { field, width: hasChanges ? CHANGED_DAY_WIDTH : DAY_WIDTH };
    if (hasChanges && isAmount(field)) return { field, width: CHANGED_WIDTH };
    if (field === "client_number" && !isNamed) return { field, width: NAMED_NUMBER_WIDTH };
    return { field, width: WIDTHS[field] ?? AMOUNT_WIDTH };
  });
  const tracks = sized.map(({ field, width }) => {
    const isFixed = field === null || isDay(field) || isNumeric(field);
    return isFixed ? `${width}px` : `minmax(${width}px, ${width}fr)`;
  });
  const inside = sized.reduce((sum, { width }) => sum + width, 0);
  return {
    template: `${rowNumber}px ${CHIP_WIDTH}px ${tracks.join(" ")} minmax(${REST_WIDTH}px, 40fr)`,
    width: rowNumber + CHIP_WIDTH + inside + REST_WIDTH,
  };
}
