import { expect, test } from "vitest";
import { sparkScale } from "./Spark";

test("a calm series keeps a scale of fifteen per cent around its mean", () => {
  const { low, high } = sparkScale([100, 101, 99]);
  expect(low).toBeCloseTo(85);
  expect(high).toBeCloseTo(115);
});

test("a wild one spans itself", () => {
  const { low, high } = sparkScale([10, 200]);
  expect(low).toBe(10);
  expect(high).toBe(200);
});

test("nothing but zeros still has a scale", () => {
  const { low, high } = sparkScale([0, 0]);
  expect(high).toBeGreaterThan(low);
});
