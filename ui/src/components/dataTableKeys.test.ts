import { expect, test } from "vitest";
import { type Cell, intentOf } from "./dataTableKeys";

const EXTENT = { rows: 1000, columns: 5, page: 20 };
const BARE = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

function press(key: string, at: Cell, more = {}) {
  return intentOf({ ...BARE, key, ...more }, at, EXTENT);
}
function moved(key: string, at: Cell, more = {}) {
  const intent = press(key, at, more);
  return intent?.kind === "move" ? intent.to : undefined;
}
const at = (row: number, column = 1): Cell => ({ row, column });

test("steps, jumps and their ends", () => {
  expect(moved("ArrowDown", at(3))).toEqual(at(4));
  expect(moved("j", at(999))).toEqual(at(999));
  expect(moved("PageDown", at(990))).toEqual(at(999));
  expect(moved("PageUp", at(5))).toEqual(at(0));
  expect(moved("Home", at(500))).toEqual(at(0));
  expect(moved("End", at(0))).toEqual(at(999));
  expect(moved("ArrowRight", at(0, 4))).toEqual(at(0, 4));
});

test("a step up from the first row reaches the head, where Enter sorts", () => {
  expect(moved("ArrowUp", at(0))).toEqual(at(-1));
  expect(moved("ArrowRight", at(-1))).toEqual(at(-1, 2));
  expect(moved("ArrowDown", at(-1))).toEqual(at(0));
  expect(press("Enter", at(-1))).toEqual({ kind: "sort", isAdditional: false });
  expect(press(" ", at(-1), { shiftKey: true })).toEqual({ kind: "sort", isAdditional: true });
  expect(press(" ", at(-1, 0))).toEqual({ kind: "all" });
});

test("rows are opened, previewed and chosen", () => {
  expect(press("Enter", at(2))?.kind).toBe("open");
  expect(press(" ", at(2))?.kind).toBe("preview");
  expect(press(" ", at(2, 0))?.kind).toBe("toggle");
  expect(press(" ", at(2), { shiftKey: true })?.kind).toBe("toggle");
  expect(press("ArrowDown", at(2), { shiftKey: true })).toMatchObject({ isExtending: true });
  expect(moved("ArrowUp", at(0), { shiftKey: true })).toEqual(at(0));
  expect(press("a", at(2), { ctrlKey: true })?.kind).toBe("all");
  expect(press("c", at(2), { metaKey: true })?.kind).toBe("copy");
  expect(press("k", at(2), { ctrlKey: true })).toBeUndefined();
});

test("an empty list has nowhere to go but its head", () => {
  const empty = { rows: 0, columns: 5, page: 20 };
  expect(intentOf({ ...BARE, key: "End" }, at(-1), empty)).toMatchObject({ to: at(-1) });
});
