// What is true of a whole vault is said in every room until something is done about it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fixture, jingwei, makeVault, passphrase } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { givePassphrase, goTo, quiet, unlock } from "./steps.mjs";

const CLIENT = "示例澄远精工机械股份有限公司";

test("a recovery key that nobody typed back is asked for, and another takes its place", async (desk) => {
  const vault = makeVault(desk.folder);
  const screen = await desk.open();
  await unlock(screen, vault);
  await screen.sees("恢复密钥还没有核对");
  await screen.window.screenshot(await desk.artefact("vault-notes", "recovery.png"));
  await screen.click("link", "去换发");
  await screen.click("button", "换发恢复密钥");
  await screen.fill("现在的口令", passphrase);
  await screen.press("Enter");
  const key = await screen.find("list", "请保管好恢复密钥");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("vault-notes", "renewed.png"));
  const groups = (await key.getText()).match(/[0-9A-Z]{4}/g);
  assert.equal(groups.length, 8);
  for (const [at, group] of groups.entries()) {
    const name = `第 ${at + 1} 组`;
    if (await screen.has("textbox", name)) await screen.fill(name, group);
  }
  await screen.click("button", "我已保管好");
  await screen.sees("新的恢复密钥已核对");
  await screen.seesNoMore("恢复密钥还没有核对");
});

test("a vault that cannot be written is shown, says so, and refuses a change", async (desk) => {
  const vault = makeVault(desk.folder, fixture("clients.xlsx"));
  const key = jingwei("vault", "recovery-key", "--vault", vault).recovery_key;
  assert.match(key, /^([0-9A-Z]{4}-){7}[0-9A-Z]{4}$/);
  execFileSync("chmod", ["-R", "a-w", vault]);
  desk.finally(() => execFileSync("chmod", ["-R", "u+w", vault]));
  // Modes bind everybody but root; in a container the tests are root, so the program runs without that right.
  const under =
    process.getuid() === 0 ? ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] : [];
  const screen = await desk.open({ under });
  await unlock(screen, vault);
  await screen.sees("保险库所在的位置不能写入");
  await goTo(screen, "/clients");
  await screen.press("/");
  await screen.type(CLIENT);
  await screen.find("row", CLIENT);
  await screen.window.screenshot(await desk.artefact("vault-notes", "read-only.png"));
  await screen.press("Enter");
  await screen.find("heading", CLIENT);
  await screen.click("button", "安排拜访");
  await screen.fill("唯一请求", "请贵司把结算主账户放在我行");
  await quiet(screen);
  await screen.click("button", "保存");
  await screen.sees("没有改动");
  await screen.window.screenshot(await desk.artefact("vault-notes", "refused.png"));
});

test("a backup on leaving that failed is told at the next opening, until one succeeds", async (desk) => {
  const vault = makeVault(desk.folder, fixture("clients.xlsx"));
  const screen = await desk.open();
  await unlock(screen, vault);
  // A file where the folder of backups should be: nothing can be made in it.
  const backups = path.join(vault, "backups");
  rmSync(backups, { recursive: true });
  writeFileSync(backups, "");
  await screen.window.throughRestart(() => screen.press("Control+l"));
  await givePassphrase(screen);
  await screen.sees("上次离开时没有备份成");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("vault-notes", "backup-failed.png"));
  rmSync(backups);
  await screen.click("link", "去备份");
  await screen.click("button", "备份");
  await screen.click("button", "立即备份");
  await screen.seesNoMore("上次离开时没有备份成");
});
