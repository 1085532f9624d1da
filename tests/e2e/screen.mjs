// What a user sees in the window and does with it: things are found by what they are and what they are called.

import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "./processes.mjs";

const require = createRequire(new URL("../../ui/package.json", import.meta.url));
const { Key } = await import(require.resolve("webdriverio"));

const APPEARS_WITHIN = 8_000;
const TWO_FRAMES = 34;

export class Screen {
  constructor(window) {
    this.window = window;
  }

  get browser() {
    return this.window.browser;
  }

  /** The visible thing of this role and name; a whole name goes before a part of one. */
  async find(role, name, within = APPEARS_WITHIN) {
    let seen = [];
    const found = await until(
      async () => {
        const answer = await this.browser.execute(look, role, name);
        seen = answer.seen;
        return answer.element;
      },
      within,
      "",
    ).catch(() => {
      throw new Error(`no ${role} “${name}”; there are: ${seen.join(" | ") || "none"}`);
    });
    return this.browser.$(found);
  }

  /** Whether it is there now. */
  async has(role, name) {
    return Boolean((await this.browser.execute(look, role, name)).element);
  }

  async click(role, name) {
    // What is drawn anew between being found and being hit is found again.
    const target = await until(
      async () => this.#atRest(await this.find(role, name)).catch(() => null),
      APPEARS_WITHIN,
      `${role} “${name}” cannot be hit`,
    );
    await this.browser.$(target).click();
  }

  /** Where it is hit, or nothing while it still moves: the driver would click where it was. */
  async #atRest(element) {
    const target = await this.browser.execute(toHit, element);
    const before = await this.browser.execute(place, target);
    await sleep(TWO_FRAMES);
    return before === (await this.browser.execute(place, target)) ? target : null;
  }

  /** Puts a text into a field in place of what it held. */
  async fill(name, text, role = "textbox") {
    const field = await this.find(role, name);
    await field.click();
    await this.press("Control+a");
    await this.press("Delete");
    await this.type(text);
  }

  /** Types into what has the focus. */
  async type(text) {
    const typing = this.browser.action("key");
    for (const letter of text) typing.down(letter).up(letter);
    await typing.perform();
  }

  /** Presses keys one after another; `Control+k` is one. */
  async press(...keys) {
    for (const key of keys) {
      await this.browser.keys(key.split("+").map((part) => Key[part] ?? part));
    }
  }

  /** Waits until the text is shown. */
  async sees(text, within = APPEARS_WITHIN) {
    await until(() => this.shows(text), within, `“${text}” is not shown`);
  }

  /** Waits until the text is no longer shown. */
  async seesNoMore(text, within = APPEARS_WITHIN) {
    await until(async () => !(await this.shows(text)), within, `“${text}” is still shown`);
  }

  shows(text) {
    return this.browser.execute(
      (text) => document.body.innerText.replaceAll(/\s+/g, " ").includes(text),
      text,
    );
  }

  /** What has the focus, as a screen reader says it. */
  focused() {
    return this.browser.execute(() => {
      const { activeElement: element } = document;
      const name = element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent;
      return { tag: element.localName, role: element.getAttribute("role"), name: name.trim() };
    });
  }

  /** Presses a key until what has the focus is called so. */
  async moveTo(name, key = "Tab", most = 80) {
    for (let pressed = 0; pressed <= most; pressed += 1) {
      const { name: focused } = await this.focused();
      if (focused.includes(name)) return;
      await this.press(key);
    }
    throw new Error(`${most} times ${key} do not lead to “${name}”`);
  }

  /** The address behind `#`. */
  async address() {
    return new URL(await this.browser.getUrl()).hash.slice(1);
  }
}

/** Runs in the page: where a mouse hits it, which for a styled radio or tick box is its label. */
function toHit(element) {
  return (/radio|checkbox/.test(element.type) && element.closest("label")) || element;
}

/** Runs in the page: where it stands. */
function place(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height].join();
}

/** Runs in the page: the best visible match, and the names of all of the role. */
function look(role, wanted) {
  const tags = {
    button: "button,summary,[role=button]",
    link: "a[href],[role=link]",
    textbox: "input:not([type=checkbox],[type=radio]),textarea,[role=textbox],[role=searchbox]",
    combobox: "select,[role=combobox]",
    checkbox: "input[type=checkbox],[role=checkbox],[role=switch]",
    radio: "input[type=radio],[role=radio]",
    heading: "h1,h2,h3,h4,[role=heading]",
    dialog: "dialog,[role=dialog],[role=alertdialog]",
    region: "section[aria-label],aside[aria-label],[role=region]",
    navigation: "nav,[role=navigation]",
    row: "tr,[role=row]",
    cell: "td,[role=cell],[role=gridcell]",
    list: "ul[aria-label],ol[aria-label],[role=list]",
    listitem: "li,[role=listitem]",
  };
  const clean = (text) => (text ?? "").replaceAll(/\s+/g, " ").trim();
  const name = (element) => {
    const by = element.getAttribute("aria-labelledby");
    const labels = by
      ? by.split(" ").map((id) => document.getElementById(id))
      : [...(element.labels ?? [])];
    const said = labels.map((label) => label?.textContent).join(" ");
    return clean(
      element.ariaLabel ||
        said ||
        element.getAttribute("placeholder") ||
        element.textContent ||
        element.title,
    );
  };
  const visible = (element) => {
    // A styled radio or tick box is drawn by its label.
    const drawn = (/radio|checkbox/.test(element.type) && element.closest("label")) || element;
    const box = drawn.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const isCovered = top && !drawn.contains(top) && !top.contains(drawn);
    return (
      element.checkVisibility({ visibilityProperty: true }) &&
      box.width > 0 &&
      !isCovered &&
      !element.closest("[inert],[aria-hidden=true]")
    );
  };
  const there = [...document.querySelectorAll(tags[role] ?? `[role=${role}]`)]
    .filter(visible)
    .map((element) => ({ element, name: name(element) }));
  const matches = there
    .filter((one) => one.name.includes(wanted))
    .sort((one, other) => one.name.length - other.name.length);
  return { element: matches[0]?.element ?? null, seen: there.map((one) => one.name).slice(0, 60) };
}
