import { useCallback, useEffect, useRef, useState } from "react";
import { useDraft } from "./useDraft";

/** The form's content; what was typed and not saved outlives the drawer and the lock. It is to be shown once
 * `isBegun`: typed in earlier, it would stand in the draft's way. */
export function useFormDraft<T extends object>(key: string, saved: T) {
  const [form, setForm] = useState(saved);
  const isDraft = !isSame(form, saved);
  const { kept, isRead, drop } = useDraft<T>(key, isDraft ? form : undefined);

  // Once, and only into a form nobody has typed in meanwhile.
  const [isBegun, setBegun] = useState(false);
  useEffect(() => {
    if (!isRead || isBegun) return;
    if (kept) setForm((now) => (isSame(now, saved) ? kept : now));
    setBegun(true);
  }, [isRead, isBegun, kept, saved]);

  // Typed back to what is saved: there is nothing to keep.
  const wasDraft = useRef(false);
  useEffect(() => {
    if (wasDraft.current && !isDraft) void drop();
    wasDraft.current = isDraft;
  }, [isDraft, drop]);

  const change = useCallback(
    (part: Partial<T>) => setForm((before) => ({ ...before, ...part })),
    [],
  );
  const forget = useCallback(
    (now: T = saved) => {
      wasDraft.current = false;
      void drop();
      setForm(now);
    },
    [drop, saved],
  );
  return { form, isBegun, isDraft, change, forget };
}

function isSame(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
