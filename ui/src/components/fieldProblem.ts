/** `FIELD=PROBLEM`, apart by blanks. */
export function problemsIn(context: Partial<Record<string, string>>): Map<string, string> {
  const pairs = (context.problems ?? "").split(" ").map((pair) => pair.split("="));
  return new Map(pairs.flatMap(([field, kind]) => (field && kind ? [[field, kind]] : [])));
}
