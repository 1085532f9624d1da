import { useSyncExternalStore } from "react";
import type { Preferences } from "../ipc/bindings";
import { call, commands } from "../ipc/call";
import { createStore } from "./store";

export type { Language, Theme } from "../ipc/bindings";

/** How this machine shows the window: nothing of a client, so it outlives the vault's lock. The shell keeps
 * it; until it has answered, the window is shown as the system is. */
const preferences = createStore<Preferences>({
  theme: "system",
  language: "zh-CN",
  zoom_percent: 100,
  idle_minutes: 10,
  locks_with_screen: true,
  backup_folder: "",
  drop_folder: "",
});

export const usePreferences = preferences.use;
export const currentPreferences = preferences.get;

/** Awaited before the first paint, so that the window does not change colour under the eyes. */
export async function loadPreferences(): Promise<void> {
  preferences.set(await commands.preferenceGet());
}

/** Shown at once, then stored. What cannot be stored holds until the program ends. */
export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  const wanted = { ...preferences.get(), ...change };
  preferences.set(wanted);
  preferences.set(await call(commands.preferenceSet(wanted)));
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
