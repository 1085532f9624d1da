import { type RefObject, useEffect } from "react";

/** Leads to the first field that is marked, once the marks of `trial` are drawn. */
export function useFocusOnProblem(
  form: RefObject<HTMLFormElement | null>,
  /** Another value for each trial that failed; nothing while none did. */
  trial: unknown,
): void {
  useEffect(() => {
    if (trial) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [form, trial]);
}
