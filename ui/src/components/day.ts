import type { Day } from "../ipc/bindings";

/** `11-20`, or with the year when it is not that of the day beside it. */
export function shortDay(day: Day, beside: Day): string {
  return day.slice(0, 4) === beside.slice(0, 4) ? day.slice(5) : day;
}

/** Days since 1970, so that days can be placed on a line. */
export function dayNumber(day: Day): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

/** `26/1` in January, else `4`: the months of an axis. */
export function monthLabel(day: Day): string {
  const month = Number(day.slice(5, 7));
  return month === 1 ? `${day.slice(2, 4)}/1` : String(month);
}

/** The day that somebody typed or copied: `2026-10-31`, `2026/1/5`, `2026.10.31`, `20261031`, `2026年10月31日`,
 * in full-width digits too. `undefined` for anything else, and for a day no month has. */
export function typedDay(text: string): Day | undefined {
  const plain = text.normalize("NFKC").replaceAll(/\s/g, "");
  const parts =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(plain) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(plain);
  if (!parts) return undefined;
  const [, year = "", month = "", date = ""] = parts;
  const day = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
  const at = new Date(`${day}T00:00:00Z`);
  // 31 February is read as a day in March by some engines.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}

/** The last day of the month `months` before that of `day`. */
export function monthEnd(day: Day, months = 0): Day {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - months, 0)).toISOString().slice(0, 10);
}
