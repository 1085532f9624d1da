import { useLayoutEffect, useRef } from "react";
import { type Chord, isPressed, type Pressed, parseChord } from "./chord";
import { createStore } from "./store";

export const IS_MAC = /^(?:mac|iphone|ipad)/i.test(globalThis.navigator?.platform ?? "");

/** What a key does while its owner is on the page. */
export interface Shortcut {
  /** As `chord.ts` writes it. */
  keys: string;
  /** In the user's language, for the list of shortcuts. */
  label: string;
  handler: (event: KeyboardEvent) => void;
  /** Also while the focus is inside a modal dialog, which otherwise owns its keys. */
  inDialog: boolean;
}

/** Where the focus was when a key was pressed. */
export interface Place {
  isTyping: boolean;
  isInDialog: boolean;
  /** A select or an autocomplete whose list is open: Escape closes that first. */
  isListOpen: boolean;
}

interface Registered extends Shortcut {
  chord: Chord;
}

const registry = createStore<readonly Registered[]>([]);

/** Adds a shortcut above all others; the answer takes it away again. */
export function register(shortcut: Shortcut): () => void {
  const entry = { ...shortcut, chord: parseChord(shortcut.keys) };
  registry.set([...registry.get(), entry]);
  return () => registry.set(registry.get().filter((other) => other !== entry));
}

/** The newest shortcut that the key means here: what was opened last answers first, so that a drawer has
 * Escape before the page beneath it. */
export function meant(event: Pressed, place: Place, isMac = IS_MAC): Shortcut | undefined {
  return registry.get().findLast(({ chord, inDialog }) => {
    if (!isPressed(chord, event, isMac)) return false;
    if (place.isInDialog && !inDialog) return false;
    if (chord.key === "escape") return !place.isListOpen;
    // Pasting into a field is the field's.
    if (chord.mod && chord.key === "v") return !place.isTyping;
    return !place.isTyping || chord.mod || chord.alt;
  });
}

/**
 * Binds `keys` (`mod+k`, `/`, `escape`) while the component is mounted and `when` holds. Letters are left
 * alone while the user types; keys inside a modal dialog belong to it unless `inDialog`.
 */
export function useShortcut(
  keys: string,
  label: string,
  handler: (event: KeyboardEvent) => void,
  { when = true, inDialog = false }: { when?: boolean; inDialog?: boolean } = {},
): void {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  useLayoutEffect(() => {
    if (!when) return;
    return register({ keys, label, inDialog, handler: (event) => latest.current(event) });
  }, [keys, label, when, inDialog]);
}

/** What works now, in the order it was bound, each key once; the newest meaning of a key counts. */
export function useShortcutList(): { keys: string; label: string }[] {
  const newest = new Map<string, string>();
  for (const { keys, label } of registry.use()) newest.set(keys, label);
  return [...newest].map(([keys, label]) => ({ keys, label }));
}

/** Does what a key would do: how the native menu reaches the page. */
export function perform(keys: string): void {
  const found = registry.get().findLast((shortcut) => shortcut.keys === keys);
  found?.handler(new KeyboardEvent("keydown"));
}

function placeOf(target: EventTarget | null): Place {
  const element = target instanceof Element ? target : document.body;
  const field = element.closest(
    "input, textarea, select, [contenteditable]:not([contenteditable=false])",
  );
  const isButton =
    field instanceof HTMLInputElement && /^(?:checkbox|radio|button)$/.test(field.type);
  return {
    isTyping: field !== null && !isButton,
    isInDialog: element.closest('[aria-modal="true"]') !== null,
    isListOpen: element.closest('[role="combobox"][aria-expanded="true"]') !== null,
  };
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const shortcut = meant(event, placeOf(event.target));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.handler(event);
}

/** Called once, when the window's page starts. */
export function listenForShortcuts(): void {
  window.addEventListener("keydown", onKeyDown);
}
