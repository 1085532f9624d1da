// Measures what is done to a whole vault, in the window: unlocking, an import of one line a client from its file
// to the preview, its commit and undo, and a verified backup.
// `node tests/e2e/vault-speed.mjs VAULT FILE`, with a display and a session bus, as speed.mjs.
//
// VAULT is made by large-vault.mjs, FILE is the month after it, which it leaves beside the vault. VAULT is copied
// first. Ends with 1 when a budget is missed.

import { cp, mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { passphrase } from "./fixtures.mjs";
import { Desk } from "./harness.mjs";
import { memoryOf } from "./memory.mjs";
import { chooseVault, goTo, quiet } from "./steps.mjs";
import { timed } from "./stopwatch.mjs";

const SIZE = { width: 1440, height: 900 };
const WITHIN = 120_000;
/** Of the memory's samples. */
const EVERY_MS = 100;

let isOver = false;

function report(what, value, unit, budget, note = "") {
  isOver ||= budget !== null && value > budget;
  const verdict = budget === null ? "" : value <= budget ? "ok" : "OVER";
  const limit = budget === null ? "" : `≤ ${Math.round(budget * 100) / 100} ${unit}`;
  console.log(`${what} | ${Math.round(value * 100) / 100} ${unit} | ${limit} | ${verdict} | ${note}`);
}

/** Seconds until `act` has shown its end, and the most memory all processes together held meanwhile, in MiB. */
async function watched(screen, act) {
  let most = 0;
  let isDone = false;
  const watching = (async () => {
    while (!isDone) {
      most = Math.max(most, await memoryOf(screen.window.home));
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    }
  })();
  const began = performance.now();
  await act();
  const seconds = (performance.now() - began) / 1000;
  isDone = true;
  await watching;
  return { seconds, most };
}

async function unlocking(screen, vault) {
  await chooseVault(screen, vault);
  await screen.fill("口令", "不是这个口令");
  const refused = await timed(screen, "keydown", () => screen.press("Enter"), {
    until: "[role=alert]",
  });
  await screen.fill("口令", passphrase);
  const opened = await timed(screen, "keydown", () => screen.press("Enter"), { until: "nav" });
  report("unlocking, from Enter to the first page", opened / 1000, "s", 1.5);
  report("of which stretching, by a passphrase refused", refused / 1000, "s", 1);
}

async function importing(screen, file) {
  await goTo(screen, "/import");
  await quiet(screen);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  const idle = await memoryOf(screen.window.home);
  await screen.window.choose(file);
  const preview = await watched(screen, async () => {
    await screen.click("button", "选择文件");
    await screen.find("button", "提交 1", WITHIN);
  });
  report("from the file to the preview", preview.seconds, "s", 6, path.basename(file));
  const note = `${Math.round(preview.most)} MiB at most, idle ${Math.round(idle)} MiB`;
  report("memory over the idle window", preview.most - idle, "MiB", 150, note);
  const commit = await watched(screen, async () => {
    await screen.press("Control+Enter");
    await screen.find("heading", "导入完成", WITHIN);
  });
  report("commit", commit.seconds, "s", null);
  const undo = await watched(screen, async () => {
    await screen.click("button", "撤销");
    await screen.sees("已撤销", WITHIN);
  });
  report("undo, no longer than its commit", undo.seconds, "s", commit.seconds);
}

async function backingUp(screen, vault) {
  await goTo(screen, "/settings");
  await screen.click("button", "备份");
  const mib = (await stat(path.join(vault, "vault.db"))).size / 1024 ** 2;
  const backup = await watched(screen, async () => {
    await screen.click("button", "立即备份");
    await screen.sees("备份完成并已校验", WITHIN);
  });
  // The budget is that of 200 MB.
  report("backup, verified", backup.seconds, "s", 6 * Math.max(1, mib / 200), `${Math.round(mib)} MiB`);
}

const [given, file] = process.argv.slice(2).map((name) => path.resolve(name));
const folder = await mkdtemp(path.join(tmpdir(), "jingwei-speed-"));
const desk = await Desk.of("vault-speed");
try {
  const vault = path.join(folder, "large.vault");
  await cp(given, vault, { recursive: true });
  const screen = await desk.open(SIZE);
  await unlocking(screen, vault);
  await importing(screen, file);
  await backingUp(screen, vault);
} catch (error) {
  await desk.keepFailure();
  throw error;
} finally {
  await desk.end();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = isOver ? 1 : 0;
