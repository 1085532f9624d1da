import type { LucideIcon } from "lucide-react";
import { createStore } from "../../app/store";
import type { Glance } from "../../ipc/bindings";
import type { Messages } from "../../locales";

/** Something the palette does, whatever is open. */
export interface PaletteAction {
  id: string;
  section: "actions" | "pages";
  label: (m: Messages) => string;
  /** Other words it answers to, parted by blanks: pinyin, initials, English. */
  also?: (m: Messages) => string;
  icon: LucideIcon;
  /** Its shortcut, as `chord.ts` writes it. */
  keys?: string;
  run: () => void | Promise<void>;
}

/** Something done with the client that is highlighted. */
export interface ClientAction {
  id: string;
  label: (m: Messages) => string;
  also?: (m: Messages) => string;
  icon: LucideIcon;
  /** Beside the label: what it is about for this client. */
  detail?: (client: Glance, m: Messages) => string | undefined;
  /** Whether it makes sense for this client. */
  when?: (client: Glance) => boolean;
  run: (client: Glance, m: Messages) => void | Promise<void>;
}

const actions = createStore<readonly PaletteAction[]>([]);
const clientActions = createStore<readonly ClientAction[]>([]);

/** Adds actions, in their order behind those there; a room does this once, where its module is loaded. */
export function registerActions(added: readonly PaletteAction[]): void {
  actions.set(withNew(actions.get(), added));
}

export function registerClientActions(added: readonly ClientAction[]): void {
  clientActions.set(withNew(clientActions.get(), added));
}

export const useActions = actions.use;
export const useClientActions = clientActions.use;

/** A module that is loaded anew while it is worked on replaces its own. */
function withNew<T extends { id: string }>(known: readonly T[], added: readonly T[]): T[] {
  return [...known.filter(({ id }) => !added.some((other) => other.id === id)), ...added];
}

/** Whether every word typed stands in the label or begins one of the other words. */
export function answersTo(label: string, also: string, typed: string): boolean {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const text = label.toLowerCase();
  const others = also.toLowerCase().split(/\s+/);
  return words.every(
    (word) => text.includes(word) || others.some((other) => other.startsWith(word)),
  );
}
