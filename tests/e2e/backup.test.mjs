// Backups in the window: made by themselves on leaving, on request, in a second place, and restored beside.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { axeProblems } from "./axe.mjs";
import { jingwei, makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, givePassphrase, goTo, quiet, unlock } from "./steps.mjs";

const backupsOf = (vault) =>
  readdirSync(path.join(vault, "backups")).filter((name) => name.endsWith(".vault"));

/** A picture of the part at both sizes. */
async function picture(desk, screen, name) {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
  ]) {
    await screen.browser.setWindowSize(width, height);
    await screen.click("button", "备份");
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("backup", `${name}-${width}.png`));
  }
}

/** Hits what a row of the table offers: rows of one time have one name. */
function press(screen, words, row) {
  return screen.browser.execute(
    (text, at) => {
      const buttons = [...document.querySelectorAll(".backups button")];
      buttons.filter((button) => button.textContent === text)[at].click();
    },
    words,
    row,
  );
}

test("a vault that is left is backed up when it changed, and only then", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  assert.deepEqual(backupsOf(vault), []);
  const screen = await desk.open();
  await unlock(screen, vault);
  for (let times = 0; times < 2; times++) {
    await screen.window.throughRestart(() => screen.click("button", "锁定"));
    await screen.find("textbox", "口令", 20_000);
    assert.equal(backupsOf(vault).length, 1);
    await givePassphrase(screen);
    await screen.find("navigation", "主导航");
  }
  await screen.window.close();
  const [made] = jingwei("backup", "list", "--vault", vault);
  assert.equal(made.state, "verified");
  assert.equal(made.clients, 40);
});

test("backups are listed with their state, copied to a second place and restored beside", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const stick = desk.path("stick");
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/settings");
  await screen.sees("还没有备份");
  await screen.click("button", "备份");
  await picture(desk, screen, "empty");
  mkdirSync(stick);
  await screen.window.choose(stick);
  await screen.click("button", "选择文件夹…");
  await screen.sees("每次备份的副本放在");
  await screen.click("button", "立即备份");
  await screen.sees("第二处的副本也已写好");
  assert.equal(backupsOf(vault).length, 1);
  assert.equal(readdirSync(stick).length, 1);
  await quiet(screen);
  assert.deepEqual(await axeProblems(screen), []);
  await picture(desk, screen, "full");

  await press(screen, "恢复为新库", 0);
  await screen.sees("已恢复为新的保险库");
  const name = backupsOf(vault)[0];
  const restored = path.join(desk.folder, name);
  assert.ok(existsSync(path.join(restored, "vault.db")));
  assert.equal(jingwei("vault", "verify", "--vault", restored).ok, true);

  // A bit that flips on the stick is found, said, and no longer offered.
  const database = path.join(stick, name, "vault.db");
  const bytes = readFileSync(database);
  bytes[bytes.length >> 1] ^= 1;
  writeFileSync(database, bytes);
  await press(screen, "校验", 1);
  await screen.sees("已损坏");
  // The settings have a part of the menu's name.
  await goTo(screen, "/today");
  await chooseTheme(screen, "深色");
  await goTo(screen, "/settings");
  await picture(desk, screen, "damaged-dark");
});

test("a vault in a synchronised folder says so", async (desk) => {
  const folder = desk.path("OneDrive - 示例银行");
  mkdirSync(folder);
  const vault = makeDemoVault(folder);
  const screen = await desk.open();
  await unlock(screen, vault);
  await screen.sees("保险库在 OneDrive 的同步文件夹里");
  await screen.window.screenshot(await desk.artefact("backup", "synchronised.png"));
});
