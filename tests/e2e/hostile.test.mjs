// Bad input: shown as it is written, or refused with a reason; nothing is lost.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { fixture, jingwei, makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { until } from "./processes.mjs";
import { goTo, quiet, unlock } from "./steps.mjs";

const NAMES = [
  "<img src=x onerror=document.title='taken'>有限公司",
  "{{7*7}}%s\u0024{0}有限公司",
  "**粗体** [链接](javascript:alert(1)) 有限公司",
  "示例\u202E司公限有制控\u202C有限公司",
  "示例\u200B零\u200D宽\u2060有限公司",
  `示例${"长".repeat(60)}有限公司`,
  "=cmd|'/c calc'!A1",
  "..\\..\\CON:有限公司",
  "示例𠮷㛃有限公司",
];

/** A client list with these names. */
async function clientList(desk, names) {
  const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
  const lines = names.map((name, at) => `KH8000${String(at).padStart(2, "0")},${quoted(name)}`);
  const file = desk.path("clients.csv");
  await writeFile(file, ["客户编号,客户名称", ...lines, ""].join("\n"));
  return file;
}

test("hostile names are shown literally and run nothing", async (desk) => {
  const vault = makeVault(desk.folder, await clientList(desk, NAMES));
  const known = jingwei("clients", "--vault", vault).map((client) => client.name);
  const screen = await desk.open();
  await unlock(screen, vault);
  const title = await screen.browser.getTitle();
  await goTo(screen, "/clients");
  for (const name of known) await screen.find("row", clean(name));
  for (const name of known) {
    await goTo(screen, "/clients");
    await (await screen.find("row", clean(name))).doubleClick();
    await until(async () => (await headline(screen)) === clean(name), 8_000, `no page of ${name}`);
    const wide = await screen.browser.execute(
      () => document.documentElement.scrollWidth - innerWidth,
    );
    assert.ok(wide <= 0, `the page of ${name} is ${wide} px too wide`);
  }
  assert.equal(await screen.browser.getTitle(), title);
  assert.equal(await screen.browser.execute(() => document.querySelectorAll("img").length), 0);
});

/** The name above a client's page, its invisible characters told by their numbers or not. */
async function headline(screen) {
  const told = await screen.browser.execute(() => document.querySelector("h1")?.textContent ?? "");
  return clean(
    told.replaceAll(/\[U\+([0-9A-F]+)\]/g, (_, hex) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    ),
  );
}

/** As the finder compares: spaces are one. */
const clean = (text) => text.replaceAll(/\s+/g, " ").trim();

test("a vault without clients says so and leads to the import", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeVault(desk.folder));
  for (const address of ["/today", "/documents", "/import", "/clients"]) {
    await goTo(screen, address);
    assert.equal(await screen.has("alert", ""), false, `${address} shows a fault`);
  }
  await screen.sees("保险库里还没有客户");
  await screen.click("button", "去导入");
  await screen.find("button", "选择文件");
});

test("a vault with one client works", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeVault(desk.folder, await clientList(desk, ["示例独一有限公司"])));
  await goTo(screen, "/clients");
  await (await screen.find("row", "示例独一有限公司")).doubleClick();
  await screen.find("heading", "示例独一有限公司");
  await screen.click("button", "拜访资料包");
  await screen.find("region", "第 1 页");
});

test("files that are no workbooks are refused with a reason, the good one beside them is read", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeVault(desk.folder));
  await goTo(screen, "/import");
  const bad = ["no-workbook.xlsx", "page.xls", "password-protected.xlsx", "truncated.xlsx"];
  await screen.window.choose(fixture("clients.xlsx"), ...bad.map((name) => fixture(`bad/${name}`)));
  await screen.click("button", "选择文件");
  await screen.sees("4 张表还不能导入");
  for (const name of bad) {
    await screen.click("button", name);
    await screen.sees(`${name} 没有导入`);
  }
  await screen.click("button", "总览");
  await screen.click("button", "留下这 4 张");
  await screen.click("button", "提交 1 张表，共 70 行");
  await screen.sees("导入完成");
});

test("closing during an import loses nothing and leaves nothing half written", async (desk) => {
  const vault = makeVault(desk.folder, fixture("clients.xlsx"));
  const before = jingwei("clients", "--vault", vault);
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/import");
  const file = desk.path("large.csv");
  const rows = Array.from({ length: 200_000 }, (_, at) => `KH7${at},示例第${at}号有限公司`);
  await writeFile(file, ["客户编号,客户名称", ...rows, ""].join("\n"));
  await screen.window.choose(file);
  await screen.click("button", "选择文件");
  await screen.find("button", "取消");
  await screen.window.close();
  assert.deepEqual(jingwei("clients", "--vault", vault), before);
  assert.equal(jingwei("vault", "verify", "--vault", vault).ok, true);
});

test("an import can be cancelled while it reads", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeVault(desk.folder));
  await goTo(screen, "/import");
  const file = desk.path("large.csv");
  const rows = Array.from({ length: 200_000 }, (_, at) => `KH7${at},示例第${at}号有限公司`);
  await writeFile(file, ["客户编号,客户名称", ...rows, ""].join("\n"));
  await screen.window.choose(file);
  await screen.click("button", "选择文件");
  await screen.click("button", "取消");
  await screen.sees("已取消，什么也没有写入");
  await quiet(screen);
  await screen.find("button", "选择文件");
});

test("calls that are undeclared, mistyped or oversized are refused, and the window lives", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeVault(desk.folder, fixture("clients.xlsx")));
  const calls = {
    undeclared: ["vault_erase_everything", {}],
    "of a plugin": ["plugin:fs|read_file", { path: "/etc/passwd" }],
    mistyped: ["client_page", { client: 5 }],
    "without arguments": ["visit_plan", {}],
    oversized: ["draft_save", { key: "x", value: "示".repeat(1 << 22) }],
  };
  for (const [how, [command, given]] of Object.entries(calls)) {
    const answer = await screen.browser.executeAsync(
      (name, args, done) => {
        window.__TAURI_INTERNALS__.invoke(name, args).then(
          () => done("answered"),
          () => done("refused"),
        );
      },
      command,
      given,
    );
    assert.equal(answer, "refused", how);
  }
  await goTo(screen, "/clients");
  await screen.find("grid", "");
});
