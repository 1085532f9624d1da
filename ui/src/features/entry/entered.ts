import { notify } from "../../app/notices";
import type { Entered } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import type { Messages } from "../../locales";
import { dataChanged } from "../import/openImport";

/** Everything is read anew, and what was entered can be taken back for a while. */
export async function sayEntered(entered: Entered, m: Messages): Promise<void> {
  await dataChanged();
  notify({ text: m.entry.said(entered), undo: () => takeBack(entered, m) });
}

async function takeBack(entered: Entered, m: Messages): Promise<void> {
  // Refused once something stands on it, which the notice line tells.
  await call(commands.importUndo(entered.batch));
  await dataChanged();
  notify({ text: m.entry.takenBack });
}
