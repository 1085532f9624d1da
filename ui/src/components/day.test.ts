import { expect, test } from "vitest";
import { monthEnd, typedDay } from "./day";

test.each([
  "2026-10-31",
  "2026/10/31",
  "2026.10.31",
  "20261031",
  "2026年10月31日",
  "2026 年 10 月 31 日",
  " ２０２６-10-31 ",
])("%s is a day", (text) => {
  expect(typedDay(text)).toBe("2026-10-31");
});

test("months and days of one digit are taken", () => {
  expect(typedDay("2026/1/5")).toBe("2026-01-05");
  expect(typedDay("2026年1月5号")).toBe("2026-01-05");
});

test.each(["", "2026-02-30", "2026-13-01", "2026-10", "31/10/2026", "明天", "202610311"])(
  "%s is none",
  (text) => {
    expect(typedDay(text)).toBeUndefined();
  },
);

test("a month ends where the calendar says", () => {
  expect(monthEnd("2026-11-28", 1)).toBe("2026-10-31");
  expect(monthEnd("2026-01-15", 1)).toBe("2025-12-31");
  expect(monthEnd("2028-02-01")).toBe("2028-02-29");
});
