import { describe, expect, it } from "vitest";
import { isPressed, keysOf, type Pressed, parseChord } from "./chord";

function pressed(key: string, change: Partial<Pressed> = {}): Pressed {
  return {
    key,
    code: "",
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
    ...change,
  };
}

describe("chord", () => {
  it("takes mod as Ctrl, and as Command on a Mac", () => {
    const chord = parseChord("mod+k");
    expect(isPressed(chord, pressed("k", { ctrlKey: true }), false)).toBe(true);
    expect(isPressed(chord, pressed("k", { metaKey: true }), false)).toBe(false);
    expect(isPressed(chord, pressed("k", { metaKey: true }), true)).toBe(true);
    expect(isPressed(chord, pressed("k", { ctrlKey: true }), true)).toBe(false);
    expect(isPressed(chord, pressed("k"), false)).toBe(false);
  });

  it("is not met with more keys than it names", () => {
    const chord = parseChord("mod+k");
    // AltGr on Windows arrives as Ctrl and Alt.
    expect(isPressed(chord, pressed("k", { ctrlKey: true, altKey: true }), false)).toBe(false);
    expect(isPressed(chord, pressed("K", { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(isPressed(parseChord("j"), pressed("j", { ctrlKey: true }), false)).toBe(false);
  });

  it("leaves keys to the input method while it composes", () => {
    const chord = parseChord("j");
    expect(isPressed(chord, pressed("j", { isComposing: true }), false)).toBe(false);
    expect(isPressed(chord, pressed("Process", { keyCode: 229 }), false)).toBe(false);
    expect(isPressed(chord, pressed("j", { keyCode: 229 }), false)).toBe(false);
  });

  it("finds letters of other keyboards by their place when a modifier is held", () => {
    const event = pressed("л", { ctrlKey: true, code: "KeyK" });
    expect(isPressed(parseChord("mod+k"), event, false)).toBe(true);
    expect(isPressed(parseChord("k"), pressed("л", { code: "KeyK" }), false)).toBe(false);
  });

  it("does not ask how a keyboard types a sign", () => {
    expect(isPressed(parseChord("?"), pressed("?", { shiftKey: true }), false)).toBe(true);
    expect(isPressed(parseChord("/"), pressed("/"), false)).toBe(true);
    expect(
      isPressed(parseChord("mod++"), pressed("+", { ctrlKey: true, shiftKey: true }), false),
    ).toBe(true);
  });

  it("is drawn as the system writes it", () => {
    expect(keysOf("mod+k", false, "空格")).toEqual(["Ctrl", "K"]);
    expect(keysOf("mod+shift+l", true, "空格")).toEqual(["⌘", "⇧", "L"]);
    expect(keysOf("space", false, "空格")).toEqual(["空格"]);
    expect(keysOf("escape", false, "空格")).toEqual(["Esc"]);
    expect(keysOf("mod++", false, "空格")).toEqual(["Ctrl", "+"]);
  });
});
