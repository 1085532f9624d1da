/** Texts of figures, chips and charts, wherever they stand. */
export const figure = {
  unit: { wan: "万元", yi: "亿元" },
  nature: { reported: "台账数据", observed: "拜访所得", estimated: "估计" },
  stale: "已过期",
  movement: {
    appeared: "新增",
    recovered: "由负转正",
    turnedNegative: "由零转负",
    fellBelowZero: "由正转负",
    worsened: "负值扩大",
    eased: "负值收窄",
    still: "持平",
  },
  bases: { 较上月: "较上月", 较年初: "较年初", 同比: "同比", 较上年12月: "较上年 12 月" },
  severity: { red: "红", orange: "橙", yellow: "黄" },
  severityName: { red: "红色", orange: "橙色", yellow: "黄色" },
  classes: {
    正常: "正常",
    关注: "关注",
    次级: "次级",
    可疑: "可疑",
    损失: "损失",
  } as Record<string, string>,
  rule: "口径",
  source: "来源",
  /** A file, or what stands in its place where something was typed; the core speaks Chinese. */
  sourceName: (file: string) => file,
  dataDay: "数据日期",
  reliability: "可靠度",
  previous: "上一值",
  note: "说明",
  /** Why a figure is missing, or what it leaves out; the core speaks Chinese. */
  noteOf: (said: string) => said,
  rowsOf: (rows: number[], more: number) =>
    more > 0 ? `第 ${rows.join("、")} 行等 ${rows.length + more} 行` : `第 ${rows.join("、")} 行`,
  moreFiles: (count: number) => `另有 ${count} 个文件`,
  ageOf: (days: number) => (days === 0 ? "今天" : `已 ${days} 天`),
  staleAfter: (days: number, limit: number) => `已 ${days} 天，超过 ${limit} 天`,
  mended: "导入前手工改过",
  grade: (grade: number) => `${grade} / 3`,
  copyValue: "复制数值",
  copied: "已复制",
};
