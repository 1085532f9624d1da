// A cell with a problem is typed anew in the preview.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

test("a rejected cell is mended where it stands and what it was is kept", async (desk) => {
  const clients = desk.path("clients.csv");
  await writeFile(clients, "客户编号,客户名称,管户客户经理\nK1,示例甲有限公司,林晓\n");
  const vault = makeVault(desk.folder, clients);
  const deposits = desk.path("deposits.csv");
  await writeFile(
    deposits,
    "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额\nA1,K1,1O.00\nA2,K1,20.00\nA3,K1,30.00\n",
  );
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/import");
  await screen.window.choose(deposits);
  await screen.click("button", "选择文件");
  await screen.find("button", "提交 2 行");
  await screen.click("gridcell", "1O.00");
  await screen.sees("改这一格");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("mend", "asked.png"));

  await screen.press("F2");
  const field = await screen.find("textbox", "C3 的新内容");
  assert.equal(await field.getValue(), "1O.00");
  await screen.press("Escape");
  await screen.find("button", "提交 2 行");
  await screen.press("F2");
  await screen.type("十元");
  await screen.press("Enter");
  await screen.sees("文件里是“1O.00”");
  await screen.sees("第 3 行被拒绝");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("mend", "still-wrong.png"));
  await screen.press("Enter");
  await screen.find("textbox", "C3 的新内容");
  await screen.type("10.00");
  await screen.window.screenshot(await desk.artefact("mend", "typing.png"));
  await screen.press("Enter");
  await screen.find("button", "提交 3 行");
  await screen.sees("手工改了 1 格");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("mend", "mended.png"));
  await chooseTheme(screen, "深色");
  await screen.window.screenshot(await desk.artefact("mend", "mended-dark.png"));
  await screen.press("Control+Enter");
  await screen.find("heading", "导入完成");
  await screen.click("button", "最近导入");
  await screen.sees("手工改 1 格");
  await goTo(screen, "/settings/audit");
  await screen.sees("手工改 1 格");
});
