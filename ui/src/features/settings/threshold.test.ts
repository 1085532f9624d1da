import { describe, expect, it } from "vitest";
import { shownValue, storedValue } from "./threshold";

describe("threshold", () => {
  it("shows shares in per cent and stores them exactly", () => {
    for (const [stored, shown] of [
      ["0.50", "50"],
      ["0.5", "50"],
      ["0.2", "20"],
      ["0.355", "35.5"],
      ["0.005", "0.5"],
      ["1.25", "125"],
      ["2", "200"],
      ["0", "0"],
    ] as const) {
      expect(shownValue("share", stored)).toBe(shown);
    }
    expect(storedValue("share", "35.5")).toBe('"0.355"');
    expect(storedValue("share", "7")).toBe('"0.07"');
    expect(storedValue("share", "0.5")).toBe('"0.005"');
    expect(storedValue("share", "125")).toBe('"1.25"');
    expect(storedValue("share", " 20 ")).toBe('"0.2"');
  });

  it("takes whole days and nothing else", () => {
    expect(storedValue("days", "90")).toBe("90");
    expect(storedValue("days", "007")).toBe("7");
    for (const typed of ["", "-1", "1.5", "九十", "1e3", "9999999"]) {
      expect(storedValue("days", typed)).toBeUndefined();
    }
    expect(storedValue("share", "-2")).toBeUndefined();
  });
});
