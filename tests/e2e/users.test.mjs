// Several users of one vault: each unlocks as themselves, and the trail says who.

import assert from "node:assert/strict";
import { fixture, makeVault, passphrase } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

/** A picture at both sizes. */
async function picture(desk, screen, name) {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
  ]) {
    await screen.browser.setWindowSize(width, height);
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("users", `${name}-${width}.png`));
  }
}

const THEIRS = "第二位的口令-只用于测试";

test("a second user is added, the key is replaced, they unlock, and the trail names them", async (desk) => {
  const vault = makeVault(desk.folder, fixture("clients.xlsx"));
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/settings");
  await screen.click("button", "使用者");
  await screen.click("button", "添加使用者");
  await screen.fill("姓名", "周明远");
  await screen.fill("工号", "000001");
  await screen.fill("使用者的口令", THEIRS);
  await screen.fill("再输入一次", THEIRS);
  await screen.fill("您的口令", passphrase);
  await screen.press("Enter");
  await screen.sees("工号 000001 已是林晓的");
  await picture(desk, screen, "taken");
  await screen.fill("工号", "000002");
  await screen.press("Enter");
  await screen.sees("已添加 周明远");
  await screen.find("row", "周明远");
  await screen.sees("签名密钥");
  await picture(desk, screen, "list");
  for (const [theme, name] of [
    ["浅色", "light"],
    ["深色", "dark"],
  ]) {
    // The settings have a button of the same name.
    await goTo(screen, "/clients");
    await chooseTheme(screen, theme);
    await goTo(screen, "/settings");
    await screen.click("button", "使用者");
    await picture(desk, screen, `list-${name}`);
    await screen.click("button", "移除 周明远");
      await picture(desk, screen, `remove-${name}`);
    await screen.press("Escape");
    await screen.click("button", "安全");
    await screen.click("button", "更换密钥");
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("users", `rotate-${name}.png`));
  }
  await screen.fill("现在的口令", passphrase);
  await screen.window.throughRestart(() => screen.click("button", "更换密钥并锁定"));
  await screen.find("textbox", "口令", 20_000);
  await screen.fill("工号", "000002");
  await screen.fill("口令", THEIRS);
  await picture(desk, screen, "unlock");
  await screen.click("button", "解锁");
  await screen.find("navigation", "主导航");
  await screen.find("button", "使用者：周明远");
  await goTo(screen, "/settings/audit");
  await screen.sees("添加了使用者“周明远”");
  await screen.sees("更换了保险库的密钥");
  await picture(desk, screen, "trail");
  await goTo(screen, "/settings");
  await screen.sees("由所有者和团队负责人管理。您可以在");
  assert.equal(await screen.has("button", "添加使用者"), false);
  assert.equal(await screen.has("button", "更换密钥"), false);
});
