// Starting: the window is there, once, whatever was before it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "./harness.mjs";
import { endProcesses, processesOf, until } from "./processes.mjs";
import { programs } from "./programs.mjs";
import { homeAt } from "./window.mjs";
import { closeWindow, windowsOf } from "./x11.mjs";

const WINDOW_WITHIN = 10_000;

/** Starts the program without a driver. */
function start(desk) {
  const home = desk.path("home");
  const program = spawn(programs.drivable, {
    env: { ...process.env, ...homeAt(home) },
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => program.once("exit", resolve));
  desk.finally(() => endProcesses(() => processesOf(programs.drivable, home), 2_000));
  return { pid: program.pid, ended, program };
}

const windowOf = (pid) =>
  until(async () => (await windowsOf(pid))[0], WINDOW_WITHIN, `process ${pid} shows no window`);

test("a second start brings the first window forward and ends", async (desk) => {
  const first = start(desk);
  await windowOf(first.pid);
  const second = start(desk);
  assert.equal(await second.ended, 0);
  // Brought forward, it may leave the display for a moment.
  await windowOf(first.pid);
  assert.equal((await windowsOf(first.pid)).length, 1);
});

test("a start right after an end opens a window", async (desk) => {
  for (const pause of [0, 15, 40, 80, 150]) {
    const first = start(desk);
    await closeWindow(await windowOf(first.pid));
    await sleep(pause);
    const second = start(desk);
    await windowOf(second.pid);
    assert.equal(await first.ended, 0);
    second.program.kill();
    await second.ended;
  }
});

test("a start right after a crash opens a window", async (desk) => {
  for (const pause of [0, 5, 10, 20]) {
    const first = start(desk);
    await windowOf(first.pid);
    first.program.kill("SIGKILL");
    await sleep(pause);
    const second = start(desk);
    await windowOf(second.pid);
    second.program.kill();
    await second.ended;
  }
});
