/** Where the keyboard is: row −1 is the head, column 0 the tick boxes. */
export interface Cell {
  row: number;
  column: number;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows that PageUp and PageDown move by. */
  page: number;
}

export type Intent =
  | { kind: "move"; to: Cell; isExtending: boolean }
  | { kind: "open" | "preview" | "toggle" | "all" | "clear" | "copy" }
  | { kind: "sort"; isAdditional: boolean };

export interface KeyPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** What a key means in the grid; nothing when it is not the grid's. */
export function intentOf(press: KeyPress, at: Cell, extent: Extent): Intent | undefined {
  if (press.altKey) return undefined;
  if (press.ctrlKey || press.metaKey) return withCommand(press, at, extent);
  const rows = stepOf(press.key, extent.page);
  if (rows !== undefined) return moved(at, extent, rows, 0, press.shiftKey);
  switch (press.key) {
    case "ArrowLeft":
      return moved(at, extent, 0, -1, false);
    case "ArrowRight":
      return moved(at, extent, 0, 1, false);
    case "Home":
      return moved(at, extent, -extent.rows, 0, press.shiftKey, 0);
    case "End":
      return moved(at, extent, extent.rows, 0, press.shiftKey);
    case "Enter":
      return at.row < 0 ? { kind: "sort", isAdditional: press.shiftKey } : { kind: "open" };
    case " ":
      if (at.row < 0) {
        return at.column === 0 ? { kind: "all" } : { kind: "sort", isAdditional: press.shiftKey };
      }
      return { kind: press.shiftKey || at.column === 0 ? "toggle" : "preview" };
    case "Escape":
      return { kind: "clear" };
    default:
      return undefined;
  }
}

function withCommand(press: KeyPress, at: Cell, extent: Extent): Intent | undefined {
  switch (press.key.toLowerCase()) {
    case "a":
      return { kind: "all" };
    case "c":
      return { kind: "copy" };
    case "home":
      return moved(at, extent, -extent.rows, 0, press.shiftKey, 0);
    case "end":
      return moved(at, extent, extent.rows, 0, press.shiftKey);
    default:
      return undefined;
  }
}

function stepOf(key: string, page: number): number | undefined {
  switch (key) {
    case "ArrowDown":
    case "j":
    case "J":
      return 1;
    case "ArrowUp":
    case "k":
    case "K":
      return -1;
    case "PageDown":
      return page;
    case "PageUp":
      return -page;
    default:
      return undefined;
  }
}

/** The head is reached by single steps only; jumps and choices stay in the rows. */
function moved(
  at: Cell,
  extent: Extent,
  rows: number,
  columns: number,
  isExtending: boolean,
  lowest = rows === -1 && !isExtending ? -1 : Math.min(at.row, 0),
): Intent {
  const highest = Math.max(extent.rows - 1, -1);
  const row = clamp(at.row + rows, Math.min(lowest, highest), highest);
  const column = clamp(at.column + columns, 0, extent.columns - 1);
  return { kind: "move", to: { row, column }, isExtending };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
