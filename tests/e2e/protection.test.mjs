// What of a client is masked, kept and erased, and that each of it is on record.

import assert from "node:assert/strict";
import { jingwei, makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

/** A picture at both sizes, in both looks. */
async function pictures(desk, screen, name) {
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ]) {
    await screen.browser.setWindowSize(width, height);
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("protection", `${name}-${width}.png`));
  }
}

/** The first client of the demo with accounts, people and loans. */
function firstClient(vault) {
  const clients = jingwei("clients", "--vault", vault, "--limit", "1");
  return clients[0];
}

/** Shows the window as paper would, with what documents bring along; returns the headings that are seen. */
async function printed(screen) {
  return screen.browser.execute(() => {
    for (const sheet of document.styleSheets) {
      for (const rule of sheet.cssRules) {
        if (rule.media?.mediaText === "print") rule.media.mediaText = "all";
      }
    }
    return [...document.querySelectorAll("h1, h2, h3")]
      .filter((heading) => heading.checkVisibility())
      .map((heading) => heading.textContent);
  });
}

async function asOnScreen(screen) {
  await screen.browser.execute(() => {
    for (const sheet of document.styleSheets) {
      for (const rule of sheet.cssRules) {
        if (rule.media?.mediaText === "all") rule.media.mediaText = "print";
      }
    }
  });
}

const text = (screen) => screen.browser.execute(() => document.body.innerText);

test("a number is masked, shown whole for a while, and the look is on record", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const client = firstClient(vault);
  const revealed = ["--reveal", "--reason", "核对", "--client", client.number];
  const dossier = jingwei("dossier", "--vault", vault, ...revealed);
  const whole = dossier.accounts.map((account) => account.number);
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, `/clients/${client.id}?tab=business`);
  await screen.sees("••••");
  const page = await screen.browser.execute(() => document.documentElement.outerHTML);
  for (const number of whole) assert.equal(page.includes(number), false, "the page has no number");
  await pictures(desk, screen, "masked");
  const tail = `••••${whole[0].slice(-4)}`;
  await screen.click("button", `显示完整号码 ${tail}`);
  await screen.sees(whole[0]);
  await pictures(desk, screen, "revealed");
  await screen.click("button", "收起完整号码");
  await screen.seesNoMore(whole[0]);
  await goTo(screen, "/settings/audit");
  await screen.sees(`显示了完整账号 ${tail}`);
  assert.equal((await text(screen)).includes(whole[0]), false);
  await pictures(desk, screen, "trail");
});

test("a client on hold stays, and is erased with proof once the hold is lifted", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const client = firstClient(vault);
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, `/clients/${client.id}?tab=people`);
  const first = await screen.browser.execute(
    () => document.querySelector(".people-who bdi").textContent,
  );
  await screen.click("button", `清除 ${first}`);
  await screen.sees("会留下");
  await pictures(desk, screen, "person");
  await screen.fill("原因", `${first}要求`);
  await screen.click("button", "清除，不能恢复");
  await screen.sees("请改写原因");
  await screen.fill("原因", "本人来电要求");
  await screen.click("button", "清除，不能恢复");
  await screen.sees("清除证明");
  await pictures(desk, screen, "proof");
  // Whatever was read before, paper shows the proof alone.
  assert.deepEqual(await printed(screen), ["清除证明"]);
  await screen.window.screenshot(await desk.artefact("protection", "proof-printed.png"));
  await asOnScreen(screen);
  await screen.click("button", "关闭");
  await screen.seesNoMore(first);

  await screen.click("button", "更多");
  await screen.click("menuitem", "设置保全…");
  await screen.fill("保全的原因", "配合调查");
  await pictures(desk, screen, "hold");
  await screen.click("button", "设置保全");
  await screen.sees("保全中");
  // The menu opens under a dialog that has not gone yet, and closes with it.
  await screen.seesNoMore("保全的原因");
  await quiet(screen);
  await screen.click("button", "更多");
  await screen.click("menuitem", "清除这户客户…");
  await screen.sees("正在保全");
  await pictures(desk, screen, "held");
  await screen.click("button", "取消");
  await screen.click("button", "更多");
  await screen.click("menuitem", "解除保全…");
  await screen.fill("解除的原因", "调查结束");
  await screen.click("button", "解除保全");
  await screen.seesNoMore("保全中");
  await screen.seesNoMore("解除的原因");
  await quiet(screen);
  await screen.click("button", "更多");
  await screen.click("menuitem", "清除这户客户…");
  await screen.sees("会留下");
  await pictures(desk, screen, "client");
  await screen.fill("原因", "销户满十年");
  await screen.click("button", "清除，不能恢复");
  await screen.sees("清除证明");
  await screen.click("button", "关闭");
  await screen.seesNoMore(client.name);
  await goTo(screen, "/settings");
  await screen.click("button", "信息保护");
  await screen.sees("销户满十年");
  await pictures(desk, screen, "settings");
  await goTo(screen, "/clients");
  await chooseTheme(screen, "深色");
  await goTo(screen, "/settings");
  await screen.click("button", "信息保护");
  await pictures(desk, screen, "settings-dark");
});
