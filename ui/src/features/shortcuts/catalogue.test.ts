import { describe, expect, it } from "vitest";
import { CATALOGUE, type Place } from "./catalogue";

const SOURCES = import.meta.glob<string>("/src/**/*.tsx", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The keys that code binds by name, with the place its folder is. */
function bound(): { place: Place; key: string; file: string }[] {
  return Object.entries(SOURCES).flatMap(([file, text]) => {
    const room = /features\/([a-z]+)\//.exec(file)?.[1] as Place | undefined;
    const place = room && room in CATALOGUE && room !== "palette" ? room : "everywhere";
    return [...text.matchAll(/useShortcut\(\s*"([^"]+)"/g)].map((match) => ({
      place,
      key: match[1] ?? "",
      file,
    }));
  });
}

describe("the list of shortcuts", () => {
  it("sees the code", () => {
    expect(bound().length).toBeGreaterThan(8);
  });

  it("names every key that is bound, at its place or everywhere", () => {
    const missing = bound().filter(({ place, key }) => {
      const listed = [...CATALOGUE[place], ...CATALOGUE.everywhere];
      return !listed.some(({ keys }) => keys.includes(key));
    });
    expect(missing).toEqual([]);
  });

  it("gives no key two meanings at one place", () => {
    for (const [place, listed] of Object.entries(CATALOGUE)) {
      const keys = listed.flatMap((entry) => entry.keys);
      expect(new Set(keys).size, place).toBe(keys.length);
    }
  });
});
