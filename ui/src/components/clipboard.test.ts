import { expect, test } from "vitest";
import { numberCell, textCell } from "./clipboard";

test("text stays text in a spreadsheet", () => {
  expect(textCell("=cmd|'/c calc'!A1")).toBe("'=cmd|'/c calc'!A1");
  expect(textCell("+86")).toBe("'+86");
  expect(textCell("6222020200112233445")).toBe("'6222020200112233445");
  expect(textCell("00088000")).toBe("'00088000");
  expect(textCell("流动资金贷款")).toBe("流动资金贷款");
  expect(textCell("a\tb\nc")).toBe("a b c");
});

test("numbers stay numbers", () => {
  expect(numberCell("−1,234.56")).toBe("-1234.56");
  expect(numberCell("+16.28%")).toBe("16.28%");
});
