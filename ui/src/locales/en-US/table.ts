import type { table as zh } from "../zh-CN/table";

export const table: typeof zh = {
  copy: "Copy",
  copyTable: (name) => `the table ${name} with its heads`,
  copiedRows: (count) => `${count} ${count === 1 ? "row" : "rows"} copied`,
};
