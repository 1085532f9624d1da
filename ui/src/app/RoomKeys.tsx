import { useMessages } from "../locales";
import { lock } from "./lock";
import { router } from "./router";
import { useShortcut } from "./shortcuts";

/** The keys that work in every room. */
export function RoomKeys() {
  const m = useMessages().shell;
  useShortcut("mod+l", m.lock, () => void lock(), { inDialog: true });
  useShortcut("alt+arrowleft", m.back, () => router.history.back());
  useShortcut("alt+arrowright", m.forward, () => router.history.forward());
  useShortcut("mod+,", m.room.settings, () => void router.navigate({ to: "/settings" }));
  return null;
}
