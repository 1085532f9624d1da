// The whole story, from nothing to the pack on the desk: once as one does it, once without a mouse.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fixture } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { KeyboardScreen } from "./keyboard.mjs";
import { inkOf } from "./pixels.mjs";
import { until } from "./processes.mjs";
import { Screen } from "./screen.mjs";
import { createVault, givePassphrase, quiet } from "./steps.mjs";

const FILES = [
  "clients.xlsx",
  "people.xlsx",
  "deposits-months.gbk.csv",
  "deposits-2026-10.xlsx",
  "loans-2026-10.xlsx",
];

const CLIENT = "示例澄远精工机械股份有限公司";
const INITIALS = "cyjgjx";
/** Of the client's list; and his job. */
const PERSON = "单知衡";
const GOALS = ["确认年底前的授信安排", "了解新厂区的资金计划"];
const ASK = "请贵司把结算主账户放在我行";

/** A page of text has more; an empty sheet has none. */
const LEAST_INK = 0.002;

/** What `tests/fixtures/README.md` says of each file, as the history shows it. */
const OUTCOMES = {
  "clients.xlsx": "新增 70",
  "people.xlsx": "新增 89",
  "deposits-months.gbk.csv": "新增 144",
  "deposits-2026-10.xlsx": "新增 39",
  "loans-2026-10.xlsx": "新增 60",
};

for (const [how, Hand] of [
  ["with the mouse", Screen],
  ["without a mouse", KeyboardScreen],
]) {
  test(`the story, ${how}`, (desk) => story(desk, Hand));
}

async function story(desk, Hand) {
  const screen = await desk.open({ Screen: Hand });
  await createVault(screen, desk.folder);
  await screen.click("button", "导入自己的客户清单");
  await importFiles(screen);
  await undoAndRedo(screen);
  await openClient(screen);
  await planVisit(screen);
  await makePack(screen, desk);
  await lockAndReturn(screen);
}

async function importFiles(screen) {
  await screen.window.choose(...FILES.map(fixture));
  await screen.click("button", "选择文件");
  await screen.find("heading", "一起导入 5 张表");
  await screen.sees("1 张表还不能导入");
  await screen.click("button", "loans-2026-10.xlsx");
  await sayDay(screen, "2026-10-31");
  await quiet(screen);
  await screen.click("button", "总览");
  await quiet(screen);
  await screen.click("button", "提交 5 张表");
  await screen.sees("导入完成");
  await screen.click("button", "最近导入");
  for (const [file, outcome] of Object.entries(OUTCOMES)) {
    // The checklist above names the file, too.
    await until(
      () =>
        screen.browser.execute(
          (...told) =>
            [...document.querySelectorAll("tr")].some((row) =>
              told.every((text) => row.innerText.includes(text)),
            ),
          file,
          outcome,
        ),
      10_000,
      `no import of ${file} that says ${outcome}`,
    );
  }
}

/** The file names no day: the page asks for it. */
async function sayDay(screen, day) {
  await screen.fill("数据日期", day);
  await screen.press("Enter");
}

async function undoAndRedo(screen) {
  await screen.click("button", "撤销“loans-2026-10.xlsx”的导入");
  await screen.sees("已撤销");
  await screen.window.choose(fixture("loans-2026-10.xlsx"));
  await screen.click("button", "选择文件");
  await sayDay(screen, "2026-10-31");
  await quiet(screen);
  await screen.click("button", "提交 ");
  await screen.sees("导入完成");
}

async function openClient(screen) {
  await screen.click("link", "客户");
  await screen.find("grid", "客户清单");
  await screen.press("/");
  await screen.type(INITIALS);
  await screen.find("row", CLIENT);
  await screen.press("Enter");
  await screen.find("heading", CLIENT);
}

async function planVisit(screen) {
  await screen.click("button", "安排拜访");
  await screen.click("button", "明天");
  await choosePerson(screen);
  for (const [line, goal] of GOALS.entries()) await screen.fill(`${line + 1}.`, goal);
  await screen.fill("唯一请求", ASK);
  await screen.sees("未保存，草稿已保留");
  await screen.click("button", "保存");
  await screen.sees("拜访已保存");
}

async function choosePerson(screen) {
  await screen.fill("拜访对象", PERSON, "combobox");
  await screen.press("Enter", "Escape");
  await screen.sees(PERSON);
}

async function makePack(screen, desk) {
  await screen.click("button", "拜访资料包");
  await screen.find("button", "完成并存入文档库");
  await firstPageHasInk(screen);
  await screen.window.screenshot(await desk.artefact("story", "pack.png"));

  await screen.click("radio", "客户版");
  await screen.sees("可以当面交给客户");
  await firstPageHasInk(screen);

  const file = desk.path("给客户.pdf");
  await screen.window.choose(file);
  await screen.click("button", "另存为");
  await screen.sees("已保存到");
  assert.match((await readFile(file)).toString("latin1"), /^%PDF-1\.7/);

  await screen.click("link", "文档");
  await screen.find("row", CLIENT);
}

async function firstPageHasInk(screen) {
  const sheet = await screen.find("region", "第 1 页");
  await until(
    async () =>
      inkOf(Buffer.from(await screen.browser.takeElementScreenshot(sheet.elementId), "base64")) >
      LEAST_INK,
    8_000,
    "the first page stays empty",
  );
}

/** Half a visit is typed; after the lock, and a wrong passphrase, it is still there. */
async function lockAndReturn(screen) {
  const half = "还没有写完的";
  await openByPalette(screen);
  await screen.click("button", "安排拜访");
  await screen.fill("1.", half);
  await screen.sees("草稿已保留");
  await screen.window.throughRestart(() => screen.click("button", "锁定"));
  await givePassphrase(screen, "不是这个口令");
  await screen.find("alert", "口令");
  await givePassphrase(screen);
  await screen.find("navigation", "主导航");
  await openByPalette(screen);
  await screen.click("button", "安排拜访");
  const line = await screen.find("textbox", "1.");
  await until(async () => (await line.getValue()) === half, 3_000, "the draft is not there again");
}

async function openByPalette(screen) {
  await screen.press("Control+k");
  await screen.type(INITIALS);
  await screen.find("option", CLIENT);
  await screen.press("Enter");
  await screen.find("heading", CLIENT);
}
