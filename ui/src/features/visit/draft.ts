import { useCallback, useState } from "react";
import { EMPTY_FORM, isSame, type VisitForm } from "./form";

/** What was typed and not saved, by client and visit; it outlives the drawer, not the lock. */
const kept = new Map<string, VisitForm>();

/** The form's content, begun from the draft where there is one. */
export function useVisitDraft(key: string, saved: VisitForm = EMPTY_FORM) {
  const [form, setForm] = useState<VisitForm>(() => kept.get(key) ?? saved);
  const isDraft = !isSame(form, saved);
  const change = useCallback(
    (part: Partial<VisitForm>) => {
      setForm((before) => {
        const after = { ...before, ...part };
        if (isSame(after, saved)) kept.delete(key);
        else kept.set(key, after);
        return after;
      });
    },
    [key, saved],
  );
  const forget = useCallback(
    (now: VisitForm = saved) => {
      kept.delete(key);
      setForm(now);
    },
    [key, saved],
  );
  return { form, isDraft, change, forget };
}
