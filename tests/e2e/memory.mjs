// Memory of a whole program, all of its processes together: how much it is, and what is in it.

import { open, readdir, readFile } from "node:fs/promises";
import { environmentOf } from "./processes.mjs";

/** Every process with this home but the driver, the web view's own among them. */
async function allProcesses(home) {
  const found = [];
  for (const process of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    if ((await environmentOf(process)).HOME !== home) continue;
    const name = await readFile(`/proc/${process}/comm`, "utf8").catch(() => "");
    if (!name.startsWith("WebKitWebDriver")) found.push(process);
  }
  return found;
}

/** MiB of all processes with this home. */
export async function memoryOf(home) {
  let kib = 0;
  for (const process of await allProcesses(home)) {
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

const CHUNK = 1 << 22;
const PAGE = 4096;
/** In a process's page map: the page is in memory, or swapped out. */
const HELD = 0xc0;

/** Which of the texts the processes with this home hold in memory they can write to. */
export async function textsInMemory(home, texts) {
  const wanted = new Map(
    texts.map((text) => [text, [Buffer.from(text), Buffer.from(text, "utf16le")]]),
  );
  const found = new Set();
  for (const process of await allProcesses(home)) {
    for await (const bytes of writtenMemory(process)) {
      for (const [text, forms] of wanted) {
        if (forms.some((form) => bytes.includes(form))) found.add(text);
      }
    }
  }
  return [...found];
}

/** Pieces of what a process has written, overlapping, so that no text lies between two. */
async function* writtenMemory(process) {
  const maps = await readFile(`/proc/${process}/maps`, "utf8").catch(() => "");
  const memory = await open(`/proc/${process}/mem`).catch(() => null);
  const pages = await open(`/proc/${process}/pagemap`).catch(() => null);
  try {
    if (!memory || !pages) return;
    for (const [, from, to] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)) {
      for await (const run of heldRuns(pages, Number.parseInt(from, 16), Number.parseInt(to, 16))) {
        for (let at = run.from; at < run.to; at += CHUNK - 1024) {
          const bytes = Buffer.allocUnsafe(Math.min(CHUNK, run.to - at));
          // Pages of a device, or let go meanwhile, cannot be read.
          const read = await memory.read(bytes, 0, bytes.length, at).catch(() => null);
          if (read) yield bytes.subarray(0, read.bytesRead);
        }
      }
    }
  } finally {
    await memory?.close();
    await pages?.close();
  }
}

/** The runs of pages that exist: a script engine reserves gigabytes and touches few of them. */
async function* heldRuns(pages, from, to) {
  let began = null;
  for (let at = from; at < to; at += PAGE * 65536) {
    const count = Math.min(65536, (to - at) / PAGE);
    const { buffer, bytesRead } = await pages.read(
      Buffer.alloc(count * 8),
      0,
      count * 8,
      (at / PAGE) * 8,
    );
    for (let page = 0; page < bytesRead / 8; page += 1) {
      const isHeld = (buffer[page * 8 + 7] & HELD) !== 0;
      if (isHeld) began ??= at + page * PAGE;
      else if (began !== null) {
        yield { from: began, to: at + page * PAGE };
        began = null;
      }
    }
  }
  if (began !== null) yield { from: began, to };
}
