export const common = {
  cancel: "取消",
  close: "关闭",
  save: "保存",
  undo: "撤销",
  retry: "重试",
  /** What stands where a figure is missing. */
  missing: "—",
};
