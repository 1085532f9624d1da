// What a typed text should not hold of a person is told beside its field, and hinders nothing.

import assert from "node:assert/strict";
import { jingwei, makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

const MOBILE = "13800138000";
const CARD = "11010519491231002X";

async function pictures(desk, screen, name) {
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ]) {
    await screen.browser.setWindowSize(width, height);
    await quiet(screen);
    await screen.window.screenshot(await desk.artefact("sensitive", `${name}-${width}.png`));
  }
}

test("a number of a person is told of beside the field while it is typed, and saved all the same", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const client = jingwei("clients", "--vault", vault, "--limit", "1")[0];
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, `/clients/${client.id}`);
  await screen.click("button", "安排拜访");
  await screen.fill("1.", "摸清明年用款，回款 13,800,138,000.00 元");
  await screen.fill("2.", `王总手机 ${MOBILE}`);
  await screen.sees("第 6–16 字像是手机号码");
  await screen.fill("唯一请求", `请带上身份证 ${CARD}，近日住院可改期`);
  await screen.sees("第 8–25 字像是身份证号，第 29–30 字像是健康状况");
  const notes = await screen.browser.execute(() =>
    [...document.querySelectorAll(".sensitive-note:not([hidden])")].map((note) => note.innerText),
  );
  assert.equal(notes.length, 2, "the amount is none");
  for (const note of notes) assert.doesNotMatch(note, /138001|110105|住院/, "told, not repeated");
  await pictures(desk, screen, "visit");
  // The menu is left by Escape, and with it the form, whose draft is kept.
  await chooseTheme(screen, "深色");
  await screen.click("button", "安排拜访");
  await screen.sees("第 6–16 字像是手机号码");
  await pictures(desk, screen, "visit-dark");
  await screen.fill("2.", "王总下周在");
  await screen.seesNoMore("像是手机号码");
  await screen.click("button", "保存");
  await screen.sees("拜访已保存");
  await screen.window.close();
  const visits = jingwei("visit", "list", "--vault", vault, "--client", client.number);
  assert.ok(visits.some((visit) => visit.ask?.includes(CARD)));
});

test("jobs of a person and a reason are looked at, too", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const client = jingwei("clients", "--vault", vault, "--limit", "1")[0];
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, `/clients/${client.id}?tab=people`);
  await screen.click("button", "添加联系人");
  await screen.fill("职务", `财务总监 ${MOBILE}`);
  await screen.sees("第 6–16 字像是手机号码");
  await pictures(desk, screen, "person");
  await screen.press("Escape");
  await goTo(screen, "/clients");
  await screen.click("button", "导出");
  await screen.fill("导出用途", `报送 ${CARD}`);
  await screen.sees("第 4–21 字像是身份证号");
  await pictures(desk, screen, "export");
});
