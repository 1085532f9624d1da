import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark" | "system";
export type Language = "zh-CN" | "en-US";

/** How this machine shows the window: nothing of a client, so it may outlive the vault's lock. */
export interface Preferences {
  theme: Theme;
  language: Language;
  /** 1 is 100 %. */
  zoom: number;
}

let current: Preferences = { theme: "system", language: "zh-CN", zoom: 1 };
const listeners = new Set<() => void>();

export function setPreferences(change: Partial<Preferences>): void {
  current = { ...current, ...change };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

const darkQuery = window.matchMedia("(prefers-color-scheme: dark)");

function subscribeToSystem(listener: () => void): () => void {
  darkQuery.addEventListener("change", listener);
  return () => darkQuery.removeEventListener("change", listener);
}

export function useIsDark(): boolean {
  const { theme } = usePreferences();
  const system = useSyncExternalStore(subscribeToSystem, () => darkQuery.matches);
  return theme === "system" ? system : theme === "dark";
}
