import type { figure as zh } from "../zh-CN/figure";

/** What the core says of figures that are missing, or that leave something out. */
const NOTES: [RegExp, (count: string) => string][] = [
  [/^未导入近 24 个月存款$/, () => "No deposits of 24 months"],
  [/^只有外币账户，未折算$/, () => "Foreign accounts only"],
  [/^尚未导入该客户的借据$/, () => "No loans imported yet"],
  [/^借据表里没有表内贷款$/, () => "No loans on balance"],
  [/^借据表里没有表外业务$/, () => "Nothing off balance"],
  [/^导入的文件没有.*一列$/, () => "No such column in the files"],
  [/^另有 (\d+) 笔没有到期日，未计入$/, (count) => `${count} more without a due day, not in it`],
  [
    /^另有 (\d+) 笔外币业务，未折算$/,
    (count) => `${count} more in foreign currency, not converted`,
  ],
  [
    /^另有 (\d+) 个账户当日没有.*，未计入$/,
    (count) => `${count} accounts silent that day, not in it`,
  ],
];

function noteOf(said: string): string {
  for (const [pattern, note] of NOTES) {
    const found = pattern.exec(said);
    if (found) return note(found[1] ?? "");
  }
  return said;
}

export const figure: typeof zh = {
  unit: { wan: "×¥10k", yi: "×¥100m" },
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
    较上月: "on month",
    较年初: "year to date",
    同比: "on year",
    较上年12月: "vs December",
  },
  severity: { red: "红", orange: "橙", yellow: "黄" },
  severityName: { red: "Red", orange: "Orange", yellow: "Yellow" },
  classes: {
    正常: "Normal",
    关注: "Spec. mention",
    次级: "Substandard",
    可疑: "Doubtful",
    损失: "Loss",
  },
  rule: "Basis",
  source: "Source",
  sourceName: (file) => (file === "手工录入" ? "Typed by hand" : file),
  dataDay: "Data as of",
  reliability: "Reliability",
  previous: "Previous",
  note: "Note",
  noteOf,
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
