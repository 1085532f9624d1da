// The processes of one run, found by the home they were given.

import { readdir, readFile, readlink } from "node:fs/promises";

/** Asks again until the answer is true, and returns it. */
export async function until(answer, within, otherwise) {
  const end = performance.now() + within;
  for (;;) {
    const given = await answer();
    if (given) return given;
    if (performance.now() > end) throw new Error(`${otherwise} (within ${within / 1000} s)`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A process's environment; empty where it has ended or is somebody else's. */
export async function environmentOf(process) {
  const text = await readFile(`/proc/${process}/environ`, "utf8").catch(() => "");
  return Object.fromEntries(
    text
      .split("\0")
      .filter((line) => line.includes("="))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

/** The processes of a program with this home, oldest first. */
export async function processesOf(program, home) {
  const found = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    const image = await readlink(`/proc/${name}/exe`).catch(() => "");
    if (image !== program) continue;
    if ((await environmentOf(name)).HOME === home) found.push(Number(name));
  }
  return found.sort((one, other) => one - other);
}

/** Whether a process holds nothing any more: one that ends loses its image before it lets go of its files. */
export async function isOver(pid) {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  if (threads.length === 0) return true;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const state = stat.slice(stat.lastIndexOf(")") + 2)[0] ?? "Z";
  return state === "Z" && threads.length === 1;
}

/** Asks processes to end, then makes them. */
export async function endProcesses(processes, within) {
  const signal = async (name) => {
    for (const one of await processes()) {
      try {
        process.kill(one, name);
      } catch {
        // It ended meanwhile.
      }
    }
  };
  const gone = async () => (await processes()).length === 0;
  if (await gone()) return;
  await signal("SIGTERM");
  await until(gone, within, "").catch(() => signal("SIGKILL"));
  await until(gone, within, "a process does not end");
}
