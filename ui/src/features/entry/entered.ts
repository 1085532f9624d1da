import { notify } from "../../app/notices";
import type { Entered } from "../../ipc/bindings";
import { CommandError, call, commands } from "../../ipc/call";
import type { Messages } from "../../locales";
import { dataChanged } from "../import/openImport";

/** Everything is read anew, and what was entered can be taken back for a while. */
export async function sayEntered(entered: Entered, m: Messages): Promise<void> {
  await dataChanged();
  notify({ text: m.entry.said(entered), undo: () => takeBack(entered, m) });
}

async function takeBack(entered: Entered, m: Messages): Promise<void> {
  try {
    await call(commands.importUndo(entered.batch));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    // Something stands on it by now. There is no other place to say so: the form is gone.
    notify({ text: m.common.failure(error.failure).text });
    return;
  }
  await dataChanged();
  notify({ text: m.entry.takenBack });
}
