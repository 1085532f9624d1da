// What a label of a file means is said in the preview, remembered, and forgotten again.

import { writeFile } from "node:fs/promises";
import { makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

test("an unknown label is asked for in the preview and remembered", async (desk) => {
  const vault = makeVault(desk.folder);
  const clients = desk.path("clients.csv");
  await writeFile(
    clients,
    "客户编号,客户名称,行业,管户客户经理\nK1,示例甲有限公司,次新股,林晓\nK2,示例乙有限公司,机床,林晓（000001）\nK3,示例丙有限公司,专用设备制造业,林晓\n",
  );
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/import");
  await screen.window.choose(clients);
  await screen.click("button", "选择文件");
  await screen.find("region", "值对应");
  await screen.sees("次新股");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("values", "asked.png"));
  await screen.click("combobox", "“次新股”是指");
  await screen.type("计算机");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("values", "choosing.png"));
  await screen.press("Enter");
  await screen.sees("次新股 → 计算机、通信和其他电子设备制造业");
  await screen.click("button", "采用唯一的建议（2 个）");
  await screen.sees("机床 → 通用设备制造业");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("values", "said.png"));
  await chooseTheme(screen, "深色");
  await screen.window.screenshot(await desk.artefact("values", "said-dark.png"));
  await screen.press("Control+Enter");
  await screen.find("heading", "导入完成");
  await screen.click("button", "最近导入");
  await screen.find("region", "记住的值对应");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("values", "remembered.png"));
  await screen.click("button", "删除“机床”的对应");
  await screen.seesNoMore("机床 →");
  await screen.sees("次新股 →");
});
