// The ways in, and the locks that the system asks for.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { fixture, jingwei, makeVault, passphrase } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { processesOf, until } from "./processes.mjs";
import { programs } from "./programs.mjs";
import { chooseTheme, givePassphrase, goTo, quiet, unlock } from "./steps.mjs";

const OF_THE_BANK = "the words of the safe, tests only";
const NEW = "another passphrase, tests only";

const CLIENT = "示例澄远精工机械股份有限公司";

async function toVisit(screen) {
  await goTo(screen, "/clients");
  await screen.press("/");
  await screen.type(CLIENT);
  await screen.find("row", CLIENT);
  await screen.press("Enter");
  await screen.find("heading", CLIENT);
  await screen.click("button", "安排拜访");
}

/** A picture at both sizes. */
async function picture(desk, screen, name) {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
  ]) {
    await screen.browser.setWindowSize(width, height);
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("keys", `${name}-${width}.png`));
  }
}

/** Says something on the bus of this test, as the desktop does. */
function signal(address, object, name, ...words) {
  execFileSync("dbus-send", [`--bus=${address}`, "--type=signal", object, name, ...words]);
}

test("the bank's escrow key is set, seen, and sets a new passphrase", async (desk) => {
  const vault = makeVault(desk.folder, fixture("clients.xlsx"));
  const bank = path.join(desk.folder, "bank");
  process.env.JINGWEI_ESCROW_PASSPHRASE = OF_THE_BANK;
  const { escrow } = jingwei("escrow", "new-key", "--of", "示例银行信息安全部", "--out", bank);
  delete process.env.JINGWEI_ESCROW_PASSPHRASE;
  const screen = await desk.open();
  await unlock(screen, vault);
  for (const [theme, name] of [
    ["深色", "dark"],
    ["浅色", "light"],
  ]) {
    await goTo(screen, "/clients");
    await chooseTheme(screen, theme);
    await goTo(screen, "/settings");
    await screen.click("button", "安全");
    await picture(desk, screen, `none-${name}`);
  }
  await screen.window.choose(path.join(bank, "jingwei-escrow-private.json"));
  await screen.click("button", "选择公钥文件…");
  await screen.sees("这是托管密钥的私钥文件");
  await screen.window.choose(path.join(bank, "jingwei-escrow-public.json"));
  await screen.click("button", "选择公钥文件…");
  await screen.sees(escrow.fingerprint);
  await picture(desk, screen, "compare");
  await screen.fill("现在的口令", passphrase);
  await screen.click("button", "指纹相符，设置");
  await screen.sees("托管密钥已设置");
  await picture(desk, screen, "set");
  await screen.window.throughRestart(() => screen.press("Control+l"));
  await screen.sees("示例银行信息安全部的托管密钥也能打开这个保险库");
  await screen.click("button", "忘记口令");
  await screen.click("button", "用银行的托管密钥");
  await screen.window.choose(path.join(bank, "jingwei-escrow-private.json"));
  await screen.click("button", "选择…");
  await screen.fill("私钥文件的口令", "not these words");
  await screen.fill("新口令", NEW);
  await screen.fill("再输入一次", NEW);
  await screen.click("button", "重设口令并打开");
  await screen.sees("托管私钥文件的口令不对");
  await picture(desk, screen, "recover");
  await screen.fill("私钥文件的口令", OF_THE_BANK);
  await screen.click("button", "重设口令并打开");
  await screen.find("navigation", "主导航");
  await goTo(screen, "/settings/audit");
  await screen.sees("经托管密钥打开，重设了口令");
  await goTo(screen, "/settings");
  await screen.click("button", "安全");
  await screen.click("button", "移除托管密钥");
  await screen.fill("现在的口令", NEW);
  await picture(desk, screen, "remove");
  await screen.press("Enter");
  await screen.sees("要让从前复制的密钥也失效");
  await screen.find("button", "选择公钥文件…");
});

test("a locked screen and a machine that goes to sleep lock the vault, drafts kept", async (desk) => {
  const vault = makeVault(desk.folder, fixture("clients.xlsx"));
  const bus = process.env.DBUS_SESSION_BUS_ADDRESS;
  // No logind here: its signals come over the bus of this test.
  const screen = await desk.open({ env: { DBUS_SYSTEM_BUS_ADDRESS: bus } });
  await unlock(screen, vault);
  const half = "还没有写完的";
  await toVisit(screen);
  await screen.fill("1.", half);
  const [before] = await processesOf(programs.drivable, screen.window.home);
  // Unlocking the screen is no reason to lock.
  const saver = ["/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged"];
  signal(bus, ...saver, "boolean:false");
  await new Promise((later) => setTimeout(later, 1_000));
  assert.deepEqual(await processesOf(programs.drivable, screen.window.home), [before]);
  await screen.window.throughRestart(async () => signal(bus, ...saver, "boolean:true"));
  await screen.find("button", "解锁");
  await screen.window.screenshot(await desk.artefact("keys", "locked.png"));
  await givePassphrase(screen);
  await screen.find("navigation", "主导航");
  await toVisit(screen);
  const line = await screen.find("textbox", "1.");
  await until(async () => (await line.getValue()) === half, 3_000, "the draft is not there again");

  const sleep = ["/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep"];
  await screen.window.throughRestart(async () => signal(bus, ...sleep, "boolean:true"));
  await givePassphrase(screen);
  await screen.find("navigation", "主导航");

  // Who wants it otherwise has the idle lock alone.
  await goTo(screen, "/settings");
  await screen.click("switch", "随系统锁屏和睡眠锁定");
  await quiet(screen);
  const [now] = await processesOf(programs.drivable, screen.window.home);
  signal(bus, ...saver, "boolean:true");
  await new Promise((later) => setTimeout(later, 4_000));
  assert.deepEqual(await processesOf(programs.drivable, screen.window.home), [now]);
});
