// Tables as a bank prints them: balances by client, rates against the LPR; and a masked number that is typed over.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { goTo, quiet, unlock } from "./steps.mjs";

const LOANS =
  "数据日期：2026-10-31,单位：元\n借据号,客户编号,贷款余额,年利率%\nJJ20261107001,K1,500000.00,1年期LPR+35BP\n";

async function open(desk) {
  const [clients, loans] = [desk.path("clients.csv"), desk.path("loans.csv")];
  await writeFile(clients, "客户编号,客户名称\nK1,示例甲有限公司\nK2,示例乙有限公司\n");
  await writeFile(loans, LOANS);
  const vault = makeVault(desk.folder, clients, loans);
  const screen = await desk.open();
  await unlock(screen, vault);
  return screen;
}

async function choose(desk, screen, name, text) {
  await goTo(screen, "/import");
  const file = desk.path(name);
  await writeFile(file, text);
  await screen.window.choose(file);
  await screen.click("button", "选择文件");
}

test("balances without accounts are read by client, seen before the commit and shown as client totals", async (desk) => {
  const screen = await open(desk);
  await choose(
    desk,
    screen,
    "totals.csv",
    "数据日期：2026-10-31,单位：元\n客户编号,客户名称,存款余额\nK1,示例甲有限公司,1000000.00\nK2,示例乙有限公司,20.00\n",
  );
  await screen.find("button", "提交 2 行");
  await screen.sees("没有账户列：按客户汇总读取");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("printed", "by-client.png"));
  await screen.press("Control+Enter");
  await screen.find("heading", "导入完成");
  await goTo(screen, "/clients");
  await screen.press("/");
  await screen.type("示例甲");
  await screen.find("row", "示例甲");
  await screen.press("Enter");
  await screen.find("heading", "示例甲有限公司");
  await screen.sees("客户汇总");
  const client = (await screen.address()).split("?")[0];
  await goTo(screen, `${client}?tab=business`);
  await screen.sees("1年期LPR+35BP");
  await screen.sees("客户汇总");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("printed", "client.png"));
});

test("a column that may be accounts is asked about before a table is read by client", async (desk) => {
  const screen = await open(desk);
  await choose(
    desk,
    screen,
    "cards.csv",
    "数据日期：2026-10-31,单位：元\n客户名称,卡号,存款余额\n示例甲有限公司,6222020200112345064,10.00\n示例乙有限公司,6222020200112345072,20.00\n",
  );
  await screen.sees("B 列“卡号”像是账号");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("printed", "asked.png"));
});

test("a masked number comes whole only to whoever types over it", async (desk) => {
  const screen = await open(desk);
  await choose(
    desk,
    screen,
    "accounts.csv",
    "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额\n6222020200112345064,K1,10.00\n",
  );
  await screen.find("button", "提交 1 行");
  const page = () => screen.browser.execute(() => document.documentElement.outerHTML);
  assert.equal((await page()).includes("6222020200112345064"), false);
  await screen.click("gridcell", "5064");
  await screen.press("F2");
  const field = await screen.find("textbox", "A3 的新内容");
  assert.equal(await field.getValue(), "6222020200112345064");
  await screen.press("Escape");
  await screen.find("button", "提交 1 行");
});
