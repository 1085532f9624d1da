/** What every table that copies out says. */
export const table = {
  copy: "复制",
  copyTable: (name: string) => `“${name}”表，含表头`,
  copiedRows: (count: number) => `已复制 ${count} 行`,
};
