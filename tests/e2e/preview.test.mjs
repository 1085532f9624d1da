// What the preview says of a file that cannot enter, how its day is typed, and where it stays when put aside.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { goTo, quiet, unlock } from "./steps.mjs";

const CLIENTS = "客户编号,客户名称\nK1,示例甲有限公司\n";

async function open(desk, ...named) {
  const clients = desk.path("clients.csv");
  await writeFile(clients, CLIENTS);
  const vault = makeVault(desk.folder, clients);
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/import");
  await choose(desk, screen, ...named);
  return screen;
}

async function choose(desk, screen, name, text) {
  const file = desk.path(name);
  await writeFile(file, text);
  await screen.window.choose(file);
  await screen.click("button", "选择文件");
}

test("where every row is rejected nothing claims to agree with the vault", async (desk) => {
  const head = "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额\n";
  const screen = await open(desk, "rejected.csv", `${head}A1,K1,1O.00\nA2,K1,2O.00\n`);
  await screen.sees("没有可以入库的行：2 行被拒绝");
  await screen.seesNoMore("完全一致");
  assert.equal(await screen.has("button", "完成"), false);
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("preview", "rejected.png"));
  const ticks = await screen.browser.execute(
    () => document.querySelectorAll(".import-explained .is-settled").length,
  );
  assert.equal(ticks, 0);
  await screen.click("button", "不提交，结束");
  await screen.sees("没有提交：2 行被拒绝");
});

test("of a known list whose other columns are not read only those that are read are said to agree", async (desk) => {
  const screen = await open(
    desk,
    "change.csv",
    "客户编号,客户名称,甲栏,乙栏\nK1,示例甲有限公司,1.00,2.00\n",
  );
  await screen.sees("读取的 2 列与保险库一致");
  await screen.sees("另有 2 列没有导入");
});

test("a day is typed in any usual way, and what is none is told", async (desk) => {
  const name = "存款2026-09.csv";
  const screen = await open(desk, name, "账户编号,客户编号,余额(元)\nA1,K1,10.00\n");
  await screen.find("button", "用 2026-09-30");
  await screen.fill("数据日期", "30/9");
  await screen.press("Tab");
  await screen.sees("“30/9”不是日期，请写作 2026-10-31");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("preview", "no-day.png"));
  await screen.fill("数据日期", "2026年9月30日");
  await screen.press("Enter");
  await screen.find("button", "提交 1 行");
  for (const [typed, day] of [
    ["20261031", "2026-10-31"],
    ["2026.09.30", "2026-09-30"],
    ["2026/8/31", "2026-08-31"],
  ]) {
    await screen.fill("数据日期", typed);
    await screen.press("Enter");
    await screen.press("Tab");
    await quiet(screen);
    const stands = await (await screen.find("textbox", "数据日期")).getValue();
    assert.equal(stands, day, typed);
  }
  await screen.find("button", "提交 1 行");
  await screen.click("button", "暂存");
  await screen.sees("已暂存在“导入”里");
  await goTo(screen, "/import");
  await screen.find("button", "提交 1 行");
  await screen.click("button", "放弃");
});

test("the day of a visit is typed, what is none leaves the day before, and a person is added by hand", async (desk) => {
  const clients = desk.path("clients.csv");
  await writeFile(clients, CLIENTS);
  const screen = await desk.open();
  await unlock(screen, makeVault(desk.folder, clients));
  await goTo(screen, "/clients");
  await screen.press("/");
  await screen.type("示例甲");
  await screen.find("row", "示例甲有限公司");
  await screen.press("Enter");
  await screen.find("tab", "速览");
  await screen.click("button", "安排拜访");
  await quiet(screen);
  await screen.fill("日期", "20261231");
  await screen.press("Enter");
  await screen.fill("日期", "下周");
  await screen.press("Enter");
  await screen.sees("“下周”不是日期，仍为 2026-12-31");
  await screen.click("textbox", "地点");
  await quiet(screen);
  assert.equal(await (await screen.find("textbox", "日期")).getValue(), "2026-12-31 周四");
  await screen.window.screenshot(await desk.artefact("preview", "visit-day.png"));
  await screen.click("button", "放弃改动");
  await screen.click("button", "取消");
  await screen.seesNoMore("三个目标");
  await screen.click("button", "添加联系人");
  await screen.find("textbox", "姓名");
});
