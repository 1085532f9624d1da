// The real window under a virtual display: starts the program through WebKit's driver and drives it as a
// user would. Needs a display and a session bus: `xvfb-run -a dbus-run-session -- node …`.

import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRequire } from "node:module";

// The packages are those of the page; this folder has none of its own.
const require = createRequire(new URL("../../ui/package.json", import.meta.url));
const { remote } = await import(require.resolve("webdriverio"));

const STARTS_WITHIN = 15_000;

/** A port nobody listens on. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilListening(port) {
  const end = Date.now() + STARTS_WITHIN;
  while (Date.now() < end) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`WebKitWebDriver does not answer on port ${port}`);
}

/**
 * Opens the program with a home of its own, so that nothing of another run is seen.
 *
 * @param {{ program: string, width?: number, height?: number, home?: string, env?: object }} options
 * @returns {Promise<{ browser: object, home: string, screenshot: Function, close: Function }>}
 */
export async function openWindow({ program, width = 1280, height = 800, home, env = {} }) {
  const ownHome = home ?? (await mkdtemp(path.join(tmpdir(), "jingwei-window-")));
  const port = await freePort();
  const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...process.env,
      HOME: ownHome,
      XDG_CONFIG_HOME: path.join(ownHome, "config"),
      XDG_DATA_HOME: path.join(ownHome, "data"),
      XDG_CACHE_HOME: path.join(ownHome, "cache"),
      TAURI_WEBVIEW_AUTOMATION: "true",
      ...env,
    },
  });
  await untilListening(port);
  const browser = await remote({
    hostname: "127.0.0.1",
    port,
    logLevel: "error",
    capabilities: {
      "wdio:enforceWebDriverClassic": true,
      "webkitgtk:browserOptions": { binary: program },
    },
  });
  await browser.setWindowSize(width, height);
  return {
    browser,
    home: ownHome,
    /** Writes what the window shows now. */
    async screenshot(file) {
      await settled(browser);
      await writeFile(file, Buffer.from(await browser.takeScreenshot(), "base64"));
    },
    async close() {
      await browser.deleteSession().catch(() => {});
      driver.kill();
      if (!home) await rm(ownHome, { recursive: true, force: true });
    },
  };
}

/** Two frames and a moment: a picture taken earlier may show the frame before. */
async function settled(browser) {
  await browser.executeAsync((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150)));
  });
}
