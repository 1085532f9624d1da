// What is said at the foot of the window, and the way back from it.

import { jingwei, makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { goTo, unlock } from "./steps.mjs";

test("an undo that comes too late says so", async (desk) => {
  const vault = makeVault(desk.folder);
  const at = ["--vault", vault];
  const { client } = jingwei("client", "add", "--name", "示例甲有限公司", "--number", "K1", ...at);
  jingwei("visit", "plan", "--client", "K1", "--on", "2099-12-30", ...at);
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, `/clients/${client}?tab=contacts`);
  await screen.click("button", "取消");
  await screen.fill("取消的原因", "对方改期");
  await screen.press("Escape");
  await screen.seesNoMore("取消的原因");
  await screen.click("button", "取消");
  await screen.fill("取消的原因", "对方改期");
  await screen.press("Enter");
  await screen.sees("拜访已取消");
  // By hand, before the notice goes.
  await screen.click("button", "恢复");
  await screen.find("button", "取消");
  await screen.press("Control+z");
  await screen.sees("已被改动");
});
