// Today leads to the very thing: a planned visit opens itself, and its pack is one click away.

import { makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { goTo, quiet, unlock } from "./steps.mjs";

test("a planned visit opens itself from today, and its pack is made in one click", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeDemoVault(desk.folder));
  await screen.click("radio", "拜访");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("today", "visits.png"));
  await screen.click("button", "资料包");
  await screen.find("button", "完成并存入文档库");
  await goTo(screen, "/today");
  await screen.click("radio", "拜访");
  await screen.press("j");
  await screen.press("Enter");
  await screen.find("heading", "修改拜访");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("today", "visit.png"));
  // Left open, it does not follow into a room where it would cover what is shown.
  await goTo(screen, "/clients");
  await screen.seesNoMore("修改拜访");
});
