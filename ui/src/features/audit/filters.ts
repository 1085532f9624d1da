import type { Area, AuditFilter, Day } from "../../ipc/bindings";
import type { Messages } from "../../locales";

/** What the trail can be narrowed by, in the order of its tokens. */
export const FIELDS = ["when", "area", "user", "client"] as const;
export type AuditField = (typeof FIELDS)[number];

export const AREAS: Area[] = [
  "visit",
  "document",
  "import",
  "export",
  "today",
  "privacy",
  "setting",
  "security",
  "backup",
  "vault",
];

/** The filter beside the names that its tokens show. */
export interface Narrowed {
  from?: Day;
  to?: Day;
  areas: Area[];
  user?: { id: string; name: string };
  client?: { id: string; name: string };
}

export const EVERYTHING: Narrowed = { areas: [] };

export function filterOf({ from, to, areas, user, client }: Narrowed): AuditFilter {
  return {
    from: from ?? null,
    to: to ?? null,
    user: user?.id ?? null,
    areas,
    client: client?.id ?? null,
  };
}

export function isSet(narrowed: Narrowed, field: AuditField): boolean {
  if (field === "when") return narrowed.from !== undefined || narrowed.to !== undefined;
  if (field === "area") return narrowed.areas.length > 0;
  return narrowed[field] !== undefined;
}

export function without(narrowed: Narrowed, field: AuditField): Narrowed {
  const { from, to, user, client, ...rest } = narrowed;
  return {
    ...rest,
    areas: field === "area" ? [] : narrowed.areas,
    ...(field !== "when" && from && { from }),
    ...(field !== "when" && to && { to }),
    ...(field !== "user" && user && { user }),
    ...(field !== "client" && client && { client }),
  };
}

/** What a token says. */
export function shown(narrowed: Narrowed, field: AuditField, m: Messages["audit"]): string {
  switch (field) {
    case "when":
      return m.between(narrowed.from, narrowed.to);
    case "area":
      return narrowed.areas.map((area) => m.areas[area]).join(m.listed);
    default:
      return narrowed[field]?.name ?? "";
  }
}
