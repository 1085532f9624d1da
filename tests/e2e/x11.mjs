// The window as the display server sees it: for builds that no driver may drive.

import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const xdotool = async (...args) => (await run("xdotool", args)).stdout.trim();

/** The visible windows of a process. */
export async function windowsOf(pid) {
  const which = ["--all", "--onlyvisible", "--pid", String(pid), "--name", "经纬"];
  const found = await xdotool("search", ...which).catch(() => "");
  return found.split("\n").filter(Boolean);
}

/** As the button in its frame does. */
export const closeWindow = (window) =>
  run("python3", [path.join(import.meta.dirname, "close_window.py"), window]);

/** Types into the window that has the focus. */
export const type = (text) => xdotool("type", "--delay", "15", text);

export const press = (...keys) => xdotool("key", "--delay", "30", ...keys);

export const focus = (window) => xdotool("windowfocus", "--sync", window);

/** Turns the wheel down over a point of the display, as fast as fingers do. */
export async function turnWheel(x, y, clicks) {
  await xdotool("mousemove", String(x), String(y));
  await xdotool("click", "--repeat", String(clicks), "--delay", "16", "5");
}
