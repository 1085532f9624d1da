// What imports were told leaves one vault as a file and enters another; the table of industry labels is edited.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { jingwei, makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

test("labels are edited, leave as a file, and enter after a preview", async (desk) => {
  const vault = makeVault(desk.folder);
  const at = ["--vault", vault];
  jingwei("import", "values", "set", "manager", "小林", "林晓", ...at);
  const screen = await desk.open({ width: 1280, height: 800 });
  await unlock(screen, vault);
  await goTo(screen, "/settings");
  await screen.fill("新的写法", "悦享类");
  await screen.click("combobox", "新的写法是指");
  await screen.type("货币金融");
  await screen.press("Enter");
  await screen.sees("“悦享类”的对应已保存");
  await screen.fill("查找写法，如 机械", "机床");
  await screen.sees("内置建议：通用设备制造业");
  await screen.click("combobox", "改“机床”的对应");
  await screen.type("专用设备");
  await screen.press("Enter");
  await screen.sees("内置建议是 通用设备制造业");
  await screen.click("button", "导入");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("mappings", "industries-1280.png"));

  const file = desk.path("对应.json");
  await screen.window.choose(file);
  await screen.click("button", "导出…");
  await screen.sees("已导出 0 种表、2 个写法");
  await screen.sees("1 个客户经理的写法属于个人信息");
  const text = await readFile(file, "utf8");
  assert.ok(text.includes("悦享类") && !text.includes("林"));
  await screen.click("button", "恢复“机床”的内置建议");
  await screen.sees("内置建议：通用设备制造业");
  await screen.window.choose(file);
  await screen.click("button", "导入…");
  await screen.sees("新增 1，改变 0，相同 1");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("mappings", "preview-1280.png"));
  await screen.browser.setWindowSize(1920, 1080);
  await screen.window.screenshot(await desk.artefact("mappings", "preview-1920.png"));
  await screen.click("button", "导入 1 项");
  await screen.sees("内置建议是 通用设备制造业");
  // The settings have a part of the menu's name.
  await goTo(screen, "/import");
  await chooseTheme(screen, "深色");
  await goTo(screen, "/settings");
  await screen.click("button", "导入");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("mappings", "industries-1920-dark.png"));
});
