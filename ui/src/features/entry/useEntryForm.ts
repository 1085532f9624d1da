import { useState } from "react";
import { notify } from "../../app/notices";
import { useShortcut } from "../../app/shortcuts";
import { useFormDraft } from "../../app/useFormDraft";
import type { Entered } from "../../ipc/bindings";
import { CommandError, call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dataChanged } from "../import/openImport";
import { closeEntry } from "./drawer";

/** The content of a form, what is wrong with it as the core says it, and saving: the drawer closes, and what
 * was entered can be taken back. */
export function useEntryForm<T extends object>(
  key: string,
  saved: T,
  enter: (form: T) => Promise<Entered>,
) {
  const m = useMessages();
  const draft = useFormDraft(key, saved);
  const [error, setError] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);

  async function save(by: (form: T) => Promise<Entered> = enter): Promise<Entered | undefined> {
    setSaving(true);
    setError(undefined);
    try {
      const entered = await by(draft.form);
      draft.forget();
      closeEntry();
      await dataChanged();
      notify({ text: m.entry.said(entered), undo: () => takeBack(entered, m.entry.takenBack) });
      return entered;
    } catch (failed) {
      setError(failed);
      return undefined;
    } finally {
      setSaving(false);
    }
  }
  useShortcut("mod+enter", m.entry.save, () => void save(), { when: !isSaving });
  const failure = error instanceof CommandError ? error.failure : undefined;
  return { ...draft, error, failure, isSaving, save };
}

async function takeBack(entered: Entered, text: string): Promise<void> {
  try {
    await call(commands.importUndo(entered.batch));
    await dataChanged();
    notify({ text });
  } catch (error) {
    // Something stands on it meanwhile: the core says what.
    notify({ text: error instanceof CommandError ? error.failure.message : String(error) });
  }
}
