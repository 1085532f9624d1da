import { expect, test } from "vitest";
import { allRows, between, countChosen, isChosen, toggled, withRange } from "./rowSelection";

test("a row is chosen and let go, and neighbours become one range", () => {
  const three = [4, 6, 5].reduce(toggled, allRows(0));
  expect(three).toEqual([{ first: 4, last: 6 }]);
  expect(toggled(three, 5)).toEqual([
    { first: 4, last: 4 },
    { first: 6, last: 6 },
  ]);
});

test("a range swallows those it touches", () => {
  const scattered = [0, 3, 9].reduce(toggled, allRows(0));
  expect(withRange(scattered, { first: 2, last: 8 })).toEqual([
    { first: 0, last: 0 },
    { first: 2, last: 9 },
  ]);
});

test("all of a long list is one range", () => {
  const all = allRows(100_000);
  expect(all).toHaveLength(1);
  expect(countChosen(all)).toBe(100_000);
  expect(countChosen(toggled(all, 50_000))).toBe(99_999);
  expect(isChosen(toggled(all, 50_000), 50_000)).toBe(false);
  expect(between(7, 3)).toEqual([{ first: 3, last: 7 }]);
});
