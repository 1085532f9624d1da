import type { DocumentRecord, FoundClient, Glance } from "../../ipc/bindings";
import type { Messages } from "../../locales";
import { answersTo, type ClientAction, type PaletteAction } from "./actions";

export type Scope = "all" | "actions" | "people" | "documents";

const PREFIXES: Record<string, Scope> = { ">": "actions", "@": "people", "#": "documents" };

/** The scope a prefix narrows to, and what is looked for in it. */
export function parseTyped(typed: string): { scope: Scope; query: string } {
  // Full-width signs come from Chinese keyboards.
  const first = typed.trimStart().normalize("NFKC").charAt(0).replace("》", ">");
  const scope = PREFIXES[first];
  return scope ? { scope, query: typed.trimStart().slice(1) } : { scope: "all", query: typed };
}

/** One line of the palette. */
export type Entry =
  | { kind: "client"; id: string; found: FoundClient }
  | { kind: "client-action"; id: string; action: ClientAction; client: Glance }
  | { kind: "document"; id: string; document: DocumentRecord }
  | { kind: "action"; id: string; action: PaletteAction };

export interface Section {
  name: "clients" | "client-actions" | "documents" | "actions" | "pages";
  entries: Entry[];
}

/** Actions for the client in question that stay in sight beside the hits. */
const ACTIONS_BESIDE_HITS = 4;
/** Documents shown beside other things, and by themselves. */
const DOCUMENTS_BESIDE = 3;
const MOST_DOCUMENTS = 20;

interface Sources {
  scope: Scope;
  query: string;
  hits: FoundClient[];
  documents: DocumentRecord[];
  /** The client last highlighted, else the first hit. */
  client: Glance | undefined;
  /** Only what can be done with that client. */
  isForClient: boolean;
  actions: readonly PaletteAction[];
  clientActions: readonly ClientAction[];
}

/** The sections in their order; none is empty. */
export function sectionsOf(sources: Sources, m: Messages): Section[] {
  const { scope, query, hits, client, isForClient } = sources;
  const sections: Section[] = [];
  if (isForClient) {
    sections.push({ name: "client-actions", entries: forClient(sources, query, m) });
  } else {
    if (scope === "all" || scope === "people") {
      const entries = hits.map((found) => clientEntry(found));
      sections.push({ name: "clients", entries });
    }
    if (scope === "all" && client && hits.length > 0) {
      const entries = forClient(sources, "", m).slice(0, ACTIONS_BESIDE_HITS);
      sections.push({ name: "client-actions", entries });
    }
    if (scope === "all" || scope === "documents") {
      const most = scope === "all" ? DOCUMENTS_BESIDE : MOST_DOCUMENTS;
      const entries = sources.documents.slice(0, most).map(documentEntry);
      sections.push({ name: "documents", entries });
    }
    if (scope === "all" || scope === "actions") {
      for (const name of ["actions", "pages"] as const) {
        const entries = sources.actions
          .filter((action) => action.section === name)
          .filter((action) => answersTo(action.label(m), action.also?.(m) ?? "", query))
          .map((action): Entry => ({ kind: "action", id: `action-${action.id}`, action }));
        sections.push({ name, entries });
      }
    }
  }
  return sections.filter(({ entries }) => entries.length > 0);
}

function clientEntry(found: FoundClient): Entry {
  return { kind: "client", id: `client-${found.client.id}`, found };
}

function documentEntry(document: DocumentRecord): Entry {
  return { kind: "document", id: `document-${document.id}`, document };
}

function forClient({ client, clientActions }: Sources, query: string, m: Messages): Entry[] {
  if (!client) return [];
  return clientActions
    .filter((action) => action.when?.(client) ?? true)
    .filter((action) => answersTo(action.label(m), action.also?.(m) ?? "", query))
    .map((action) => ({ kind: "client-action", id: `client-action-${action.id}`, action, client }));
}
