// The drop folder: chosen in the settings, told of on two pages, previewed, never touched.

import assert from "node:assert/strict";
import { appendFile, mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { jingwei, makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

const CLIENTS = "客户编号,客户名称\nK1,示例甲有限公司\nK2,示例乙有限公司\n";
const DEPOSITS =
  "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额\nA1,K1,1000.00\nA2,K2,500.00\n";
const LONG =
  "示例第一支行二〇二六年十月对公存款余额明细表（含保证金与协定存款，按管户客户经理）.csv";

const standing = (vault) => jingwei("import", "list", "--vault", vault).length;

test("files in the drop folder are told of, previewed and known again, and never touched", async (desk) => {
  const vault = makeVault(desk.folder);
  const folder = desk.path("待导入");
  await mkdir(folder);
  const at = (name) => `${folder}/${name}`;
  await writeFile(at("客户.csv"), CLIENTS);
  await writeFile(at("~$客户.xlsx"), "x");
  const screen = await desk.open({ width: 1280, height: 800 });
  await unlock(screen, vault);
  await goTo(screen, "/import");
  assert.equal(await screen.has("region", "投放文件夹"), false, "off until it is chosen");
  await goTo(screen, "/settings");
  await screen.window.choose(folder);
  await screen.click("button", "选择文件夹… 投放文件夹");
  await screen.sees(`解锁期间留意 ${folder}`);
  await screen.click("button", "导入");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("drop-folder", "settings-1280.png"));

  await goTo(screen, "/today");
  await screen.sees("1 个新文件");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("drop-folder", "today-1280.png"));
  await goTo(screen, "/import");
  await screen.sees("投放文件夹有 1 个新文件");
  // One that is still being written is not offered.
  const growing = setInterval(() => void appendFile(at("在写.csv"), "K3,示例丙有限公司\n"), 200);
  desk.finally(() => clearInterval(growing));
  await writeFile(at(LONG), DEPOSITS);
  await screen.sees("投放文件夹有 2 个新文件");
  await screen.sees("1 个还在写入");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("drop-folder", "new-1280.png"));
  await screen.browser.setWindowSize(1920, 1080);
  await chooseTheme(screen, "深色");
  await screen.window.screenshot(await desk.artefact("drop-folder", "new-1920-dark.png"));
  await chooseTheme(screen, "浅色");
  await screen.browser.setWindowSize(1280, 800);
  clearInterval(growing);
  await rename(at("在写.csv"), at("在写.csv.part"));

  // Nothing is imported by itself.
  await screen.sees("还没有导入过文件");
  await goTo(screen, "/today");
  await screen.click("button", "预览");
  await screen.find("heading", "一起导入 2 张表");
  await quiet(screen);
  await screen.press("Control+Enter");
  await screen.find("heading", "导入完成");
  await screen.click("button", "最近导入");
  await screen.sees("没有新文件");
  // The same clients in other bytes: previewed, through with, and told of no more.
  await writeFile(at("再发.csv"), `${CLIENTS}\n`);
  await screen.sees("投放文件夹有 1 个新文件");
  await screen.click("button", "预览");
  await screen.click("button", "完成");
  await screen.click("button", "最近导入");
  await screen.sees("已略过 1 个");
  await screen.sees("没有新文件");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("drop-folder", "nothing-new-1280.png"));
  await rename(at("再发.csv"), at("再发.csv.part"));
  await screen.seesNoMore("已略过 1 个");
  await writeFile(at("分机.csv"), "姓氏,分机\n林,8001\n");
  await screen.sees("投放文件夹有 1 个新文件");
  await screen.click("button", "略过");
  await screen.sees("已略过 1 个");
  await screen.sees("没有新文件");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("drop-folder", "passed-over-1280.png"));
  await screen.click("button", "重新提示");
  await screen.sees("投放文件夹有 1 个新文件");
  await rename(folder, desk.path("拔下的盘"));
  await screen.sees("投放文件夹现在打不开");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("drop-folder", "away-1280.png"));
  await rename(desk.path("拔下的盘"), folder);
  await screen.sees("投放文件夹有 1 个新文件");
  await goTo(screen, "/settings");
  await screen.click("button", "不再留意");
  await goTo(screen, "/import");
  assert.equal(await screen.has("region", "投放文件夹"), false);
  await screen.window.close();
  assert.equal(standing(vault), 2);
  const left = (await readdir(folder)).toSorted();
  assert.deepEqual(left, ["~$客户.xlsx", "客户.csv", "分机.csv", LONG, "在写.csv.part", "再发.csv.part"].toSorted());
});
