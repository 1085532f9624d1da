import { monthEnd } from "../../components/day";
import type { Day, OpenFile } from "../../ipc/bindings";

/** A year and a month, as file names write them: `2026-10`, `202610`, `2026年10月`. */
const MONTH = /(?<!\d)(20\d{2})[-_.年]?(0[1-9]|1[0-2]|[1-9](?=月))(?!\d{3})/;

/** The day an undated table is likely of: the month's end that its name tells, else the newest day of the tables
 * that came with it, else the last month's end. */
export function likelyDay(
  name: string,
  beside: readonly Pick<OpenFile, "as_of">[],
  today: Day,
): { day: Day; isTold: boolean } {
  const [, year, month] = MONTH.exec(name) ?? [];
  if (year && month) {
    const end = monthEnd(`${year}-${month.padStart(2, "0")}-01`);
    if (end <= today) return { day: end, isTold: true };
  }
  const newest = beside
    .flatMap(({ as_of }) => as_of ?? [])
    .toSorted()
    .at(-1);
  return newest ? { day: newest, isTold: true } : { day: monthEnd(today, 1), isTold: false };
}
