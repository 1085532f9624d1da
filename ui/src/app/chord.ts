/** Keys pressed together, as they are written in code: `mod+k`, `shift+f6`, `/`, `escape`. `mod` is ⌘ on a
 * Mac and Ctrl elsewhere. */
export interface Chord {
  key: string;
  mod: boolean;
  alt: boolean;
  shift: boolean;
}

/** What a chord is compared with; a `KeyboardEvent` is one. */
export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
  keyCode: number;
}

/** What an input method says instead of the key it is still working on. */
const KEY_OF_INPUT_METHOD = 229;

export function parseChord(text: string): Chord {
  const words = text.toLowerCase().split("+");
  // `mod++`: the last key is the plus itself.
  const key = text.endsWith("+") ? "+" : (words.at(-1) ?? "");
  return {
    key: key === "space" ? " " : key,
    mod: words.includes("mod"),
    alt: words.includes("alt"),
    shift: words.includes("shift"),
  };
}

/** The letter or digit of the physical key: with Ctrl held, keyboards of other scripts give their own. */
function keyOfCode(code: string): string | undefined {
  return /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]?.toLowerCase();
}

export function isPressed(chord: Chord, event: Pressed, isMac: boolean): boolean {
  if (event.isComposing || event.keyCode === KEY_OF_INPUT_METHOD) return false;
  const [mod, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (mod !== chord.mod || other || event.altKey !== chord.alt) return false;
  const key = event.key.toLowerCase();
  const isKey = key === chord.key || (chord.mod && keyOfCode(event.code) === chord.key);
  if (!isKey) return false;
  // Signs such as `?` need Shift on some keyboards and not on others.
  const isSign = chord.key.length === 1 && !/[a-z0-9 ]/.test(chord.key);
  return isSign || event.shiftKey === chord.shift;
}

const NAMES: Record<string, string> = {
  escape: "Esc",
  enter: "↵",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  backspace: "⌫",
  delete: "Del",
  tab: "Tab",
  pageup: "PgUp",
  pagedown: "PgDn",
};

/** The chord as keys to draw, one text a key: `["Ctrl", "K"]`, `["⌘", "K"]`. */
export function keysOf(text: string, isMac: boolean, spaceName: string): string[] {
  const chord = parseChord(text);
  const keys: string[] = [];
  if (chord.mod) keys.push(isMac ? "⌘" : "Ctrl");
  if (chord.alt) keys.push(isMac ? "⌥" : "Alt");
  if (chord.shift) keys.push(isMac ? "⇧" : "Shift");
  const named = chord.key === " " ? spaceName : NAMES[chord.key];
  keys.push(named ?? chord.key.toUpperCase());
  return keys;
}
