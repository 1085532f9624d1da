import dayjs from "dayjs";

/** `2026-11-23 09:12`, of this machine's clock. */
export function dayAndTime(timestamp: string): string {
  return dayjs(timestamp).format("YYYY-MM-DD HH:mm");
}
