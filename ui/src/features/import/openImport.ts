import { Channel } from "@tauri-apps/api/core";
import { queryClient } from "../../app/queryClient";
import { createStore } from "../../app/store";
import type { ImportProgress, OpenImport } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

/** The import under way. The shell holds its files; this is what the page knows of it. */
export interface ImportState {
  progress?: ImportProgress;
  open?: OpenImport;
  /** Of the open files, the one that is shown. */
  file: number;
  /** Why nothing was opened. */
  error?: unknown;
  /** What was to be opened then. */
  paths?: string[];
  wasCancelled: boolean;
  /** The user is through, though files may be left that bring nothing new. */
  isDone: boolean;
}

const nothing: ImportState = { file: 0, wasCancelled: false, isDone: false };
const state = createStore<ImportState>(nothing);

export const useImport = state.use;

/** Whether closing or locking now would lose a preview; what is committed is never lost. */
export function hasOpenImport(): boolean {
  const { open, progress, isDone } = state.get();
  return progress !== undefined || (!isDone && (open?.files.some(isWaiting) ?? false));
}

export function isWaiting(file: OpenImport["files"][number]): boolean {
  return file.refused === null && file.committed === null;
}

/** After a reload of the page, or coming back to it. */
export async function resumeImport(): Promise<void> {
  if (state.get().open || state.get().progress) return;
  const open = await call(commands.importCurrent());
  if (open && !state.get().open) state.set({ ...nothing, open, file: firstWaiting(open) });
}

function firstWaiting(open: OpenImport): number {
  return Math.max(open.files.findIndex(isWaiting), 0);
}

/** Reads and plans the files; what was open before is let go. */
export async function openFiles(paths: string[], passphrase?: string): Promise<void> {
  if (paths.length === 0) return;
  const [first = ""] = paths;
  const name = first.split(/[\\/]/).at(-1) ?? first;
  await open(name, paths.length, (told) =>
    call(commands.importOpen(paths, passphrase ?? null, told)),
  );
  if (state.get().error) state.set({ ...state.get(), paths });
}

/** Reads and plans the table on the clipboard; whether there was room for it: an import that is under way is
 * never let go for it. */
export async function pasteTable(name: string): Promise<boolean> {
  if (hasOpenImport()) return false;
  await open(name, 1, (told) => call(commands.importPaste(told)));
  return true;
}

async function open(
  name: string,
  files: number,
  read: (told: Channel<ImportProgress>) => Promise<OpenImport | null>,
): Promise<void> {
  if (state.get().progress) return;
  const before = state.get().open;
  if (before) await call(commands.importDiscard(before.handle));
  state.set({
    ...nothing,
    progress: { file: name, index: 0, files, phase: "reading", rows: 0 },
  });
  const told = new Channel<ImportProgress>();
  told.onmessage = (progress) => {
    if (state.get().progress) state.set({ ...state.get(), progress });
  };
  try {
    const open = await read(told);
    state.set(
      open ? { ...nothing, open, file: firstWaiting(open) } : { ...nothing, wasCancelled: true },
    );
  } catch (error) {
    state.set({ ...nothing, error });
  }
}

export async function chooseFiles(title: string): Promise<void> {
  try {
    await openFiles(await call(commands.importChooseFiles(title)));
  } catch (error) {
    state.set({ ...state.get(), error });
  }
}

export function cancelReading(): void {
  void commands.importCancel();
}

export function showFile(file: number): void {
  state.set({ ...state.get(), file });
}

/** Commits one file; the next one that waits is shown, planned against what the vault holds then. */
export async function commitFile(file: number): Promise<void> {
  const { open } = state.get();
  if (!open) return;
  const committed = await call(commands.importCommit(open.handle, file));
  const files = open.files.map((other, at) => (at === file ? { ...other, committed } : other));
  const next = { ...open, files };
  const waiting = files.findIndex(isWaiting);
  state.set({ ...state.get(), open: next, file: waiting < 0 ? file : waiting });
  await dataChanged();
}

/** Leaves a file that brings nothing new: on to the next one that waits, or to the result. */
export function passFile(file: number): void {
  const files = state.get().open?.files ?? [];
  const next = files.findIndex((other, at) => at > file && isWaiting(other));
  state.set(next < 0 ? { ...state.get(), isDone: true } : { ...state.get(), file: next });
}

/** Lets the import go; what was committed stays. */
export async function discardImport(): Promise<void> {
  const { open } = state.get();
  state.set(nothing);
  if (open) await call(commands.importDiscard(open.handle));
  queryClient.removeQueries({ queryKey: ["imports", "preview"] });
}

/** After a commit or an undo everything that is read from the vault may differ. */
export async function dataChanged(): Promise<void> {
  await queryClient.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "session" });
}
