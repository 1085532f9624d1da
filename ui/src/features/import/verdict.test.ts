import { expect, test } from "vitest";
import type { Field, MappedColumn, Shown, ShownRow } from "../../ipc/bindings";
import { askedCell, markOf, percent, tonesOf } from "./verdict";

const column = (field: Field | null, at: number): MappedColumn => ({
  column: at,
  letter: "A",
  header: "x",
  field,
  source: "name",
  unit: null,
});
const COLUMNS = (["account", "client_number", "balance", "year_start"] as const).map(column);

function row(change: Partial<ShownRow>, balance: Shown = { kind: "amount", fen: 100 }): ShownRow {
  const text: Shown = { kind: "text", text: "x" };
  const cells = [text, text, balance, balance].map((is) => ({
    is,
    was: null,
    problem: null,
    stands: "x",
    mended: null,
  }));
  return {
    row: 4,
    verdict: "new",
    warned: false,
    abnormal: false,
    confirmed: false,
    same_as: null,
    client: null,
    before: null,
    change: null,
    cells,
    ...change,
  };
}

test("an abnormal row is marked at its balance until it is confirmed", () => {
  const odd = row({ abnormal: true, change: -6277 });
  expect(markOf(odd)).toBe("abnormal");
  expect(tonesOf(odd, COLUMNS, 5000)).toEqual([undefined, undefined, "orange", undefined]);
  const confirmed = { ...odd, confirmed: true };
  expect(markOf(confirmed)).toBe("new");
  expect(askedCell(tonesOf(confirmed, COLUMNS, 5000))).toBe(2);
});

test("a negative amount is marked where it stands", () => {
  const negative = row({ abnormal: true, change: 12 }, { kind: "amount", fen: -5 });
  expect(tonesOf(negative, COLUMNS, 5000)[2]).toBe("orange");
});

test("an unknown client is marked at its number, a rejected cell at the cell", () => {
  expect(tonesOf(row({ verdict: "queued" }), COLUMNS, 5000)).toEqual([
    undefined,
    "yellow",
    undefined,
    undefined,
  ]);
  const rejected = row({ verdict: "rejected" });
  const [first, ...rest] = rejected.cells;
  if (!first) throw new Error("no cell");
  rejected.cells = [{ ...first, problem: "账户编号为空" }, ...rest];
  expect(askedCell(tonesOf(rejected, COLUMNS, 5000))).toBe(0);
  expect(tonesOf(rejected, COLUMNS, 5000)[0]).toBe("red");
});

test("moves carry their sign", () => {
  expect(percent(-6277)).toBe("\u221262.77%");
  expect(percent(5)).toBe("+0.05%");
  expect(percent(0)).toBe("0.00%");
  expect(percent(100937726)).toBe("+1,009,377.26%");
});
