import { numberCell, textCell } from "../../components/clipboard";
import { copyText } from "../../components/copyText";
import { countChosen, type RowSelection } from "../../components/rowSelection";
import type { ClientRow } from "../../ipc/bindings";
import type { ClientColumn } from "./columns";
import { readRows } from "./queries";

/** More leave the vault by an export, which asks for a reason. */
export const MOST_COPIED = 1000;
const AT_A_TIME = 500;

/** One cell as a spreadsheet takes it. */
export function cellText(row: ClientRow, column: ClientColumn): string {
  const text = column.text(row);
  return column.isNumber && /\d/.test(text) && !/^\d{4}-/.test(text)
    ? numberCell(text)
    : textCell(text);
}

/** Rows under their heads, tab-separated. */
export function asTable(rows: readonly ClientRow[], columns: readonly ClientColumn[]): string {
  const shown = columns.filter(({ id }) => id !== "trend");
  const lines = rows.map((row) => shown.map((column) => cellText(row, column)).join("\t"));
  return `${[shown.map(({ label }) => label).join("\t"), ...lines].join("\r\n")}\r\n`;
}

/** Puts the chosen rows on the clipboard; how many they were, none if they could not be put there, or `null`
 * when they are too many. */
export async function copyRows(
  list: number,
  selection: RowSelection,
  columns: readonly ClientColumn[],
): Promise<number | null> {
  if (countChosen(selection) > MOST_COPIED) return null;
  const rows: ClientRow[] = [];
  for (const { first, last } of selection) {
    for (let at = first; at <= last; at += AT_A_TIME) {
      rows.push(...(await readRows(list, at, Math.min(AT_A_TIME, last - at + 1))));
    }
  }
  return (await copyText(asTable(rows, columns))) ? rows.length : 0;
}
