import { expect, test } from "vitest";
import { hitsOn } from "./search";

test("words are found over line breaks, in any case and width", () => {
  const text = ["结算却只有三分之一在", "我行 ＲＡＲＯＣ 11%", "raroc"];
  expect(hitsOn(2, text, "在我行")).toEqual([
    {
      page: 2,
      segments: [
        { piece: 0, start: 9, end: 10 },
        { piece: 1, start: 0, end: 2 },
      ],
    },
  ]);
  expect(hitsOn(1, text, "RAROC").map((hit) => hit.segments)).toEqual([
    [{ piece: 1, start: 3, end: 8 }],
    [{ piece: 2, start: 0, end: 5 }],
  ]);
});

test("nothing is looked for when nothing is typed, and hits do not overlap", () => {
  expect(hitsOn(1, ["aaaa"], " ")).toEqual([]);
  expect(hitsOn(1, ["aaaa"], "aa")).toHaveLength(2);
  expect(hitsOn(1, [], "a")).toEqual([]);
});

test("a letter of two units or two letters is marked whole", () => {
  expect(hitsOn(1, ["𠮷野"], "𠮷")).toEqual([
    { page: 1, segments: [{ piece: 0, start: 0, end: 2 }] },
  ]);
  expect(hitsOn(1, ["㎡"], "m")).toEqual([{ page: 1, segments: [{ piece: 0, start: 0, end: 1 }] }]);
});
