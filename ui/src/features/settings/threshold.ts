import type { Threshold } from "../../ipc/bindings";

/** Shares are kept as parts of one and shown in per cent: `0.5` is 50. The decimal point moves in the text,
 * so that no digit is lost to binary fractions. */
function shifted(text: string, places: number): string {
  const [whole = "0", part = ""] = text.split(".");
  const digits = whole + part;
  const at = whole.length + places;
  const padded = at <= 0 ? "0".repeat(1 - at) + digits : digits.padEnd(at, "0");
  const point = Math.max(1, at);
  const left = padded.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = padded.slice(point).replace(/0+$/, "");
  return right === "" ? left : `${left}.${right}`;
}

/** What stands in the field. */
export function shownValue(measure: Threshold["measure"], value: string): string {
  return measure === "share" ? shifted(value, 2) : value;
}

/** What is stored, as JSON; `undefined` when it is no number of that kind. */
export function storedValue(measure: Threshold["measure"], typed: string): string | undefined {
  const text = typed.trim();
  if (measure === "switch") return text === "true" || text === "false" ? text : undefined;
  if (measure === "share") {
    return /^\d{1,4}(\.\d{1,4})?$/.test(text) ? `"${shifted(text, -2)}"` : undefined;
  }
  return /^\d{1,5}$/.test(text) ? String(Number(text)) : undefined;
}
