import { afterEach, describe, expect, it } from "vitest";
import type { Pressed } from "./chord";
import { meant, type Place, register } from "./shortcuts";

const PAGE: Place = { isTyping: false, isInDialog: false, isListOpen: false };

function key(name: string, ctrlKey = false): Pressed {
  return {
    key: name,
    code: "",
    ctrlKey,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
  };
}

const bound: (() => void)[] = [];

function bind(keys: string, label: string, inDialog = false): () => void {
  const release = register({ keys, label, inDialog, handler: () => {} });
  bound.push(release);
  return release;
}

function meaning(event: Pressed, place: Partial<Place> = {}): string | undefined {
  return meant(event, { ...PAGE, ...place }, false)?.label;
}

afterEach(() => {
  for (const release of bound.splice(0)) release();
});

describe("shortcuts", () => {
  it("gives a key to whoever was opened last, and back when that is closed", () => {
    bind("escape", "page");
    const close = bind("escape", "drawer");
    expect(meaning(key("Escape"))).toBe("drawer");
    close();
    expect(meaning(key("Escape"))).toBe("page");
  });

  it("leaves letters to the field that is typed in, but not Escape or a modifier", () => {
    bind("j", "next");
    bind("mod+k", "palette");
    bind("escape", "close");
    expect(meaning(key("j"))).toBe("next");
    expect(meaning(key("j"), { isTyping: true })).toBeUndefined();
    expect(meaning(key("k", true), { isTyping: true })).toBe("palette");
    expect(meaning(key("Escape"), { isTyping: true })).toBe("close");
  });

  it("leaves pasting to the field that is typed in", () => {
    bind("mod+v", "paste a table");
    expect(meaning(key("v", true))).toBe("paste a table");
    expect(meaning(key("v", true), { isTyping: true })).toBeUndefined();
  });

  it("lets an open list close before what holds it", () => {
    bind("escape", "close");
    expect(meaning(key("Escape"), { isTyping: true, isListOpen: true })).toBeUndefined();
  });

  it("does not reach below a modal dialog", () => {
    bind("e", "done");
    bind("mod+l", "lock", true);
    expect(meaning(key("e"), { isInDialog: true })).toBeUndefined();
    expect(meaning(key("l", true), { isInDialog: true })).toBe("lock");
  });
});
