// What a user does more than once.

import { passphrase } from "./fixtures.mjs";

/** At the start page: the vault to open, up to its passphrase. */
export async function chooseVault(screen, vault) {
  await screen.click("button", "打开其他保险库");
  await screen.fill("保险库所在的文件夹", vault);
  await screen.click("button", "下一步");
  await screen.find("textbox", "口令");
}

/** Types the passphrase where it is asked for. */
export async function givePassphrase(screen, words = passphrase) {
  await screen.fill("口令", words);
  await screen.click("button", "解锁");
}

/** Unlocks a vault that was not opened here before. */
export async function unlock(screen, vault) {
  await chooseVault(screen, vault);
  await givePassphrase(screen);
  await screen.find("navigation", "主导航");
}

/** Makes a vault in the window, up to its first steps; what the recovery key is, comes back. */
export async function createVault(screen, folder) {
  await screen.click("button", "新建保险库");
  await screen.fill("您的姓名", "林晓");
  await screen.fill("工号", "000001");
  await screen.fill("放在哪个文件夹", folder);
  await screen.fill("口令", passphrase);
  await screen.fill("再输入一次", passphrase);
  await screen.click("button", "建立保险库");
  const key = await screen.find("list", "请保管好恢复密钥", 20_000);
  const groups = (await key.getText()).match(/[0-9A-Z]{4}/g);
  for (const [at, group] of groups.entries()) {
    const name = `第 ${at + 1} 组`;
    if (await screen.has("textbox", name)) await screen.fill(name, group);
  }
  await screen.click("button", "我已保管好");
  return groups.join("-");
}

/** Goes to an address of the desk. */
export async function goTo(screen, address) {
  await screen.browser.execute((to) => {
    location.hash = to;
  }, address);
  await quiet(screen);
}

/** Chooses how the window looks, by the name in its menu, and waits until the menu is gone. */
export async function chooseTheme(screen, called) {
  await screen.click("button", "外观");
  await quiet(screen);
  await screen.click("menuitem", called);
  await screen.press("Escape");
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
