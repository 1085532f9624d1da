// What a user does more than once.

import { passphrase } from "./fixtures.mjs";

/** At the start page: the vault to open, up to its passphrase. */
export async function chooseVault(screen, vault) {
  await screen.fill("保险库文件夹", vault);
}

/** Unlocks a vault at the start page. */
export async function unlock(screen, vault) {
  await chooseVault(screen, vault);
  await screen.fill("口令", passphrase);
  await screen.click("button", "解锁");
  await screen.find("navigation", "主导航");
}

/** Goes to an address of the desk. */
export async function goTo(screen, address) {
  await screen.browser.execute((to) => {
    location.hash = to;
  }, address);
  await quiet(screen);
}

/** Waits until nothing is loading and nothing moves. */
export async function quiet(screen) {
  await screen.browser.executeAsync((done) => {
    let last = performance.now();
    const seen = new MutationObserver(() => {
      last = performance.now();
    });
    seen.observe(document.documentElement, { subtree: true, childList: true, attributes: true });
    const began = performance.now();
    const look = () => {
      const now = performance.now();
      if (now - last > 300 || now - began > 5_000) {
        seen.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(done));
      } else setTimeout(look, 50);
    };
    look();
  });
}
