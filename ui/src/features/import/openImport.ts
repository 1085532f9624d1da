import { Channel } from "@tauri-apps/api/core";
import { queryClient } from "../../app/queryClient";
import { createStore } from "../../app/store";
import type { ImportProgress, OpenFile, OpenImport } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

/** The import under way. The shell holds its files; this is what the page knows of it. */
export interface ImportState {
  progress?: ImportProgress;
  open?: OpenImport;
  /** Of the open files, the one that is shown; or all of them, side by side. */
  file: number;
  /** Why nothing was opened, or nothing committed. */
  error?: unknown;
  /** What was to be opened then. */
  paths?: string[];
  wasCancelled: boolean;
  /** The user is through, though files may be left out, or bring nothing new. */
  isDone: boolean;
}

/** In the place of a file: the overview of those that came together. */
export const OVERVIEW = -1;

const nothing: ImportState = { file: 0, wasCancelled: false, isDone: false };
const state = createStore<ImportState>(nothing);

export const useImport = state.use;

/** What is known of the drop folder. */
export const folderKey = ["imports", "drop-folder"];

/** Whether closing or locking now would lose a preview; what is committed is never lost. */
export function hasOpenImport(): boolean {
  const { open, progress, isDone } = state.get();
  return progress !== undefined || (!isDone && (open?.files.some(isWaiting) ?? false));
}

export function isWaiting(file: OpenFile): boolean {
  return file.refused === null && file.committed === null;
}

/** After a reload of the page, or coming back to it. */
export async function resumeImport(): Promise<void> {
  if (state.get().open || state.get().progress) return;
  const open = await call(commands.importCurrent());
  if (open && !state.get().open) state.set({ ...nothing, open, file: firstWaiting(open.files) });
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
      open
        ? { ...nothing, open, file: firstWaiting(open.files) }
        : { ...nothing, wasCancelled: true },
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
  void call(commands.importCancel());
}

export function showFile(file: number): void {
  state.set({ ...state.get(), file, error: undefined, isDone: false });
}

/** Where one begins, and goes on with what was left out. */
export function firstWaiting(files: readonly OpenFile[]): number {
  return files.length > 1 ? OVERVIEW : 0;
}

/** The table to look at after this one; behind the last comes the overview. */
export function nextOpen(files: readonly OpenFile[], file: number): number {
  const next = files.findIndex((other, at) => at > file && isWaiting(other));
  return next < 0 ? OVERVIEW : next;
}

/** Every table planned for the vault as it is now. */
export async function refreshOverview(handle: number): Promise<OpenImport> {
  const open = await call(commands.importOverview(handle));
  if (state.get().open?.handle === handle) state.set({ ...state.get(), open });
  return open;
}

/** Leaves files out of the commit, or takes them in again. */
export async function leaveOut(files: readonly number[], isLeftOut: boolean): Promise<void> {
  for (const file of files) {
    const { open } = state.get();
    if (!open) return;
    const next = await call(commands.importLeaveOut(open.handle, file, isLeftOut));
    state.set({ ...state.get(), open: next, error: undefined });
  }
}

/** Commits all that is not left out in one transaction. */
export async function commitImport(): Promise<void> {
  const { open, progress } = state.get();
  if (!open || progress) return;
  const taken = open.files.filter((file) => file.standing === "ready" && !file.left_out);
  const [first] = taken;
  const begun = {
    file: first?.name ?? "",
    index: 0,
    files: taken.length,
    phase: "writing" as const,
    rows: 0,
  };
  state.set({ ...state.get(), error: undefined, wasCancelled: false, progress: begun });
  const told = new Channel<ImportProgress>();
  told.onmessage = (progress) => {
    if (state.get().progress) state.set({ ...state.get(), progress });
  };
  try {
    const committed = await call(commands.importCommit(open.handle, told));
    const after = committed ? { open: committed, isDone: true } : { wasCancelled: true };
    state.set({ ...withoutProgress(), ...after });
    if (committed) {
      await passOverWhatIsKnown(open.handle);
      await dataChanged();
    }
  } catch (error) {
    state.set({ ...withoutProgress(), error });
    // What refused may have changed the preview, too.
    await queryClient.invalidateQueries({ queryKey: ["imports", "preview"] });
  }
}

function withoutProgress(): ImportState {
  const { progress: _, ...rest } = state.get();
  return rest;
}

/** Leaves files that bring nothing new: on to the result. */
export async function finishImport(): Promise<void> {
  const { open } = state.get();
  state.set({ ...state.get(), isDone: true });
  if (open) await passOverWhatIsKnown(open.handle);
}

/** Files of the drop folder that say nothing new are not told of again. */
async function passOverWhatIsKnown(handle: number): Promise<void> {
  try {
    await call(commands.importFinish(handle));
    await queryClient.invalidateQueries({ queryKey: folderKey });
  } catch (error) {
    state.set({ ...state.get(), error });
  }
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
