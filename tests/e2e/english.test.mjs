// The window in English: what is wrong with a field is said in it, and nothing of a dialog is out of reach.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { jingwei, makeDemoVault, passphrase } from "./fixtures.mjs";
import { test } from "./harness.mjs";
import { programs } from "./programs.mjs";
import { goTo, quiet, unlock } from "./steps.mjs";

/** As long as a name may be. */
const LONG = "长".repeat(60);

async function speakEnglish(screen) {
  await goTo(screen, "/settings");
  await screen.click("radio", "English");
  await screen.find("navigation", "Rooms");
}

/** What stands below the fields of the open form. */
const problems = (screen) =>
  screen.browser.execute(() =>
    [...document.querySelectorAll(".field-problem")].map((problem) => problem.textContent),
  );

test("in English the problems of a form are English", async (desk) => {
  const screen = await desk.open();
  await unlock(screen, makeDemoVault(desk.folder));
  await speakEnglish(screen);
  await goTo(screen, "/clients");
  await screen.click("button", "New client");
  await screen.fill("Unified social credit code", "9100");
  await screen.fill("Registered capital", "much");
  await screen.fill("Founded on", "2026-02-30");
  await screen.press("Control+Enter");
  await screen.sees("It has 18 characters");
  const said = await problems(screen);
  assert.equal(said.length, 4);
  for (const problem of said) assert.doesNotMatch(problem, /\p{Script=Han}/u);
  await screen.window.screenshot(await desk.artefact("english", "client.png"));
});

test("in English every deed of a user can be reached, whatever their name", async (desk) => {
  const vault = makeDemoVault(desk.folder);
  const [{ staff_number: own }] = jingwei("user", "list", "--vault", vault);
  const added = ["--name", LONG, "--staff-number", "B2048", "--role", "client_manager"];
  execFileSync(programs.cli, ["user", "add", "--vault", vault, ...added], {
    env: {
      ...process.env,
      JINGWEI_PASSPHRASE: passphrase,
      JINGWEI_NEW_PASSPHRASE: "seven blue horses walk home",
    },
  });
  const screen = await desk.open();
  await screen.click("button", "打开其他保险库");
  await screen.fill("保险库所在的文件夹", vault);
  await screen.click("button", "下一步");
  await screen.fill("工号", own);
  await screen.fill("口令", passphrase);
  await screen.click("button", "解锁");
  await screen.find("navigation", "主导航");
  await speakEnglish(screen);
  await screen.click("button", "Users");
  for (const deed of ["Edit", "Reset the passphrase of", "Remove"]) {
    await screen.click("button", `${deed} ${LONG}`);
    await quiet(screen);
    const head = await screen.browser.execute(() => {
      const { height } = document.querySelector(".drawer-head > h2").getBoundingClientRect();
      return height;
    });
    assert.ok(head <= 48, "its title stays in one line");
    await screen.press("Escape");
    await screen.seesNoMore("Your passphrase");
  }
  await screen.window.screenshot(await desk.artefact("english", "users.png"));
});
