import { describe, expect, it, vi } from "vitest";

vi.hoisted(() => {
  const query = { matches: false, addEventListener() {}, removeEventListener() {} };
  vi.stubGlobal("window", { matchMedia: () => query });
});

const { nextZoom } = await import("./zoom");

describe("zoom", () => {
  it("goes from step to step and stops at the ends", () => {
    expect(nextZoom(100, 1)).toBe(110);
    expect(nextZoom(100, -1)).toBe(90);
    expect(nextZoom(200, 1)).toBe(200);
    expect(nextZoom(67, -1)).toBe(67);
  });

  it("finds the next step from between two", () => {
    expect(nextZoom(105, 1)).toBe(110);
    expect(nextZoom(105, -1)).toBe(100);
  });
});
