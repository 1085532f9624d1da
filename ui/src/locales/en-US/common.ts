import type { common as zh } from "../zh-CN/common";

export const common: typeof zh = {
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  undo: "Undo",
  retry: "Try again",
  missing: "—",
  space: "Space",
  browse: "Choose…",
  capsLock: "Caps Lock is on",
  fault:
    "The page failed; what was saved has not changed. Try again, and restart the program if it stays.",
};
