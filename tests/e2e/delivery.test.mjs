// Three files of one month: previewed side by side, committed at once, undone at once.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { jingwei, makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

const FILES = {
  "1-贷款.csv":
    "数据日期：2026-10-31,单位：元\n借据号,客户编号,业务品种,贷款余额,到期日\nJ1,K1,流动资金贷款,500000.00,2027-03-31\n",
  "2-存款.csv":
    "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额\nA1,K1,1000.00\nA2,K2,500.00\nA3,K9,5O.00\n",
  "3-客户.csv": "客户编号,客户名称\nK1,示例甲有限公司\nK2,示例乙有限公司\n",
};

const standing = (vault) =>
  jingwei("import", "list", "--vault", vault).filter((file) => file.undone_at === null).length;

async function write(desk, files) {
  const paths = Object.keys(files).map((name) => desk.path(name));
  for (const path of paths) await writeFile(path, files[path.split("/").at(-1)]);
  return paths;
}

test("three files are previewed side by side, committed at once and undone at once", async (desk) => {
  const vault = makeVault(desk.folder);
  const paths = await write(desk, FILES);
  const screen = await desk.open({ width: 1280, height: 800 });
  await unlock(screen, vault);
  await goTo(screen, "/import");
  await screen.window.choose(...paths);
  await screen.click("button", "选择文件");
  await screen.find("heading", "一起导入 3 张表");
  await screen.find("button", "提交 3 张表，共 5 行");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("delivery", "overview-1280.png"));
  await screen.browser.setWindowSize(1920, 1080);
  await chooseTheme(screen, "深色");
  await screen.window.screenshot(await desk.artefact("delivery", "overview-1920-dark.png"));
  await chooseTheme(screen, "浅色");
  await screen.browser.setWindowSize(1280, 800);
  await screen.click("button", "2-存款.csv");
  await screen.sees("示例乙有限公司");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("delivery", "one-of-three.png"));
  await screen.click("button", "总览");
  await quiet(screen);
  await screen.press("Control+Enter");
  await screen.find("heading", "导入完成");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("delivery", "result.png"));
  await screen.click("button", "最近导入");
  await screen.find("row", "3-客户.csv");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("delivery", "history.png"));
  await screen.click("button", "整组撤销（3 张）");
  await screen.sees("撤销一起导入的 3 张表？");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("delivery", "undo-asked.png"));
  assert.equal(await screen.has("button", "全部撤销"), true);
  await screen.click("button", "全部撤销");
  await screen.sees("已撤销一起导入的 3 张表");
  await screen.window.close();
  assert.equal(standing(vault), 0);
});

test("a table that asks holds the others back until it is left out, and can be gone on with", async (desk) => {
  const vault = makeVault(desk.folder);
  const bare = "账户编号,客户编号,余额(元)\nA9,K1,7.00\n";
  const paths = await write(desk, { "3-客户.csv": FILES["3-客户.csv"], "没有日期.csv": bare });
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/import");
  await screen.window.choose(...paths);
  await screen.click("button", "选择文件");
  await screen.sees("1 张表还不能导入");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("delivery", "held.png"));
  await screen.click("button", "留下这 1 张");
  await screen.click("button", "提交 1 张表，共 2 行");
  await screen.find("heading", "导入完成");
  await screen.click("button", "继续处理留下的表");
  await screen.sees("留下不导入");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("delivery", "left-out.png"));
  // Closing would ask first: what was left out is still open.
  await screen.click("button", "放弃");
  await screen.find("button", "选择文件");
  await screen.window.close();
  assert.equal(standing(vault), 1);
});
