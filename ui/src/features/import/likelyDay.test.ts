import { expect, test } from "vitest";
import { likelyDay } from "./likelyDay";

const TODAY = "2026-11-28";

test.each([
  ["loans-2026-10.xlsx", "2026-10-31"],
  ["贷款借据_202609.csv", "2026-09-30"],
  ["2026年9月存款余额.xlsx", "2026-09-30"],
  ["存款20260930.xlsx", "2026-09-30"],
])("the name %s tells the month", (name, day) => {
  expect(likelyDay(name, [], TODAY)).toEqual({ day, isTold: true });
});

test("a month that has not ended is none", () => {
  expect(likelyDay("loans-2026-11.xlsx", [], TODAY)).toEqual({ day: "2026-10-31", isTold: false });
});

test("else the newest of the tables beside it, else the last month end", () => {
  const beside = [{ as_of: "2026-08-31" }, { as_of: null }, { as_of: "2026-09-30" }];
  expect(likelyDay("loans 12345678.xlsx", beside, TODAY)).toEqual({
    day: "2026-09-30",
    isTold: true,
  });
  expect(likelyDay("loans.xlsx", [], TODAY)).toEqual({ day: "2026-10-31", isTold: false });
});
