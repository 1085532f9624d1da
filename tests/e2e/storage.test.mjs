// Nothing of a client stays outside the vault: the window as it is released, with a user's home of its own,
// is used by its keys, locked, ended, and everything it left in memory and on the disk is searched.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdir, readdir, readFile, readlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { jingwei, makeVault, passphrase } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { textsInMemory } from "./memory.mjs";
import { endProcesses, processesOf, until } from "./processes.mjs";
import { programs } from "./programs.mjs";
import { unlock } from "./steps.mjs";
import { homeAt } from "./window.mjs";
import { closeWindow, focus, press, type, windowsOf } from "./x11.mjs";

const PREFERENCES = "config/app.jingwei.desktop/preferences.json";

/** Texts that are nowhere else in the world, one a kind of field. */
const CANARIES = {
  client: "金丝雀甲乙丙有限公司",
  person: "鹮鸻鹬",
  goal: "试探鹈鹕目标",
  ask: "请答应鸬鹚之请",
  amount: "8913572468",
};

async function vaultOfCanaries(desk) {
  const clients = desk.path("clients.csv");
  const people = desk.path("people.csv");
  const deposits = desk.path("deposits.csv");
  await writeFile(clients, `客户编号,客户名称\nKH1,${CANARIES.client}\n`);
  await writeFile(people, `客户编号,姓名,职务\nKH1,${CANARIES.person},董事长\n`);
  await writeFile(
    deposits,
    `账户编号,客户编号,储种,币种,数据日期,当期余额(元)\n6200,KH1,活期,CNY,2026-10-31,${CANARIES.amount}.00\n`,
  );
  const vault = makeVault(desk.folder, clients, people, deposits);
  const plan = ["--client", "KH1", "--with", CANARIES.person, "--goal", CANARIES.goal];
  jingwei("visit", "plan", "--vault", vault, ...plan, "--ask", CANARIES.ask, "--on", "2027-01-05");
  return vault;
}

/** Where the window remembers its vaults: made by a drivable build, because a new home knows none. */
async function preferencesFor(desk, vault) {
  const home = desk.path("home-before");
  await mkdir(home);
  const screen = await desk.open({ home });
  await unlock(screen, vault);
  await screen.window.close();
  return path.join(home, PREFERENCES);
}

/** Whether a process has the vault's database open: the proof that it was unlocked. */
async function hasOpen(pid, file) {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const targets = await Promise.all(
    descriptors.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => "")),
  );
  return targets.includes(file);
}

/** Files below a folder that hold a text, in UTF-8 or as JavaScript keeps it. */
async function filesWith(folder, texts) {
  const found = [];
  let searched = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    searched += 1;
    for (const text of texts) {
      if (bytes.includes(text) || bytes.includes(Buffer.from(text, "utf16le"))) {
        found.push(`${file}: ${text}`);
      }
    }
  }
  return { found, searched };
}

test("nothing of a client is left in memory after a lock, or on the disk", async (desk) => {
  const vault = await vaultOfCanaries(desk);
  const home = desk.path("home");
  await cp(await preferencesFor(desk, vault), path.join(home, PREFERENCES));
  const temporary = path.join(home, "tmp");
  await mkdir(temporary);

  const env = { ...process.env, ...homeAt(home), TMPDIR: temporary };
  const program = spawn(programs.released, { env, stdio: "ignore" });
  desk.finally(() => endProcesses(() => processesOf(programs.released, home), 2_000));
  const window = await until(
    async () => (await windowsOf(program.pid))[0],
    15_000,
    "the window as it is released does not open",
  );
  await until(
    async () => {
      // Nothing tells from outside when the page listens: typed again, the field is filled anew.
      await focus(window);
      await press("ctrl+a");
      await type(passphrase);
      await press("Return");
      await sleep(2_500);
      return hasOpen(program.pid, path.join(vault, "vault.db"));
    },
    30_000,
    "typing the passphrase does not open the vault",
  );
  await sleep(2_500);
  await press("ctrl+k");
  await sleep(500);
  await type("jinsique");
  await sleep(700);
  await press("Return");
  await sleep(1_500);
  for (const tab of ["2", "3", "4", "5", "1"]) {
    await press(tab);
    await sleep(500);
  }
  const shown = await textsInMemory(home, Object.values(CANARIES));
  assert.deepEqual(shown.sort(), Object.values(CANARIES).sort(), "the window has shown everything");

  const limits = await readFile(`/proc/${program.pid}/limits`, "utf8");
  assert.match(limits, /^Max core file size +0 +0 /m, "a crash dumps none of it");

  await press("ctrl+l");
  const [locked] = await until(
    async () => {
      const [process] = await processesOf(programs.released, home);
      return process !== program.pid && (await windowsOf(process)).length > 0 && [process];
    },
    15_000,
    "locking does not start the window anew",
  );
  await sleep(1_500);
  assert.deepEqual(await textsInMemory(home, Object.values(CANARIES)), []);
  await closeWindow((await windowsOf(locked))[0]);
  await until(
    async () => (await processesOf(programs.released, home)).length === 0,
    5_000,
    "the window does not close",
  );

  const { found, searched } = await filesWith(home, Object.values(CANARIES));
  assert.ok(searched > 1, "the search finds files at all");
  assert.deepEqual(found, []);
  const inVault = await filesWith(vault, Object.values(CANARIES));
  assert.deepEqual(inVault.found, []);
  const inSource = await filesWith(desk.folder, [CANARIES.client]);
  assert.ok(inSource.found.length > 0, "the search would find a canary");
});
