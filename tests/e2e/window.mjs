// The real window under a virtual display: starts the program through WebKit's driver and drives it as a
// user would. Needs a display and a session bus: `xvfb-run -a dbus-run-session -- node …`.

import { spawn } from "node:child_process";
import { appendFile, mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { endProcesses, environmentOf, isOver, processesOf, until } from "./processes.mjs";
import { artefacts } from "./programs.mjs";

// The packages are those of the page; this folder has none of its own.
const require = createRequire(new URL("../../ui/package.json", import.meta.url));
const { remote } = await import(require.resolve("webdriverio"));

const STARTS_WITHIN = 20_000;
const ENDS_WITHIN = 5_000;

/** The folders of a user who has nothing yet. */
export function homeAt(folder) {
  return {
    HOME: folder,
    XDG_CONFIG_HOME: path.join(folder, "config"),
    XDG_DATA_HOME: path.join(folder, "data"),
    XDG_CACHE_HOME: path.join(folder, "cache"),
  };
}

/** A port nobody listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** WebKit's driver, answering. With a target it drives a program that runs already. */
async function startDriver(env, { target, under = [] } = {}) {
  const port = await freePort();
  // What GTK and Mesa have to say; a fault of the program is among it.
  await mkdir(artefacts, { recursive: true });
  const log = await open(path.join(artefacts, "driver.log"), "a");
  const isTraced = under.length > 0;
  const command = [...under, "WebKitWebDriver", `--port=${port}`];
  if (target) command.push(`--target=${target}`);
  const driver = spawn(command[0], command.slice(1), {
    detached: isTraced,
    stdio: ["ignore", log.fd, log.fd],
    env,
  });
  await log.close();
  await until(
    async () => (await fetch(`http://127.0.0.1:${port}/status`).catch(() => null))?.ok,
    STARTS_WITHIN,
    `WebKitWebDriver does not answer on port ${port}`,
  );
  // A tracer would leave the driver running, so its whole group ends. An untraced driver goes alone: the
  // program that a lock has started anew belongs to its group and goes on.
  return { port, end: () => (isTraced ? process.kill(-driver.pid) : driver.kill()) };
}

function session(port, options) {
  return remote({
    hostname: "127.0.0.1",
    port,
    logLevel: "silent",
    // A start that fails is a fault to be seen: no second try.
    connectionRetryTimeout: STARTS_WITHIN,
    connectionRetryCount: 0,
    capabilities: {
      "wdio:enforceWebDriverClassic": true,
      "webkitgtk:browserOptions": options,
    },
  });
}

/**
 * Opens the program with a home of its own, so that nothing of another run is seen.
 *
 * @param {{
 *   program: string, width?: number, height?: number, home?: string, env?: object, under?: string[]
 * }} options `under`: a command that starts the driver, and with it all that is driven
 */
export async function openWindow({ program, width = 1280, height = 800, home, env = {}, under }) {
  const ownHome = home ?? (await mkdtemp(path.join(tmpdir(), "jingwei-window-")));
  const choices = path.join(ownHome, "choices");
  const environment = {
    ...process.env,
    ...homeAt(ownHome),
    TAURI_WEBVIEW_AUTOMATION: "true",
    JINGWEI_E2E_CHOICES: choices,
    // Mesa complains when its cache goes before it does.
    MESA_SHADER_CACHE_DISABLE: "true",
    ...env,
  };
  let driver = await startDriver(environment, { under });

  const window = {
    browser: await session(driver.port, { binary: program }),
    home: ownHome,
    isClosed: false,

    /** What the program answers itself instead of the next dialog: these paths, or none. */
    async choose(...paths) {
      await appendFile(choices, `${paths.join("\t")}\n`);
    },

    /** Choices that no dialog has asked for. */
    async choicesLeft() {
      return (await readFile(choices, "utf8").catch(() => "")).split("\n").filter(Boolean);
    },

    /** Writes what the window shows now. */
    async screenshot(file) {
      await settled(this.browser);
      await writeFile(file, Buffer.from(await this.browser.takeScreenshot(), "base64"));
    },

    /**
     * Does what makes the program start anew (locking does), and drives the new process.
     *
     * @param {() => Promise<unknown>} act
     */
    async throughRestart(act) {
      const [before] = await processesOf(program, ownHome);
      // The process may end before the driver has said that the key was pressed.
      await act().catch(() => undefined);
      const after = await until(
        async () => (await processesOf(program, ownHome)).find((process) => process !== before),
        STARTS_WITHIN,
        "the program did not start anew",
      );
      // It has its predecessor's environment, and so listens where that did.
      const target = (await environmentOf(after)).WEBKIT_INSPECTOR_SERVER;
      driver.end();
      driver = await startDriver(environment, { target });
      this.browser = await until(
        () => session(driver.port, {}).catch(() => null),
        STARTS_WITHIN,
        "the program that started anew cannot be driven",
      );
      await this.browser.setWindowSize(width, height);
    },

    /** Ends the program and waits for its end: a start meanwhile would find it and end itself. */
    async close() {
      if (this.isClosed) return;
      this.isClosed = true;
      const own = await processesOf(program, ownHome);
      await this.browser.deleteSession().catch(() => {});
      await endProcesses(() => processesOf(program, ownHome), ENDS_WITHIN);
      const over = async () => (await Promise.all(own.map(isOver))).every(Boolean);
      await until(over, ENDS_WITHIN, "the window does not let go of its files");
      driver.end();
      if (!home)
        await rm(ownHome, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
  await window.browser.setWindowSize(width, height);
  return window;
}

/** Two frames and a moment: a picture taken earlier may show the frame before. */
async function settled(browser) {
  await browser.executeAsync((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150)));
  });
}
