// 操作记录 in the window: read in sentences, narrowed, verified, exported with a reason.

import assert from "node:assert/strict";
import { appendFileSync, copyFileSync, existsSync } from "node:fs";
import path from "node:path";
import { axeProblems } from "./axe.mjs";
import { jingwei, makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

const CLIENT = "示例精工股份有限公司";

/** A picture at both sizes. */
async function picture(desk, screen, name) {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
  ]) {
    await screen.browser.setWindowSize(width, height);
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("audit", `${name}-${width}.png`));
  }
}

test("the audit trail is read in sentences, narrowed, verified and exported", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const asked = ["--client", CLIENT, "--vault", vault];
  const planned = jingwei("visit", "plan", "--on", "2026-12-30", "--ask", "归集货款", ...asked);
  jingwei("visit", "change", planned.id, "--ask", "结算主账户放在我行", "--vault", vault);
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/settings");
  await screen.click("button", "查看操作记录");
  await screen.sees("修改了拜访（2026-12-30）：唯一请求");
  await screen.sees("结算主账户放在我行");
  assert.equal(await screen.shows("visit.changed"), false, "no code of an action");
  assert.deepEqual(await axeProblems(screen), []);
  await picture(desk, screen, "light");

  await screen.click("button", "校验");
  await screen.sees("条逐条核对无误");
  await picture(desk, screen, "whole");
  await screen.fill("纸面页脚编号（可不填）", "1·00000000");
  await screen.press("Enter");
  await screen.sees("所填的页脚编号（第 1 条）不同");

  await screen.click("button", "筛选");
  await screen.click("menuitem", "类别");
  await screen.click("checkbox", "口令与密钥");
  await screen.click("checkbox", "导出");
  await screen.click("button", "应用");
  await screen.seesNoMore("修改了拜访");
  await screen.click("button", "去掉条件：类别");
  await screen.sees("修改了拜访");
  await screen.click("button", "筛选");
  await screen.click("menuitem", "客户");
  await screen.fill("客户名称、拼音或编号", CLIENT);
  await screen.click("radio", CLIENT);
  await screen.click("button", "应用");
  await screen.sees("修改了拜访");
  await screen.click("button", "筛选");
  await screen.click("menuitem", "类别");
  await screen.click("checkbox", "口令与密钥");
  await screen.click("button", "应用");
  await screen.sees("没有符合条件的操作记录");
  await picture(desk, screen, "empty");
  await screen.click("button", "清除查找和筛选");
  await screen.sees("修改了拜访");

  const file = desk.path("操作记录.xlsx");
  await screen.window.choose(file);
  await screen.click("button", "导出");
  await screen.fill("导出用途，如：行长办公会", "合规检查");
  await screen.press("Enter");
  await screen.sees("已导出");
  assert.ok(existsSync(file));
  await screen.sees("用途：合规检查");

  await screen.window.choose(file);
  await screen.click("button", "核对导出的文件");
  await screen.sees("文件与导出时一致");
  await screen.sees("签名密钥指纹");
  await picture(desk, screen, "export-checked");
  appendFileSync(file, " ");
  await screen.window.choose(file);
  await screen.click("button", "核对导出的文件");
  await screen.sees("导出之后被改动、另存过");
  await picture(desk, screen, "export-changed");

  await chooseTheme(screen, "深色");
  assert.deepEqual(await axeProblems(screen), []);
  await picture(desk, screen, "dark");
});

test("a trail that was cut off is said on every page, and where", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const database = path.join(vault, "vault.db");
  const kept = desk.path("old.db");
  jingwei("clients", "--limit", "1", "--vault", vault);
  copyFileSync(database, kept);
  jingwei("visit", "plan", "--client", CLIENT, "--on", "2026-12-30", "--vault", vault);
  copyFileSync(kept, database);
  const screen = await desk.open();
  await unlock(screen, vault);
  await screen.sees("操作记录与上次关闭时不符");
  await screen.click("link", "去校验");
  await screen.click("button", "校验");
  await screen.sees("操作记录不完整");
  await screen.sees("条被截去");
  await picture(desk, screen, "broken");
  await chooseTheme(screen, "深色");
  await picture(desk, screen, "broken-dark");
});
