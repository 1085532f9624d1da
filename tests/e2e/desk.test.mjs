// What hands do at a desk all day: copying out, the palette, closing over something open.

import assert from "node:assert/strict";
import { fixture, makeDemoVault, passphrase } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { processesOf, until } from "./processes.mjs";
import { programs } from "./programs.mjs";
import { goTo, quiet, unlock } from "./steps.mjs";
import { closeWindow, windowsOf } from "./x11.mjs";

test("rows are copied out with their heads, the marked ones in order", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeDemoVault(desk.folder));
  await goTo(screen, "/clients");
  await (await screen.find("grid", "")).click();
  await screen.press("Home");
  await screen.press("Shift+Space");
  await screen.press("ArrowDown");
  await screen.press("Shift+Space");
  await screen.press("Control+c");
  await screen.sees("已复制 2 户");
  // A line of text has no line breaks, but all else of what is pasted.
  await screen.press("/");
  await screen.press("Control+v");
  const box = await screen.find("textbox", "名称、拼音、首字母、代码");
  const pasted = await box.getValue();
  assert.match(pasted, /^客户\t.*日均存款.*澜川港务集团有限公司\t.*砚州轨道装备股份有限公司\t/su);
});

test("the palette finds an action and does it", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeDemoVault(desk.folder));
  await screen.press("Control+k");
  await screen.type(">kuaijie");
  await quiet(screen);
  await screen.press("Enter");
  await screen.find("heading", "快捷键");
  await screen.press("Control+k");
  await screen.type(">xin kehu");
  await quiet(screen);
  await screen.press("Enter");
  await screen.find("heading", "新客户");
});

test("a copied recovery key leaves the clipboard after half a minute", async (desk) => {
  const screen = await desk.open();
  await screen.click("button", "新建保险库");
  await screen.fill("您的姓名", "林晓");
  await screen.fill("放在哪个文件夹", desk.folder);
  await screen.fill("口令", passphrase);
  await screen.fill("再输入一次", passphrase);
  await screen.click("button", "建立保险库");
  const list = await screen.find("list", "请保管好恢复密钥", 20_000);
  const key = (await list.getText()).match(/[0-9A-Z]{4}/g).join("-");
  await screen.click("button", "复制");
  const paste = async () => {
    const box = await screen.find("textbox", "组");
    await box.click();
    await screen.press("Control+a", "Delete");
    await screen.press("Control+v");
    return box.getValue();
  };
  assert.ok(key.startsWith(await until(paste, 5_000, "nothing was copied")));
  await new Promise((resolve) => setTimeout(resolve, 31_000));
  assert.equal(await paste(), "");
});

test("closing over an open import asks first, and staying keeps it", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeDemoVault(desk.folder));
  await goTo(screen, "/import");
  await screen.window.choose(fixture("deposits-2026-10.xlsx"));
  await screen.click("button", "选择文件");
  await screen.find("button", "放弃");
  const program = () => processesOf(programs.drivable, screen.window.home);
  const [pid] = await program();
  const [window] = await windowsOf(pid);
  await closeWindow(window);
  await screen.sees("导入还没有完成");
  await screen.window.screenshot(await desk.artefact("desk", "closing.png"));
  await screen.click("button", "留下");
  await screen.seesNoMore("导入还没有完成");
  await screen.find("button", "放弃");
  await closeWindow(window);
  // The window goes before the driver has said that it was clicked.
  await screen.click("button", "放弃并关闭").catch(() => undefined);
  await until(async () => (await program()).length === 0, 10_000, "the program did not end");
});
