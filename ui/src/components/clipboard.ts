/** What spreadsheets would run as a formula, or read as a number and cut: text gets a leading `'`. */
const FORMULA = /^[=+\-@\t\r]/;
const LONG_DIGITS = /^0\d|^\d{12,}$/;

/** A cell of text as a spreadsheet takes it from the clipboard: it stays text, on one line. */
export function textCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, " ");
  return FORMULA.test(line) || LONG_DIGITS.test(line) ? `'${line}` : line;
}

/** A number as a spreadsheet takes it: ASCII minus, no grouping. */
export function numberCell(shown: string): string {
  return shown.replace(/\u2212/g, "-").replace(/[,+]/g, "");
}

/** `data-copy` holds what is copied where it is not what is shown; numbers are the cells of class `num`. */
function cellText(cell: HTMLTableCellElement): string {
  const raw = cell.dataset.copy ?? cell.textContent ?? "";
  const text = raw.trim();
  return cell.classList.contains("num") && /\d/.test(text) ? numberCell(text) : textCell(text);
}

/** The tables below `root` with their heads, as tab-separated lines; and how many rows without the heads. */
export function tablesAsText(root: HTMLElement): { text: string; rows: number } {
  const lines: string[] = [];
  let rows = 0;
  for (const table of root.querySelectorAll("table")) {
    for (const row of table.rows) {
      lines.push([...row.cells].map(cellText).join("\t"));
      if (row.parentElement?.tagName !== "THEAD") rows += 1;
    }
  }
  return { text: `${lines.join("\r\n")}\r\n`, rows };
}
