import { Sun } from "lucide-react";
import { describe, expect, it } from "vitest";
import type { DocumentRecord, FoundClient, Glance } from "../../ipc/bindings";
import { zhCN } from "../../locales/zh-CN";
import { answersTo, type ClientAction, type PaletteAction } from "./actions";
import { parseTyped, sectionsOf } from "./entries";

const glance = { id: "c1", name: "示例精工", code: null, number: "K001" } as Glance;
const hit: FoundClient = { client: glance, field: "name", marks: [], person: null };

const actions: PaletteAction[] = [
  {
    id: "import",
    section: "actions",
    label: () => "导入台账",
    also: () => "daoru dr",
    icon: Sun,
    run() {},
  },
  {
    id: "lock",
    section: "actions",
    label: () => "锁定",
    also: () => "suoding sd",
    icon: Sun,
    run() {},
  },
  {
    id: "today",
    section: "pages",
    label: () => "今日",
    also: () => "jinri jr",
    icon: Sun,
    run() {},
  },
];
const clientActions: ClientAction[] = [
  { id: "open", label: () => "打开客户卷宗", icon: Sun, run() {} },
  { id: "code", label: () => "复制代码", icon: Sun, when: ({ code }) => code !== null, run() {} },
];

function shown(change: Partial<Parameters<typeof sectionsOf>[0]>): [string, string[]][] {
  const sources = {
    scope: "all" as const,
    query: "",
    hits: [],
    documents: [],
    client: undefined,
    isForClient: false,
    actions,
    clientActions,
    ...change,
  };
  return sectionsOf(sources, zhCN).map(({ name, entries }) => [name, entries.map(({ id }) => id)]);
}

describe("what is typed", () => {
  it("narrows by its first sign, full-width ones too", () => {
    expect(parseTyped("jg")).toEqual({ scope: "all", query: "jg" });
    expect(parseTyped(">dr")).toEqual({ scope: "actions", query: "dr" });
    expect(parseTyped("＞ dr")).toEqual({ scope: "actions", query: " dr" });
    expect(parseTyped("》dr").scope).toBe("actions");
    expect(parseTyped("@沈")).toEqual({ scope: "people", query: "沈" });
    expect(parseTyped("＃资料")).toEqual({ scope: "documents", query: "资料" });
    expect(parseTyped("")).toEqual({ scope: "all", query: "" });
  });

  it("answers to the label, to pinyin and to initials, each word", () => {
    expect(answersTo("导入台账", "daoru dr import", "台账")).toBe(true);
    expect(answersTo("导入台账", "daoru dr import", "DR")).toBe(true);
    expect(answersTo("导入台账", "daoru dr import", "dao 台")).toBe(true);
    expect(answersTo("导入台账", "daoru dr import", "aoru")).toBe(false);
    expect(answersTo("导入台账", "", "")).toBe(true);
  });
});

describe("the palette's sections", () => {
  it("begins with actions and pages while nothing is typed", () => {
    expect(shown({})).toEqual([
      ["actions", ["action-import", "action-lock"]],
      ["pages", ["action-today"]],
    ]);
  });

  it("puts clients first, then what can be done with the one in question", () => {
    expect(shown({ query: "jr", hits: [hit], client: glance })).toEqual([
      ["clients", ["client-c1"]],
      ["client-actions", ["client-action-open"]],
      ["pages", ["action-today"]],
    ]);
  });

  it("keeps to its scope", () => {
    expect(shown({ scope: "actions", query: "sd", hits: [hit], client: glance })).toEqual([
      ["actions", ["action-lock"]],
    ]);
    expect(shown({ scope: "people", hits: [hit], client: glance })).toEqual([
      ["clients", ["client-c1"]],
    ]);
    const documents = ["d1", "d2", "d3", "d4"].map((id) => ({ id }) as DocumentRecord);
    expect(shown({ scope: "documents", documents, hits: [hit] })).toEqual([
      ["documents", ["document-d1", "document-d2", "document-d3", "document-d4"]],
    ]);
    expect(shown({ query: "没有", documents })).toEqual([
      ["documents", ["document-d1", "document-d2", "document-d3"]],
    ]);
  });

  it("shows nothing but the client's actions once they were asked for", () => {
    const asked = { isForClient: true, client: glance, hits: [hit] };
    expect(shown(asked)).toEqual([["client-actions", ["client-action-open"]]]);
    expect(shown({ ...asked, query: "没有" })).toEqual([]);
  });
});
