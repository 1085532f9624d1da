import type { Comparison, Money } from "../ipc/bindings";

/** What stands where a figure is missing. */
export const MISSING = "—";
const MINUS = "\u2212";

/** Amounts leave the core as whole 分; beyond 2^53 a JSON number is no longer the amount. */
function exact(fen: Money): number {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`amount ${fen} is no exact number of fen`);
  return fen;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `hundredths` as `1,234.56`, without sign. */
function twoPlaces(hundredths: number): string {
  const rest = hundredths % 100;
  return `${grouped(String((hundredths - rest) / 100))}.${String(rest).padStart(2, "0")}`;
}

/** Half-up, away from zero; what rounds to zero has no sign. */
function inUnit(fen: Money, fenPerHundredth: number): string {
  const size = Math.abs(exact(fen)) + fenPerHundredth / 2;
  const hundredths = (size - (size % fenPerHundredth)) / fenPerHundredth;
  return (fen < 0 && hundredths > 0 ? MINUS : "") + twoPlaces(hundredths);
}

/** In 万元 with two decimals, as table cells are (docs/domain.md §2.9). */
export function wan(fen: Money): string {
  return inUnit(fen, 10_000);
}

export function wanOrMissing(fen: Money | null | undefined): string {
  return fen == null ? MISSING : wan(fen);
}

/** In 元, to the 分: what is copied, and single entries of a ledger. */
export function yuan(fen: Money): string {
  return (exact(fen) < 0 ? MINUS : "") + twoPlaces(Math.abs(fen));
}

/** In 万元 without decimals, for axes and bars. */
export function wholeWan(fen: Money): string {
  const size = Math.abs(exact(fen)) + 500_000;
  const whole = (size - (size % 1_000_000)) / 1_000_000;
  return (fen < 0 && whole > 0 ? MINUS : "") + grouped(String(whole));
}

export type HeadlineUnit = "wan" | "yi";

/** A headline's number and unit: from one 亿 on 亿元, else 万元. */
export function headline(fen: Money): { number: string; unit: HeadlineUnit } {
  const isLarge = Math.abs(exact(fen)) >= 10_000_000_000;
  return isLarge
    ? { number: inUnit(fen, 100_000_000), unit: "yi" }
    : { number: wan(fen), unit: "wan" };
}

/** A change in 万元 with its sign; what rounds to zero has none. */
export function signedWan(fen: Money): string {
  const text = wan(fen);
  return fen > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** A change in 万元, with the direction that its shown digits have. */
export function changeWan(fen: Money): Change {
  return signed(signedWan(fen));
}

/** A decimal of the wire (`"0.1628"`) to `places`, half-up, grouped; exact, for it never becomes a float. */
export function decimal(value: string, places: number): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) throw new RangeError(`"${value}" is no decimal`);
  const [, sign, whole = "0", fraction = ""] = match;
  const kept = fraction.slice(0, places).padEnd(places, "0");
  const up = Number(fraction[places] ?? "0") >= 5 ? 1n : 0n;
  const digits = (BigInt(whole + kept) + up).toString().padStart(places + 1, "0");
  const cut = digits.length - places;
  const text = grouped(digits.slice(0, cut)) + (places > 0 ? `.${digits.slice(cut)}` : "");
  return (sign && /[1-9]/.test(digits) ? MINUS : "") + text;
}

/** A fraction as a signed change: `+16.28%`. */
export function growth(rate: string): string {
  const text = decimal(shiftedByTwo(rate), 2);
  const isZero = !/[1-9]/.test(text);
  return `${isZero || text.startsWith(MINUS) ? "" : "+"}${text}%`;
}

function shiftedByTwo(rate: string): string {
  const [whole = "0", fraction = ""] = rate.split(".");
  const padded = fraction.padEnd(2, "0");
  return `${whole}${padded.slice(0, 2)}.${padded.slice(2) || "0"}`;
}

/** What rounds to zero has moved, but points nowhere. */
function signed(text: string): Change {
  if (text.startsWith("+")) return { direction: "up", text };
  return { direction: text.startsWith(MINUS) ? "down" : "flat", text };
}

/** Which way a change points; a level has a word and no direction (look.md: colour). */
export type Direction = "up" | "down" | "flat" | "level";

export interface Change {
  direction: Direction;
  text: string;
}

export interface MovementWords {
  appeared: string;
  recovered: string;
  turnedNegative: string;
  fellBelowZero: string;
  worsened: string;
  eased: string;
  still: string;
}

/** What a comparison comes to: a signed percentage, or the word its base demands. */
export function change(comparison: Comparison, words: MovementWords): Change {
  const { movement, base, change: moved } = comparison;
  const level = (text: string): Change => ({ direction: "level", text });
  switch (movement.kind) {
    case "growth":
      if (base + moved < 0) return level(words.fellBelowZero);
      if (moved === 0) return { direction: "flat", text: words.still };
      return signed(growth(movement.rate));
    case "still":
      return { direction: "flat", text: words.still };
    case "appeared":
      return level(words.appeared);
    case "recovered":
      return level(words.recovered);
    case "turned_negative":
      return level(words.turnedNegative);
    case "worsened":
      return level(words.worsened);
    case "eased":
      return level(words.eased);
  }
}
