// A block copied in a spreadsheet becomes an import.

import { makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

const CLIENTS =
  "客户编号\t客户名称\t管户客户经理\r\nK1\t示例甲有限公司\t林晓\r\nK2\t示例乙有限公司\t林晓\r\n";

/** Puts a block where a spreadsheet would. */
function copy(screen, block) {
  return screen.browser.executeAsync((text, done) => {
    window.__TAURI_INTERNALS__.invoke("app_copy_text", { text }).then(done, done);
  }, block);
}

test("a copied table is pasted, previewed, committed and taken back", async (desk) => {
  const vault = makeVault(desk.folder);
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/clients");
  await copy(screen, CLIENTS);
  await screen.press("Control+v");
  await screen.find("button", "提交 2 行");
  await screen.sees("示例乙有限公司");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("paste", "preview.png"));
  await screen.press("Control+Enter");
  await screen.find("heading", "导入完成");
  // A field that is typed in keeps its key.
  await goTo(screen, "/clients");
  await copy(screen, "示例乙");
  await screen.press("/");
  await screen.press("Control+v");
  await screen.seesNoMore("示例甲有限公司");
  await screen.sees("示例乙有限公司");

  await goTo(screen, "/import");
  await screen.click("button", "最近导入");
  await screen.sees("粘贴 20");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("paste", "history.png"));
  await screen.click("button", "撤销“粘贴");
  await screen.sees("已撤销");
});

test("a block without a header is asked for what it does not show", async (desk) => {
  const vault = makeVault(desk.folder);
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/import");
  await copy(screen, "");
  await screen.click("button", "粘贴表格");
  await screen.sees("剪贴板里没有表格");
  await screen.window.screenshot(await desk.artefact("paste", "nothing.png"));
  await copy(screen, "620000000001\tK1\t1,200.50\n620000000002\tK2\t800\n");
  await screen.press("Control+v");
  await screen.sees("没有写金额单位");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("paste", "asked.png"));
  await chooseTheme(screen, "深色");
  await screen.window.screenshot(await desk.artefact("paste", "asked-dark.png"));
});
