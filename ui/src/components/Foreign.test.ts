import { expect, test } from "vitest";
import { literal } from "./Foreign";

test("what hides or turns text is spelt out, and nothing else is touched", () => {
  expect(literal("澜川\u202e股份\u200b有限公司")).toBe("澜川[U+202E]股份[U+200B]有限公司");
  expect(literal("<img src=x onerror=alert(1)>")).toBe("<img src=x onerror=alert(1)>");
  expect(literal("𠮷野家 café")).toBe("𠮷野家 café");
});
