import { useRef } from "react";
import { router } from "../../app/router";
import { useShortcut } from "../../app/shortcuts";
import { useMessages } from "../../locales";
import { closePalette, openPalette, usePaletteText } from "./open";
import { PaletteDialog } from "./PaletteDialog";
import "./baseActions";

/** The palette's key, and the palette while it is open. Mounted once, in the shell. */
export function Palette() {
  const m = useMessages().palette;
  const typed = usePaletteText();
  const opening = useRef(0);
  useShortcut("mod+k", m.open, () => {
    opening.current += 1;
    openPalette();
  });
  useShortcut("?", m.keysTitle, () => void router.navigate({ to: "/shortcuts" }));
  if (typed === undefined) return null;
  return <PaletteDialog key={opening.current} initial={typed} onClosed={closePalette} />;
}
