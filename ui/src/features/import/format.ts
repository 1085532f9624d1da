import { wan } from "../../components/money";
import type { Counts, Shown } from "../../ipc/bindings";
import type { Messages } from "../../locales";

/** Grouped, as `1,724`. */
export function count(value: number): string {
  return value.toLocaleString("en-US");
}

/** A cell's value as it is shown: amounts in 万元. */
export function shown(value: Shown): string {
  switch (value.kind) {
    case "nothing":
      return "";
    case "amount":
      return wan(value.fen);
    case "day":
      return value.day;
    case "text":
    case "raw":
      return value.text;
  }
}

/** `11-20 09:12`, of this machine's clock; with the year when it is another. */
export function when(timestamp: string): string {
  const date = new Date(timestamp);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  const year = date.getFullYear();
  return year === new Date().getFullYear() ? `${day} ${time}` : `${year}-${day}`;
}

const TOLD = [
  "new",
  "changed",
  "unchanged",
  "duplicate",
  "queued",
  "rejected",
] as const satisfies readonly (keyof Counts)[];

/** What became of a file's rows, in words: only what there was. */
export function outcome(counts: Counts, m: Messages["import"]): string {
  const parts = TOLD.filter((part) => counts[part] > 0).map((part) =>
    m.counted(m.verdict[part], count(counts[part])),
  );
  return parts.join(m.listSeparator) || m.nothingTaken;
}
