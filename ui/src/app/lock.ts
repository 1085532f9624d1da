import { call, commands } from "../ipc/call";

/** What must be stored before the vault closes: drafts that are still being typed. */
const beforeLock = new Set<() => Promise<void>>();

export function onLock(save: () => Promise<void>): () => void {
  beforeLock.add(save);
  return () => beforeLock.delete(save);
}

/** Closes the vault and starts the program anew, so that neither key nor client text stays in memory. */
export async function lock(): Promise<void> {
  await Promise.allSettled([...beforeLock].map((save) => save()));
  await call(commands.vaultLock());
}
