import type { passphrase as zh } from "../zh-CN/passphrase";

export const passphrase: typeof zh = {
  again: "Once more",
  differs: "The two are not the same",
  rule: "12 characters or more, or hard enough to guess. A few unrelated words do well, Chinese too.",
  enough: { good: "Good", strong: "Very good" },
  weak: "Too easy to guess.",
  weakness: {
    short: "Make it longer.",
    common: "It is a common passphrase.",
    repeated: "Repeated characters are easy to guess.",
    sequence: "Letters or digits in a row are easy to guess.",
    keyboard: "Neighbouring keys are easy to guess.",
    date: "Dates and years are easy to guess.",
    name: "Names are easy to guess.",
    word: "A word by itself is easy to guess; add some.",
  },
};
