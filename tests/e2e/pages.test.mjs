// Each page: nothing for axe to find, and a picture of it, light and dark, at each size.

import assert from "node:assert/strict";
import { axeProblems } from "./axe.mjs";
import { fixture, makeDemoVault } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { goTo, quiet, unlock } from "./steps.mjs";

const SIZES = [
  [1280, 800],
  [1920, 1080],
  // A full-HD screen at 200 %.
  [960, 540],
];
const CLIENT = "示例精工股份有限公司";

/** How each page is reached; the name is that of its picture. */
const PAGES = {
  today: (screen) => goTo(screen, "/today"),
  clients: (screen) => goTo(screen, "/clients"),
  "client-overview": (screen) => clientTab(screen, "overview"),
  "client-business": (screen) => clientTab(screen, "business"),
  "client-people": (screen) => clientTab(screen, "people"),
  "client-contacts": (screen) => clientTab(screen, "contacts"),
  "client-documents": (screen) => clientTab(screen, "documents"),
  "client-entry": async (screen) => {
    await goTo(screen, "/clients");
    await screen.press("n");
    await screen.find("textbox", "客户名称");
  },
  visit: async (screen) => {
    await clientTab(screen, "overview");
    await screen.click("button", "安排拜访");
    await screen.find("textbox", "唯一请求");
  },
  pack: async (screen) => {
    await clientTab(screen, "overview");
    await screen.click("button", "拜访资料包");
    await screen.find("button", "完成并存入文档库");
    await screen.find("region", "第 1 页");
  },
  import: (screen) => goTo(screen, "/import"),
  "import-preview": async (screen) => {
    await goTo(screen, "/import");
    if (await screen.has("button", "选择文件")) {
      await screen.window.choose(fixture("deposits-2026-10.xlsx"));
      await screen.click("button", "选择文件");
    }
    await screen.find("button", "放弃");
  },
  documents: (screen) => goTo(screen, "/documents"),
  settings: (screen) => goTo(screen, "/settings"),
  shortcuts: (screen) => goTo(screen, "/shortcuts"),
  palette: async (screen) => {
    await goTo(screen, "/today");
    await screen.press("Control+k");
    await screen.type("jg");
  },
};

let client;

/** The client's page by its address, which the first visit learns. */
async function clientTab(screen, tab) {
  if (!client) {
    await goTo(screen, "/clients");
    await screen.press("/");
    await screen.type(CLIENT);
    await screen.find("row", CLIENT);
    await screen.press("Enter");
    await screen.find("heading", CLIENT);
    client = (await screen.address()).split("?")[0];
  }
  await goTo(screen, `${client}?tab=${tab}`);
}

for (const [theme, called] of [
  ["light", "浅色"],
  ["dark", "深色"],
]) {
  test(`every page is accessible and has its picture, ${theme}`, async (desk) => {
    client = undefined;
    const screen = await desk.open();
    const problems = [];
    await screen.find("button", "打开其他保险库");
    await look(desk, screen, theme, "start", problems);
    await unlock(screen, makeDemoVault(desk.folder));
    await screen.click("button", "外观");
    await screen.click("menuitem", called);
    for (const [name, go] of Object.entries(PAGES)) {
      await go(screen);
      await quiet(screen);
      await look(desk, screen, theme, name, problems);
      await screen.press("Escape");
    }
    await screen.window.throughRestart(() => screen.press("Control+l"));
    await screen.find("textbox", "口令");
    await look(desk, screen, theme, "unlock", problems);
    assert.equal(problems.join("\n"), "");
  });
}

async function look(desk, screen, theme, name, problems) {
  for (const problem of await axeProblems(screen)) problems.push(`${name}: ${problem}`);
  for (const [width, height] of SIZES) {
    await screen.browser.setWindowSize(width, height);
    await quiet(screen);
    const file = await desk.artefact("pages", `${name}-${width}-${theme}.png`);
    await screen.window.screenshot(file);
  }
  await screen.browser.setWindowSize(...SIZES[0]);
}
