import { expect, test } from "vitest";
import { PAPER, pageAt, percentOf, scaleOf, stepped, topOf } from "./fit";

test("a whole page fits, and a page as wide as the room does", () => {
  const room = { width: 900, height: 800 };
  expect(scaleOf("page", room) * PAPER.height).toBeCloseTo(768);
  expect(scaleOf("width", room) * PAPER.width).toBeCloseTo(868);
  expect(scaleOf("page", { width: 0, height: 0 })).toBe(0.2);
});

test("steps go to the next round percentage and stop at the ends", () => {
  const whole = 96 / 72;
  expect(percentOf(stepped(whole * 0.97, 1))).toBe(100);
  expect(percentOf(stepped(whole, 1))).toBe(110);
  expect(percentOf(stepped(whole, -1))).toBe(90);
  expect(percentOf(stepped(whole * 4, 1))).toBe(400);
});

test("the page that is read is the one in the upper third", () => {
  expect(pageAt(0, 800, 1, 5)).toBe(1);
  expect(pageAt(topOf(3, 1), 800, 1, 5)).toBe(3);
  expect(pageAt(1e9, 800, 1, 5)).toBe(5);
});
