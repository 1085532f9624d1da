import { expect, test } from "vitest";
import { zhCN } from "../../locales/zh-CN";
import { emptyFilter, FIELDS, fenOf, filterValue, isWhole, pointsOf, wanOf } from "./filters";

const m = zhCN.clients;

test("a token says what its condition demands", () => {
  const tiers = { field: "tier" as const, values: ["战略客户", ""] };
  expect(filterValue(tiers, m)).toBe("战略客户、未填");
  expect(filterValue({ field: "deposits", is: "at_least", amount: 500_000_000 }, m)).toBe(
    "≥ 500.00",
  );
  expect(filterValue({ field: "movement", is: "at_most", basis_points: -2000 }, m)).toBe("≤ −20%");
  expect(filterValue({ field: "matures_within", days: 90 }, m)).toBe("90 日内");
});

test("a list of values demands something only when one is chosen", () => {
  for (const field of FIELDS) {
    const filter = emptyFilter(field);
    expect(isWhole(filter)).toBe(!("values" in filter));
  }
});

test("amounts typed in 万元 become whole 分", () => {
  expect(fenOf(0.07)).toBe(70_000);
  expect(fenOf(1234.5678)).toBe(1_234_567_800);
  expect(wanOf(fenOf(999_999.99))).toBe(999_999.99);
  expect(pointsOf(-12.5)).toBe(-1250);
});
