import type { Failure } from "../../ipc/bindings";

/** A sentence of the window's language, and what the core said where that is another one. */
export interface Told {
  text: string;
  original?: string;
}

export const common = {
  cancel: "取消",
  close: "关闭",
  save: "保存",
  undo: "撤销",
  retry: "重试",
  /** What stands where a figure is missing. */
  missing: "—",
  /** The space bar, as a key. */
  space: "空格",
  browse: "选择…",
  noDay: (typed: string, kept: string | null) =>
    kept ? `“${typed}”不是日期，仍为 ${kept}` : `“${typed}”不是日期，请写作 2026-10-31`,
  dayBefore: (day: string, from: string) => `${day} 太早，最早 ${from}`,
  capsLock: "大写锁定已打开",
  showTyped: "显示输入的内容",
  masked: {
    show: (tail: string) => `显示完整号码 ${tail}`,
    meaning: "显示完整号码二十秒，并记入操作记录",
    hide: "收起完整号码",
  },
  /** The core speaks Chinese. */
  failure: ({ message }: Failure): Told => ({ text: message }),
  /** What is wrong with a field, as the core says it; `other`: whose what was typed is. */
  fieldProblem: (_kind: string, said: string, _other: string) => said,
  fault: "页面出了错，已经保存的数据没有变化。请再试一次；若仍这样，请重新启动程序。",
};
