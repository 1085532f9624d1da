/** Takes from the web view what makes sense in a browser and not in a program: its menu outside fields, and
 * the keys that reload or print the page. */
const BROWSER_KEYS = new Set(["f5", "f7", "mod+r", "mod+shift+r", "mod+p", "mod+u", "mod+j"]);

function written(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? "mod+" : "";
  return `${mod}${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}`;
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null;
}

/** Called once, when the window's page starts. */
export function tameWebView(): void {
  window.addEventListener("contextmenu", (event) => {
    if (!isField(event.target)) event.preventDefault();
  });
  window.addEventListener(
    "keydown",
    (event) => {
      if (BROWSER_KEYS.has(written(event))) event.preventDefault();
    },
    // Last, so that a page may still give such a key a meaning of its own.
    { passive: false },
  );
}
