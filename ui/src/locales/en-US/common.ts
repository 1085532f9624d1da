import type { Code } from "../../ipc/bindings";
import type { common as zh } from "../zh-CN/common";

/** What each kind of answer means; the core's own sentence, which is more exact, follows in Chinese. */
const FAILURES: Record<Code, string> = {
  usage: "Something needed for this is missing. Nothing was changed.",
  wrong_passphrase: "The passphrase or recovery key is wrong. Please try again.",
  keychain: "The system keychain is unavailable, did not respond, or has no entry for this vault.",
  delayed: "Too many wrong passphrases. Please wait a moment; the vault was not changed.",
  needs_passphrase: "This is a full Jingwei export. Enter its passphrase.",
  not_a_vault: "This folder does not hold a complete vault. Nothing was changed.",
  damaged: "A file is damaged. It was not changed: restore a backup, and keep the damaged file.",
  newer_schema:
    "The vault was written by a newer version of Jingwei. It was not changed: update first.",
  in_use: "Another program has the vault open. Lock or quit there first.",
  exists: "It exists already. Nothing was overwritten.",
  not_found: "It no longer exists.",
  ambiguous: "This matches more than one item. Please be more specific.",
  unreadable_file: "The file cannot be read. Nothing was imported.",
  no_date: "The file does not state the date of its balances. Nothing was imported.",
  refused: "A rule does not allow this. Nothing was changed.",
  conflict: "It was changed in the meantime. Nothing was overwritten.",
  no_space: "The disk is full. This change was not written; make room and try again.",
  read_only: "This location is read-only. Nothing was changed.",
  fault: "Something failed. What was saved has not changed; please try again.",
};

/** What is wrong with a field; `other`: whose what was typed is. */
const FIELD_PROBLEMS: Record<string, (other: string) => string> = {
  required: () => "Please fill this in.",
  too_long: () => "This is too long.",
  shortened: () => "Some digits are lost; please type it in full.",
  unified_code: () => "It has 18 characters: digits and letters without I, O, S, V and Z.",
  amount: () => "Not an amount; write it as 5,000 or 1,234.50.",
  day: () => "Not a date; write it as 2011-03-08.",
  taken: (other) => `Already used by “${other}”.`,
  borne: () => "This client already has a person of this name.",
  borne_before: (other) => `“${other}” had this name before.`,
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
    kept
      ? `“${typed}” is not a date; still ${kept}`
      : `“${typed}” is not a date; write it as 2026-10-31`,
  dayBefore: (day, from) => `${day} is too early; the earliest is ${from}`,
  capsLock: "Caps Lock is on",
  showTyped: "Show what is typed",
  masked: {
    show: (tail) => `Show the full number ${tail}`,
    meaning: "Shows the full number for twenty seconds and records it in the audit trail",
    hide: "Hide the full number",
  },
  failure: ({ code, message, context }) =>
    context.problems
      ? { text: "Nothing was saved; please correct what is marked." }
      : { text: FAILURES[code], original: message },
  fieldProblem: (kind, _said, other) =>
    FIELD_PROBLEMS[kind]?.(other) ?? "This cannot be taken as it is.",
  fault:
    "The page failed; saved data has not changed. Try again, and restart the program if it keeps failing.",
};
