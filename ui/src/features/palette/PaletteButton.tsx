import { Search } from "lucide-react";
import { Kbd } from "../../components/Kbd";
import { useMessages } from "../../locales";
import { openPalette } from "./open";
import "./palette-button.css";

/** The field in the top bar that opens the palette. */
export function PaletteButton() {
  const m = useMessages().palette;
  return (
    <button
      type="button"
      className="palette-button"
      aria-keyshortcuts="Control+K Meta+K"
      aria-haspopup="dialog"
      onClick={() => openPalette()}
    >
      <Search size={14} strokeWidth={1.6} aria-hidden />
      <span>{m.title}</span>
      <Kbd keys="mod+k" />
    </button>
  );
}
