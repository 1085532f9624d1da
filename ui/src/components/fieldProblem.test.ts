import { expect, test } from "vitest";
import { enUS } from "../locales/en-US";
import { zhCN } from "../locales/zh-CN";
import { problemsIn } from "./fieldProblem";

const CONTEXT = {
  problems: "name=required code=unified_code number=taken",
  name: "请填写客户名称",
  code: "统一社会信用代码应为 18 位，这里是 4 位",
  number: "已属于“示例甲”",
  other_name: "示例甲",
};

test("each field has its own problem", () => {
  const kinds = problemsIn(CONTEXT);
  expect([...kinds.keys()]).toEqual(["name", "code", "number"]);
  expect(kinds.get("code")).toBe("unified_code");
  expect(problemsIn({}).size).toBe(0);
});

test("a Chinese window says what the core says, an English one says it in English", () => {
  expect(zhCN.common.fieldProblem("required", CONTEXT.name, "")).toBe(CONTEXT.name);
  for (const [field, kind] of problemsIn(CONTEXT)) {
    const said = enUS.common.fieldProblem(kind, "", CONTEXT.other_name);
    expect(said.replace(CONTEXT.other_name, ""), field).not.toMatch(/\p{Script=Han}/u);
  }
  expect(enUS.common.fieldProblem("taken", "", "示例甲")).toContain("示例甲");
  expect(enUS.common.fieldProblem("a new one", "", "")).not.toBe("");
});

test("where fields are marked an English window need not repeat it in Chinese", () => {
  const failure = { code: "refused" as const, message: "3 处填写需要更正", refusal: true };
  expect(enUS.common.failure({ ...failure, context: CONTEXT }).original).toBeUndefined();
  expect(enUS.common.failure({ ...failure, context: {} }).original).toBe(failure.message);
});
