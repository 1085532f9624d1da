// What a month end still lacks: on the import page, and in a line of today.

import { writeFile } from "node:fs/promises";
import { makeVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { chooseTheme, goTo, quiet, unlock } from "./steps.mjs";

/** The last day of the month `back` months before this one. */
function monthEnd(back) {
  const now = new Date();
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth() - back + 1, 0));
  return day.toISOString().slice(0, 10);
}

const NAMES = Array.from(
  { length: 30 },
  (_, at) => `示例第${String(at + 1).padStart(2, "0")}号先进装备智能制造科技集团股份有限公司`,
);

async function files(desk) {
  const [last, before] = [monthEnd(1), monthEnd(2)];
  const balances = (day, clients) =>
    [
      `数据日期：${day},单位：元`,
      "账户编号,客户编号,余额",
      ...clients.map((_, at) => `A${at},K${at},${at + 1}00.00`),
    ].join("\n");
  const texts = {
    "客户清单.csv": ["客户编号,客户名称", ...NAMES.map((name, at) => `K${at},${name}`)].join("\n"),
    "上上月存款.csv": balances(before, NAMES),
    "上月存款.csv": `${balances(last, NAMES.slice(0, 20))}\nA99,K99,5.00\nA98,K1,5O.00`,
    "上上月贷款借据台账（含表外与委托贷款，按客户经理）.csv": `数据日期：${before},单位：元\n借据号,客户编号,业务品种,贷款余额,到期日\nJ1,K1,流动资金贷款,500000.00,2099-03-31`,
  };
  for (const [name, text] of Object.entries(texts)) await writeFile(desk.path(name), `${text}\n`);
  return Object.keys(texts).map((name) => desk.path(name));
}

test("a month end says what is missing, and today says it in a line", async (desk) => {
  const vault = makeVault(desk.folder, ...(await files(desk)));
  const screen = await desk.open({ width: 1280, height: 800 });
  await unlock(screen, vault);
  const month = Number(monthEnd(1).split("-")[1]);
  await goTo(screen, "/today");
  const isLate = new Date().getDate() >= 5;
  if (isLate) await screen.sees(`${month} 月末还缺 贷款借据`);
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("checklist", "today-1280.png"));
  await goTo(screen, "/import");
  await screen.find("region", "月末清单");
  await screen.sees("还缺 1 张，1 张还有未完成的");
  await screen.sees("10 户这次没有数据");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("checklist", "full-1280.png"));
  await screen.click("button", "等 7 户");
  await screen.sees(NAMES[25]);
  await screen.browser.setWindowSize(1920, 1080);
  await chooseTheme(screen, "深色");
  await screen.window.screenshot(await desk.artefact("checklist", "full-1920-dark.png"));
  await screen.click("link", NAMES[25]);
  await screen.find("heading", NAMES[25]);
});

test("a vault without monthly tables says when there will be a checklist", async (desk) => {
  const screen = await desk.open({ width: 1280, height: 800 });
  await unlock(screen, makeVault(desk.folder));
  await goTo(screen, "/import");
  await screen.sees("还没有按月导入的表");
  await quiet(screen);
  await screen.window.screenshot(await desk.artefact("checklist", "empty-1280.png"));
  await screen.browser.setWindowSize(1920, 1080);
  await chooseTheme(screen, "深色");
  await screen.window.screenshot(await desk.artefact("checklist", "empty-1920-dark.png"));
});
