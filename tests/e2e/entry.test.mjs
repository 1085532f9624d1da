// What no list has brought is typed: a client, a person, and whose the rows are that wait.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { jingwei, makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { createVault, goTo, quiet, unlock } from "./steps.mjs";

test("an empty desk comes to its pack without any list", async (desk) => {
  const screen = await desk.open();
  await createVault(screen, desk.folder);
  await screen.click("button", "先看看");
  await screen.click("link", "客户");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("entry", "nobody.png"));
  await screen.click("button", "新客户");
  await screen.fill("统一社会信用代码", "9100");
  await screen.press("Control+Enter");
  await screen.sees("请填写客户名称");
  await screen.sees("统一社会信用代码应为 18 位，这里是 4 位");
  assert.equal((await screen.focused()).name, "客户名称");
  await screen.window.screenshot(await desk.artefact("entry", "refused.png"));
  await screen.fill("客户名称", "示例手录有限公司");
  await screen.fill("统一社会信用代码", "91000000DEM000014K");
  await screen.fill("客户编号", "H1");
  await screen.fill("注册资本", "5,000");
  await screen.press("Control+Enter");
  await screen.find("heading", "示例手录有限公司");
  await quiet(screen);
  await screen.press("3");
  await screen.click("button", "添加联系人");
  await screen.fill("姓名", "沈知衡");
  await screen.fill("职务", "董事长、法定代表人");
  await screen.window.screenshot(await desk.artefact("entry", "person.png"));
  await screen.press("Control+Enter");
  await screen.sees("已保存");
  await screen.sees("董事长、法定代表人");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("entry", "people.png"));
  await screen.click("button", "修改客户资料");
  await screen.fill("主办客户经理", "周予安");
  await screen.press("Control+Enter");
  await screen.sees("周予安");
  await screen.press("Control+z");
  await screen.seesNoMore("周予安");
  await screen.click("button", "拜访资料包");
  await screen.find("button", "完成并存入文档库");
  await screen.find("region", "第 1 页");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("entry", "pack.png"));
});

test("rows of an unknown number are given to a client, and taken back", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const balances = desk.path("october.csv");
  const head = "账户编号,客户编号,客户名称,储种,币种,数据日期,当期余额";
  await writeFile(
    balances,
    `${head}\n62009,X9,示例别名有限公司,单位活期存款,CNY,2026-10-31,77.00\n`,
  );
  jingwei("--vault", vault, "import", balances, "--unit", "元");
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, "/import");
  await screen.sees("示例别名有限公司");
  await screen.click("button", "归到客户…");
  await screen.type("jg");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("entry", "assign.png"));
  await screen.press("Enter");
  await screen.sees("已保存，等待这户的 1 行已入库");
  await screen.seesNoMore("示例别名有限公司");
  await screen.press("Control+z");
  await screen.sees("示例别名有限公司");
  await screen.click("button", "新客户");
  await quiet(screen);
  const name = await screen.find("textbox", "客户名称");
  assert.equal(await name.getValue(), "示例别名有限公司");
  await screen.window.screenshot(await desk.artefact("entry", "prefilled.png"));
});

test("a person gets another name, stays the same one, and an undo brings the old one back", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const [client] = jingwei("clients", "--vault", vault, "--limit", "1");
  const [first, second] = jingwei("dossier", "--vault", vault, "--client", client.number).people;
  const screen = await desk.open();
  await unlock(screen, vault);
  await goTo(screen, `/clients/${client.id}?tab=people`);
  await screen.click("button", `修改联系人 ${first.name}`);
  await screen.fill("姓名", second.name);
  await screen.sees("仍是同一位联系人");
  await screen.press("Control+Enter");
  await screen.sees("已有同名的联系人");
  await screen.window.screenshot(await desk.artefact("entry", "same-name.png"));
  await screen.fill("姓名", "改名后");
  await screen.press("Control+Enter");
  await screen.find("button", "修改联系人 改名后");
  await screen.seesNoMore(first.name);
  await goTo(screen, "/settings/audit");
  await screen.sees("修改了联系人");
  await screen.sees(first.name);
  await goTo(screen, `/clients/${client.id}?tab=people`);
  await screen.press("Control+z");
  await screen.find("button", `修改联系人 ${first.name}`);
  await screen.seesNoMore("改名后");
});
