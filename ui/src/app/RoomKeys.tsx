import { useMessages } from "../locales";
import { lock } from "./leave";
import { router } from "./router";
import { useShortcut } from "./shortcuts";

/** The keys that work in every room. */
export function RoomKeys() {
  const m = useMessages().shell;
  useShortcut("mod+l", m.lock, () => void lock(), { inDialog: true });
  useShortcut("alt+arrowleft", m.back, () => router.history.back());
  useShortcut("alt+arrowright", m.forward, () => router.history.forward());
  useShortcut("mod+,", m.room.settings, () => void router.navigate({ to: "/settings" }));
  useShortcut("mod+i", m.room.import, () => void router.navigate({ to: "/import" }));
  return null;
}
