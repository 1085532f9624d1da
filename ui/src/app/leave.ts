import { Channel } from "@tauri-apps/api/core";
import { hasOpenImport } from "../features/import/openImport";
import type { Sign } from "../ipc/bindings";
import { call, commands } from "../ipc/call";
import { perform } from "./shortcuts";
import { createStore } from "./store";

/** What must be stored before the vault closes: drafts that are still being typed. */
const unsaved = new Set<() => Promise<void>>();

/** Has `save` awaited before the window locks or closes; the answer ends that. */
export function beforeLeaving(save: () => Promise<void>): () => void {
  unsaved.add(save);
  return () => unsaved.delete(save);
}

async function saveAll(): Promise<void> {
  await Promise.allSettled([...unsaved].map((save) => save()));
}

/** Closes the vault and starts the program anew, so that neither key nor client text stays in memory. */
export async function lock(): Promise<void> {
  await saveAll();
  await call(commands.appLock());
}

/** Seconds until the idle lock, while it is near. */
const lockIn = createStore<number | undefined>(undefined);
export const useLockIn = lockIn.use;

/** Whether the user is being asked to leave an import behind. */
const isAsking = createStore(false);
export const useIsAskingToClose = isAsking.use;

async function closeAsked(): Promise<void> {
  if (hasOpenImport()) {
    isAsking.set(true);
    // The shell would not wait for a person.
    await commands.appClose(false);
    return;
  }
  await close();
}

/** Lets the window go with everything stored. */
export async function close(): Promise<void> {
  await saveAll();
  await commands.appClose(true);
}

export function stay(): void {
  isAsking.set(false);
}

function obey(sign: Sign): void {
  switch (sign.sign) {
    case "idle_soon":
      lockIn.set(sign.seconds);
      return;
    case "lock_now":
      void lock();
      return;
    case "close_asked":
      void closeAsked();
      return;
    case "keys":
      perform(sign.keys);
      return;
  }
}

/** Between two words to the shell that somebody works. */
const TOLD_EVERY_MS = 10_000;
let told = 0;

function somebodyWorks(): void {
  const now = performance.now();
  if (lockIn.get() === undefined && now - told < TOLD_EVERY_MS) return;
  told = now;
  if (lockIn.get() !== undefined) lockIn.set(undefined);
  void commands.appWorks();
}

/** Called once, when the window's page starts. */
export function listenToShell(): void {
  const signs = new Channel<Sign>();
  signs.onmessage = obey;
  void commands.appListen(signs);
  for (const event of ["keydown", "pointerdown", "pointermove", "wheel"]) {
    window.addEventListener(event, somebodyWorks, { passive: true, capture: true });
  }
}
