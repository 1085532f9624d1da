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
