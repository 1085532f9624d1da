import type { figure as zh } from "../zh-CN/figure";

export const figure: typeof zh = {
  unit: { wan: "×10k CNY", yi: "×100m CNY" },
  nature: { reported: "ledger", observed: "observed", estimated: "estimated" },
  stale: "out of date",
  movement: {
    appeared: "new",
    recovered: "back above zero",
    turnedNegative: "below zero",
    fellBelowZero: "fell below zero",
    worsened: "further below zero",
    eased: "less below zero",
    still: "unchanged",
  },
  bases: {
    较上月: "vs last month",
    较年初: "vs year start",
    同比: "vs last year",
    较上年12月: "vs last December",
  },
  severity: { red: "红", orange: "橙", yellow: "黄" },
  severityName: { red: "Red", orange: "Orange", yellow: "Yellow" },
  classes: {
    正常: "Normal",
    关注: "Special mention",
    次级: "Substandard",
    可疑: "Doubtful",
    损失: "Loss",
  },
  rule: "Basis",
  source: "Source",
  dataDay: "Data as of",
  reliability: "Reliability",
  previous: "Previous",
  note: "Note",
  rowsOf: (rows, more) =>
    more > 0
      ? `rows ${rows.join(", ")} and ${more} more`
      : `${rows.length === 1 ? "row" : "rows"} ${rows.join(", ")}`,
  moreFiles: (count) => `${count} more ${count === 1 ? "file" : "files"}`,
  ageOf: (days) => (days === 0 ? "today" : `${days} ${days === 1 ? "day" : "days"} old`),
  staleAfter: (days, limit) => `${days} days old, more than ${limit}`,
  mended: "mended by hand before the import",
  grade: (grade) => `${grade} of 3`,
  copyValue: "Copy value",
  copied: "Copied",
};
