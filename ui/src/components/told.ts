import { CommandError } from "../ipc/call";
import type { Messages } from "../locales";

/** One sentence of what a command answered instead of a value, where there is no room for `Problem`. */
export function told(error: unknown, m: Messages["common"]): string {
  return error instanceof CommandError ? m.failure(error.failure).text : m.fault;
}
