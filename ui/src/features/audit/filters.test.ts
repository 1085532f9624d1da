import { expect, test } from "vitest";
import { zhCN } from "../../locales/zh-CN";
import { EVERYTHING, FIELDS, filterOf, isSet, type Narrowed, shown, without } from "./filters";

const ALL: Narrowed = {
  from: "2026-11-01",
  to: "2026-11-30",
  areas: ["visit", "export"],
  user: { id: "u", name: "林晓" },
  client: { id: "c", name: "示例甲公司" },
};

test("each token stands for its own part, and taking it away leaves the others", () => {
  for (const field of FIELDS) {
    expect(isSet(EVERYTHING, field)).toBe(false);
    expect(isSet(ALL, field)).toBe(true);
    const rest = without(ALL, field);
    expect(FIELDS.filter((other) => isSet(rest, other))).toEqual(
      FIELDS.filter((other) => other !== field),
    );
  }
  expect(filterOf(without(ALL, "when"))).toEqual({
    from: null,
    to: null,
    user: "u",
    areas: ["visit", "export"],
    client: "c",
  });
});

test("a token says what it demands in words", () => {
  const said = (narrowed: Narrowed) => FIELDS.map((field) => shown(narrowed, field, zhCN.audit));
  expect(said(ALL)).toEqual(["2026-11-01 至 2026-11-30", "拜访、导出", "林晓", "示例甲公司"]);
  expect(said({ areas: [], from: "2026-11-01" })[0]).toBe("2026-11-01 起");
  expect(said({ areas: [], to: "2026-11-30" })[0]).toBe("2026-11-30 止");
});
