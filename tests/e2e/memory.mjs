// Memory of a whole program: the proportional set size of all of its processes.

import { readdir, readFile } from "node:fs/promises";
import { environmentOf } from "./processes.mjs";

/** MiB of every process with this home but the driver, the web view's own among them. */
export async function memoryOf(home) {
  let kib = 0;
  for (const process of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    if ((await environmentOf(process)).HOME !== home) continue;
    const name = await readFile(`/proc/${process}/comm`, "utf8").catch(() => "");
    if (name.startsWith("WebKitWebDriver")) continue;
    const rollup = await readFile(`/proc/${process}/smaps_rollup`, "utf8").catch(() => "");
    kib += Number(rollup.match(/^Pss:\s+(\d+) kB/m)?.[1] ?? 0);
  }
  return kib / 1024;
}

/** Where `starttime` stands in /proc/PID/stat, counted after the name. */
const STARTTIME = 19;

/** Wall-clock milliseconds since the epoch at which a process began, to 10 ms. */
export async function beginOf(pid) {
  const [uptime] = (await readFile("/proc/uptime", "utf8")).split(" ").map(Number);
  const booted = Date.now() - uptime * 1000;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = fields[STARTTIME];
  return booted + Number(ticks) * 10;
}
