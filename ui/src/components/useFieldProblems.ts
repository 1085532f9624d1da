import { CommandError } from "../ipc/call";
import { useMessages } from "../locales";
import { problemsIn } from "./fieldProblem";

/** What the core found wrong with each field of a form, in the window's language. */
export function useFieldProblems(error: unknown): (field: string) => string | undefined {
  const m = useMessages().common;
  if (!(error instanceof CommandError)) return () => undefined;
  const { context } = error.failure;
  const kinds = problemsIn(context);
  return (field) => {
    const kind = kinds.get(field);
    return kind && m.fieldProblem(kind, context[field] ?? "", context.other_name ?? "");
  };
}
