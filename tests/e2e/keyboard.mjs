// The same things done without a mouse: Tab to it, arrows within it, Enter or Space.

import { Screen } from "./screen.mjs";

const MOST_KEYS = 150;

/** A screen whose user has no mouse. */
export class KeyboardScreen extends Screen {
  async click(role, name) {
    const target = await this.find(role, name);
    await this.#reach(target, `${role} “${name}”`);
    await this.press(role === "checkbox" || role === "radio" ? "Space" : "Enter");
  }

  async fill(name, text, role = "textbox") {
    await this.#reach(await this.find(role, name), `${role} “${name}”`);
    await this.press("Control+a", "Delete");
    await this.type(text);
  }

  /** Tab until the focus is on it, or on the group it is part of; then arrows. */
  async #reach(target, called) {
    const at = () => this.browser.execute(whereFocusIs, target);
    for (let keys = 0; keys < MOST_KEYS; keys += 1) {
      const where = await at();
      if (where === "on it") return;
      await this.press(
        { "in its column": "ArrowDown", "in its line": "ArrowRight" }[where] ?? "Tab",
      );
    }
    throw new Error(`${MOST_KEYS} keys do not lead to ${called}`);
  }
}

/** Runs in the page. */
function whereFocusIs(target) {
  const { activeElement: active } = document;
  const isActiveOption = active.getAttribute("aria-activedescendant") === (target.id || "?");
  if (active === target || target.contains(active) || isActiveOption) return "on it";
  const column = target.closest("[role=grid],[role=menu],[role=listbox]");
  if (column?.contains(active)) return "in its column";
  const line = target.closest("[role=tablist],[role=radiogroup],[role=toolbar]");
  return line?.contains(active) && line !== active ? "in its line" : "elsewhere";
}
