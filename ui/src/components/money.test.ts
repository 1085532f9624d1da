import { describe, expect, test } from "vitest";
import type { Comparison } from "../ipc/bindings";
import { zhCN } from "../locales/zh-CN";
import {
  change,
  changeWan,
  decimal,
  growth,
  headline,
  signedWan,
  wan,
  wanOrMissing,
  wholeWan,
  yuan,
} from "./money";

const words = zhCN.figure.movement;

describe("amounts (docs/domain.md §2.9)", () => {
  test("the reference's example in each unit", () => {
    expect(wan(12_345_678_900)).toBe("12,345.68");
    expect(headline(12_345_678_900)).toEqual({ number: "1.23", unit: "yi" });
    expect(yuan(12_345_678_900)).toBe("123,456,789.00");
    expect(wholeWan(12_345_678_900)).toBe("12,346");
  });

  test("one 亿 is where 亿元 begin, on both sides of zero", () => {
    expect(headline(9_999_999_999)).toEqual({ number: "10,000.00", unit: "wan" });
    expect(headline(10_000_000_000)).toEqual({ number: "1.00", unit: "yi" });
    expect(headline(-10_000_000_000)).toEqual({ number: "\u22121.00", unit: "yi" });
  });

  test("half-up away from zero, and no sign on what rounds to zero", () => {
    expect(wan(5_000)).toBe("0.01");
    expect(wan(4_999)).toBe("0.00");
    expect(wan(-5_000)).toBe("\u22120.01");
    expect(wan(-1)).toBe("0.00");
    expect(wan(-123_456_000)).toBe("\u2212123.46");
    expect(yuan(-5)).toBe("\u22120.05");
  });

  test("missing is no zero", () => {
    expect(wanOrMissing(null)).toBe("—");
    expect(wanOrMissing(undefined)).toBe("—");
    expect(wanOrMissing(0)).toBe("0.00");
  });

  test("a change carries its sign", () => {
    expect(signedWan(1_200_000)).toBe("+1.20");
    expect(signedWan(-1_200_000)).toBe("\u22121.20");
    expect(signedWan(0)).toBe("0.00");
    expect(changeWan(100)).toEqual({ direction: "flat", text: "0.00" });
    expect(changeWan(-100)).toEqual({ direction: "flat", text: "0.00" });
    expect(changeWan(1_200_000).direction).toBe("up");
    expect(changeWan(-1_200_000).direction).toBe("down");
  });

  test("the largest amount the core keeps is exact, and one beyond the safe integers is refused", () => {
    expect(wan(900_000_000_000_000)).toBe("900,000,000.00");
    expect(wan(899_999_999_994_999)).toBe("899,999,999.99");
    expect(() => wan(Number.MAX_SAFE_INTEGER + 1)).toThrow(RangeError);
    expect(() => headline(0.5)).toThrow(RangeError);
  });
});

describe("decimals of the wire", () => {
  test("rounded without floats", () => {
    expect(decimal("3.45", 4)).toBe("3.4500");
    expect(decimal("1.005", 2)).toBe("1.01");
    expect(decimal("999.995", 2)).toBe("1,000.00");
    expect(decimal("-0.004", 2)).toBe("0.00");
    expect(decimal("12", 0)).toBe("12");
    expect(() => decimal("1e5", 2)).toThrow(RangeError);
  });

  test("growth is signed", () => {
    expect(growth("0.162790697674418604651162790")).toBe("+16.28%");
    expect(growth("-0.024")).toBe("\u22122.40%");
    expect(growth("0")).toBe("0.00%");
    expect(growth("-0.00001")).toBe("0.00%");
    expect(growth("12.5")).toBe("+1,250.00%");
  });
});

describe("movements", () => {
  const of = (base: number, now: number, movement: Comparison["movement"]) =>
    change({ basis: "同比", base_day: "2025-11-20", base, change: now - base, movement }, words);

  test("a positive base has a percentage, with its direction", () => {
    expect(of(860, 1000, { kind: "growth", rate: "0.16279" })).toEqual({
      direction: "up",
      text: "+16.28%",
    });
    expect(of(100_000_000, 100_000_001, { kind: "growth", rate: "0.00000001" })).toEqual({
      direction: "flat",
      text: "0.00%",
    });
    expect(of(1000, 900, { kind: "growth", rate: "-0.1" }).direction).toBe("down");
    expect(of(1000, 1000, { kind: "growth", rate: "0" })).toEqual({
      direction: "flat",
      text: words.still,
    });
  });

  test("a base of zero or below, or a fall below zero, has a word", () => {
    expect(of(0, 50, { kind: "appeared" }).text).toBe("新增");
    expect(of(-80, 50, { kind: "recovered" }).text).toBe("由负转正");
    expect(of(0, -5, { kind: "turned_negative" }).text).toBe("由零转负");
    expect(of(100, -5, { kind: "growth", rate: "-1.05" })).toEqual({
      direction: "level",
      text: "由正转负",
    });
    expect(of(-80, -90, { kind: "worsened" }).text).toBe("负值扩大");
    expect(of(-80, -10, { kind: "eased" }).text).toBe("负值收窄");
  });
});
