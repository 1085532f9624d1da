// All facts leave as one archive under a passphrase of its own, and come back by import.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { axeProblems } from "./axe.mjs";
import { makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

const PASSPHRASE = "seven blue horses walk home";

test("all facts leave encrypted and are read back with their passphrase", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const screen = await desk.open({ width: 1280, height: 800 });
  const picture = async (name) => {
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("export", `${name}.png`));
  };
  await unlock(screen, vault);
  await goTo(screen, "/settings");
  await screen.click("button", "备份");
  await screen.click("button", "导出…");
  await screen.fill("导出用途", "岗位移交");
  await screen.fill("压缩包的口令", PASSPHRASE);
  await screen.fill("再输入一次", PASSPHRASE);
  await picture("asked");
  assert.deepEqual(await axeProblems(screen), []);
  const file = desk.path("全部资料.zip");
  await screen.window.choose(file);
  await screen.press("Enter");
  await screen.sees("已导出 40 户（第 1 次导出）");
  assert.ok(existsSync(file));

  await goTo(screen, "/import");
  await screen.window.choose(file);
  await screen.click("button", "选择文件");
  await screen.fill("压缩包的口令", "不是这个");
  await picture("needs-passphrase");
  await screen.press("Enter");
  await screen.sees("压缩包的口令不对");
  await chooseTheme(screen, "深色");
  await picture("wrong-passphrase-dark");
  await screen.fill("压缩包的口令", PASSPHRASE);
  await screen.press("Enter");
  await screen.sees("客户清单.csv", 20_000);
  await screen.sees("贷款借据.csv");
  await picture("preview");
});
