import { createStore } from "../../app/store";

/** What the palette opens with: nothing, or the sign that narrows it. */
const opened = createStore<string | undefined>(undefined);

/** Opens the palette; `typed` may begin with `>`, `@` or `#`. */
export function openPalette(typed = ""): void {
  opened.set(typed);
}

export function closePalette(): void {
  opened.set(undefined);
}

export const usePaletteText = opened.use;
