// Opening without the passphrase: by a real keychain (GNOME Keyring) at a start, never after a lock; and a
// computer that has none.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fixture, jingwei, makeVault, passphrase } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { until } from "./processes.mjs";
import { chooseTheme, givePassphrase, goTo, quiet, unlock } from "./steps.mjs";
import { homeAt } from "./window.mjs";

/** No service starts on this bus by itself: what the system would start is another keychain than the test's. */
const BUS = `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`;

/** A session bus of the test's own. */
async function ownBus(desk) {
  const file = desk.path("bus.conf");
  await writeFile(file, BUS);
  const bus = spawn("dbus-daemon", [`--config-file=${file}`, "--nofork", "--print-address=1"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  desk.finally(() => bus.kill());
  const [address] = await once(createInterface(bus.stdout), "line");
  return { DBUS_SESSION_BUS_ADDRESS: address };
}

function isThere({ DBUS_SESSION_BUS_ADDRESS: bus }) {
  const asked = ["--print-reply=literal", "--dest=org.freedesktop.DBus", "/"];
  const whether = ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"];
  return execFileSync("dbus-send", [`--bus=${bus}`, ...asked, ...whether]).includes("true");
}

/** A keychain that is unlocked, as after a login; `end` takes it away. */
async function keychain(desk, env) {
  const home = desk.path("keychain");
  await mkdir(home, { recursive: true });
  const service = spawn(
    "gnome-keyring-daemon",
    ["--foreground", "--unlock", "--components=secrets", `--control-directory=${home}`],
    { env: { ...process.env, ...homeAt(home), ...env }, stdio: ["pipe", "ignore", "ignore"] },
  );
  service.stdin.end("login");
  desk.finally(() => service.kill());
  await until(async () => isThere(env), 10_000, "the keychain does not answer");
  return {
    async end() {
      service.kill();
      await once(service, "exit");
    },
  };
}

async function toSecurity(screen) {
  await goTo(screen, "/settings");
  await screen.click("button", "安全");
  await quiet(screen);
}

/** A picture at both sizes. */
async function pictures(desk, screen, name) {
  for (const [width, height] of [
    [1920, 1080],
    [1280, 800],
  ]) {
    await screen.browser.setWindowSize(width, height);
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("keychain", `${name}-${width}.png`));
  }
}

test("a computer without a keychain says so, and asks for the passphrase as ever", async (desk) => {
  const vault = makeVault(desk.folder, fixture("clients.xlsx"));
  const env = await ownBus(desk);
  const screen = await desk.open({ env });
  await unlock(screen, vault);
  await chooseTheme(screen, "深色");
  await toSecurity(screen);
  await screen.click("button", "开启…");
  await screen.sees("这台电脑上没有可用的系统钥匙串");
  await pictures(desk, screen, "none");
  await screen.window.throughRestart(() => screen.press("Control+l"));
  await givePassphrase(screen);
  await screen.find("navigation", "主导航");
});

test("the keychain opens the vault at a start, never after a lock, and no more once it is off", async (desk) => {
  const vault = makeVault(desk.folder, fixture("clients.xlsx"));
  const env = await ownBus(desk);
  const service = await keychain(desk, env);
  const home = desk.path("home");
  await mkdir(home);
  const start = () => desk.open({ env, home });

  let screen = await start();
  await unlock(screen, vault);
  await toSecurity(screen);
  await screen.click("button", "开启…");
  await screen.fill("现在的口令", "not the passphrase");
  await screen.press("Enter");
  await screen.sees("您的口令不对");
  await screen.fill("现在的口令", passphrase);
  await screen.press("Enter");
  await screen.sees("已开启，下次启动由本机钥匙串打开");
  await screen.find("button", "关闭");
  await pictures(desk, screen, "on");
  await screen.window.close();

  screen = await start();
  await screen.find("navigation", "主导航");
  await goTo(screen, "/settings/audit");
  await screen.sees("由本机钥匙串打开了保险库，没有输入口令");

  // A lock outlives the program: closing the locked window is no way around it.
  await screen.window.throughRestart(() => screen.press("Control+l"));
  await screen.find("button", "解锁");
  await screen.window.close();
  screen = await start();
  await screen.find("button", "解锁");
  await screen.seesNoMore("正在用本机钥匙串打开");
  await givePassphrase(screen);
  await screen.find("navigation", "主导航");
  await screen.window.close();
  screen = await start();
  await screen.find("navigation", "主导航");
  await screen.window.close();

  // Without the keychain nothing is lost, and nobody was wrong.
  await service.end();
  screen = await start();
  await screen.sees("没有可用的系统钥匙串");
  await pictures(desk, screen, "refused");
  await givePassphrase(screen);
  await screen.find("navigation", "主导航");
  await toSecurity(screen);
  await screen.click("button", "关闭");
  await screen.sees("里面还留着一条，已打不开任何东西");
  await screen.find("button", "开启…");
  await screen.window.close();
  screen = await start();
  await screen.find("button", "解锁");
  await screen.seesNoMore("钥匙串");
  await screen.window.close();
  const { rows } = jingwei("audit", "list", "--vault", vault);
  const says = rows.map((row) => row.says);
  if (says.some((line) => line.includes("口令不对"))) throw new Error(says.join("\n"));
});
