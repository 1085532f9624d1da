import { createStore } from "../../app/store";
import type { ClientFile, ClientRef, Person } from "../../ipc/bindings";

/** What is typed by hand: a client (a new one, perhaps one that rows wait for, or one that is changed), or a
 * person of a client. */
export type Entry =
  | { of: "client"; client?: ClientFile; waiting?: ClientRef }
  | { of: "person"; clientId: string; person?: Person };

/** What its form and its draft are known by. */
export function keyOf(entry: Entry): string {
  if (entry.of === "person") return `entry person ${entry.clientId} ${entry.person?.id ?? ""}`;
  const { number, code, name } = entry.waiting ?? {};
  return `entry client ${entry.client?.id ?? number ?? code ?? name ?? ""}`;
}

const open = createStore<Entry | undefined>(undefined);

export function openEntry(entry: Entry): void {
  open.set(entry);
}

/** What was typed and not saved stays and is there when the drawer is opened again. */
export function closeEntry(): void {
  open.set(undefined);
}

export const useEntry = open.use;
