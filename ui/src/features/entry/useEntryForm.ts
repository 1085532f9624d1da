import { type RefObject, useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { useFormDraft } from "../../app/useFormDraft";
import { useFocusOnProblem } from "../../components/useFocusOnProblem";
import type { Entered } from "../../ipc/bindings";
import { CommandError } from "../../ipc/call";
import { useMessages } from "../../locales";
import { closeEntry } from "./drawer";
import { sayEntered } from "./entered";

/** The content of a form, what is wrong with it as the core says it, and saving, by button or key. */
export function useEntryForm<T extends object>(props: {
  key: string;
  saved: T;
  fields: RefObject<HTMLFormElement | null>;
  enter: (form: T) => Promise<Entered>;
  onEntered?: (entered: Entered) => void;
}) {
  const { fields, enter, onEntered } = props;
  const m = useMessages();
  const draft = useFormDraft(props.key, props.saved);
  const [error, setError] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);

  async function save(by = enter) {
    setSaving(true);
    setError(undefined);
    try {
      const entered = await by(draft.form);
      draft.forget();
      closeEntry();
      await sayEntered(entered, m);
      onEntered?.(entered);
    } catch (failed) {
      setError(failed);
    } finally {
      setSaving(false);
    }
  }
  useFocusOnProblem(fields, error);
  useShortcut("mod+enter", m.entry.save, () => void save(), { when: !isSaving });
  const failure = error instanceof CommandError ? error.failure : undefined;
  return { ...draft, error, failure, isSaving, save };
}
