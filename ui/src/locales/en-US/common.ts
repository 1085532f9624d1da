import type { Code } from "../../ipc/bindings";
import type { common as zh } from "../zh-CN/common";

/** What each kind of answer means; the core's own sentence, which is more exact, follows in Chinese. */
const FAILURES: Record<Code, string> = {
  usage: "Something needed for this is missing. Nothing was changed.",
  wrong_passphrase: "This passphrase or recovery key opens nothing here. Please type it again.",
  keychain:
    "The system's keychain is not there, does not answer, or does not hold what opens this vault.",
  delayed: "Too many wrong passphrases. Please wait a moment; the vault was not changed.",
  needs_passphrase: "This is a whole export of Jingwei. It asks for its passphrase.",
  not_a_vault: "This folder holds no whole vault. Nothing was changed.",
  damaged: "A file is damaged. It was not changed: restore a backup, and keep the damaged file.",
  newer_schema:
    "The vault was written by a newer version of Jingwei. It was not changed: update first.",
  in_use: "Another program has the vault open. Lock or quit there first.",
  exists: "Something of that name is there already. Nothing was overwritten.",
  not_found: "What was asked for is not there any more.",
  ambiguous: "This means more than one thing. Please say it more exactly.",
  unreadable_file: "The file cannot be read as what it should be. Nothing was imported.",
  no_date: "The file does not say which day its balances are of. Nothing was imported.",
  refused: "A rule does not allow this. Nothing was changed.",
  conflict: "Somebody changed it meanwhile. Nothing was overwritten.",
  no_space: "The disk is full. This change was not written; make room and try again.",
  read_only: "This place cannot be written. Nothing was changed.",
  fault: "Something failed. What was saved has not changed; please try again.",
};

export const common: typeof zh = {
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  undo: "Undo",
  retry: "Try again",
  missing: "—",
  space: "Space",
  browse: "Choose…",
  noDay: (typed, kept) =>
    kept ? `“${typed}” is no date; still ${kept}` : `“${typed}” is no date; write it as 2026-10-31`,
  dayBefore: (day, from) => `${day} is too early; ${from} is the first`,
  capsLock: "Caps Lock is on",
  showTyped: "Show what is typed",
  masked: {
    show: (tail) => `Show the whole number ${tail}`,
    meaning: "Shows the whole number for twenty seconds, and records that it was seen",
    hide: "Hide the whole number",
  },
  failure: ({ code, message }) => ({ text: FAILURES[code], original: message }),
  fault:
    "The page failed; what was saved has not changed. Try again, and restart the program if it stays.",
};
