// What a test is: a name and a body. `run.mjs` runs them.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { artefacts, programs } from "./programs.mjs";
import { Screen } from "./screen.mjs";
import { openWindow } from "./window.mjs";

/** In the order in which the files declare them. */
export const tests = [];

/** @param {string} name @param {(desk: Desk) => Promise<void>} body */
export function test(name, body) {
  tests.push({ name, body });
}

/** What a test has: a folder of its own, and windows that are closed when it ends. */
export class Desk {
  #ends = [];
  #screens = [];

  static async of(name) {
    const desk = new Desk();
    desk.name = name;
    desk.folder = await mkdtemp(path.join(tmpdir(), "jingwei-e2e-"));
    return desk;
  }

  /** A path inside the test's folder. */
  path(name) {
    return path.join(this.folder, name);
  }

  /** Runs when the test ends, well or not; the last first. */
  finally(act) {
    this.#ends.unshift(act);
  }

  /** Opens the window and returns what it shows. */
  async open({ Screen: Hand = Screen, ...options } = {}) {
    const window = await openWindow({ program: programs.drivable, ...options });
    const screen = new Hand(window);
    this.#screens.push(screen);
    this.finally(() => window.close());
    return screen;
  }

  /** Where a picture or file of this name is kept after the tests. */
  async artefact(...names) {
    const file = path.join(artefacts, ...names);
    await mkdir(path.dirname(file), { recursive: true });
    return file;
  }

  /** Keeps what the windows show: all that is in them is fictional. */
  async keepFailure() {
    for (const [at, screen] of this.#screens.entries()) {
      if (screen.window.isClosed) continue;
      const stem = `${this.name.replaceAll(/[^\p{L}\p{N}]+/gu, "-")}-${at + 1}`;
      try {
        await screen.window.screenshot(await this.artefact("failed", `${stem}.png`));
        const source = await screen.browser.getPageSource();
        await writeFile(await this.artefact("failed", `${stem}.html`), source);
      } catch (error) {
        console.log(
          `    nothing could be kept of window ${at + 1}: ${error.message.split("\n")[0]}`,
        );
      }
    }
  }

  async end() {
    for (const act of this.#ends) await act();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
