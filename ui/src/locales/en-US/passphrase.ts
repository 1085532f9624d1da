import type { passphrase as zh } from "../zh-CN/passphrase";

export const passphrase: typeof zh = {
  again: "Repeat it",
  differs: "The two do not match",
  rule: "12 characters or more, or hard enough to guess. A few unrelated words work well, in Chinese too.",
  enough: { good: "Good", strong: "Very good" },
  weak: (why) => `Too easy to guess. ${why}`.trim(),
  weakness: {
    short: "Make it longer.",
    common: "It is a common passphrase.",
    repeated: "Repeated characters are easy to guess.",
    sequence: "Letters or digits in a row are easy to guess.",
    keyboard: "Neighbouring keys are easy to guess.",
    date: "Dates and years are easy to guess.",
    name: "Names are easy to guess.",
    word: "A single word is easy to guess; add more.",
  },
};
