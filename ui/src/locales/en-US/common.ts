import type { common as zh } from "../zh-CN/common";

export const common: typeof zh = {
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  undo: "Undo",
  retry: "Try again",
  missing: "—",
};
