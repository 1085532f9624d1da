import { expect, test } from "vitest";
import type { Failure } from "../ipc/bindings";
import { enUS } from "../locales/en-US";
import { zhCN } from "../locales/zh-CN";

const REFUSED: Failure = {
  code: "read_only",
  message: "保险库以只读方式打开，没有改动。",
  context: {},
  refusal: true,
};

test("the core's sentence is what a Chinese window says", () => {
  expect(zhCN.common.failure(REFUSED)).toEqual({ text: REFUSED.message });
});

test("an English window says it in English and keeps the exact sentence below", () => {
  const told = enUS.common.failure(REFUSED);
  expect(told.text).toBe("This location is read-only. Nothing was changed.");
  expect(told.original).toBe(REFUSED.message);
});
