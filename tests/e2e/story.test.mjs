// The whole story, from nothing to the pack on the desk: once as one does it, once without a mouse.

import assert from "node:assert/strict";
import { fixture, makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { KeyboardScreen } from "./keyboard.mjs";
import { Screen } from "./screen.mjs";
import { quiet, unlock } from "./steps.mjs";

const FILES = [
  "clients.xlsx",
  "people.xlsx",
  "deposits-months.gbk.csv",
  "deposits-2026-10.xlsx",
  "loans-2026-10.xlsx",
];

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
  await unlock(screen, makeVault(desk.folder));
  await importFiles(screen);
  await undoAndRedo(screen);
}

async function importFiles(screen) {
  await screen.click("link", "导入");
  await screen.window.choose(...FILES.map(fixture));
  await screen.click("button", "选择文件");
  for (const file of FILES) {
    await screen.sees(file);
    if (file.startsWith("loans")) await sayDay(screen, "2026-10-31");
    await quiet(screen);
    await screen.click("button", "提交 ");
  }
  await screen.sees("导入完成");
  await screen.click("button", "最近导入");
  for (const [file, outcome] of Object.entries(OUTCOMES)) {
    await screen.find("row", file);
    const row = await (await screen.find("row", file)).getText();
    assert.ok(row.includes(outcome), `${row} says ${outcome}`);
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
