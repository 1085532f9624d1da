import dayjs from "dayjs";

/** `2026-11-23 09:12:05`, of this machine's clock. */
export function localSecond(timestamp: string): string {
  return dayjs(timestamp).format("YYYY-MM-DD HH:mm:ss");
}
