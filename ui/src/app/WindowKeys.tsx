import { useMessages } from "../locales";
import { useShortcut } from "./shortcuts";
import { zoomBack, zoomBy } from "./zoom";

/** The keys that work before a vault is open, too. */
export function WindowKeys() {
  const m = useMessages().shell;
  const always = { inDialog: true };
  useShortcut("mod+=", m.zoomIn, () => zoomBy(1), always);
  useShortcut("mod++", m.zoomIn, () => zoomBy(1), always);
  useShortcut("mod+-", m.zoomOut, () => zoomBy(-1), always);
  useShortcut("mod+0", m.zoomBack, zoomBack, always);
  return null;
}
