import type { audit as chinese } from "../zh-CN/audit";

export const audit: typeof chinese = {
  title: "Audit trail",
  settingsMeaning:
    "Who did what and when; each row is chained to the one before, so that no change goes unnoticed. Filter, verify and export it.",
  open: "Open the audit trail",
  fields: { when: "When", area: "About", user: "Who", client: "Client" },
  areas: {
    vault: "Vault",
    backup: "Backups",
    security: "Keys",
    import: "Imports",
    visit: "Visits",
    document: "Documents",
    export: "Exports",
    today: "Today",
    privacy: "Privacy",
    setting: "Settings",
  },
  listed: ", ",
  between: (from?: string, to?: string) => {
    if (from && to) return from === to ? from : `${from} to ${to}`;
    return from ? `from ${from}` : `until ${to ?? ""}`;
  },
  from: "From",
  to: "To",
  findClient: "Client's name, pinyin or number",
  verify: "Verify",
  verifyMeaning:
    "Every row is chained to the one before. Verifying recomputes the chain from its first row and compares it with backups, documents and the last closing.",
  footer: "Printed footer no. (optional)",
  footerMeaning:
    "The text after 审计 in the footer of an internal document, such as 128·0a1b2c3d. Optional: compares the paper with the trail.",
  checkExport: "Check an export",
  checkExportMeaning:
    "Choose a file exported from this vault (a list, the trail or all data) to check that it is unchanged and who signed it.",
  col: { at: "When", user: "Who", area: "About", says: "What", client: "Client" },
  detail: "This row",
  seq: "Number",
  hash: "Hash",
  changes: "Changes",
  what: "What",
  was: "Was",
  is: "Is",
  nothing: "(empty)",
  rows: "rows",
  noMatch: "No row of the trail meets these conditions.",
  copied: (rows: number) => `Copied ${rows} rows.`,
  exportNote: "Saved as an Excel file in Chinese. The export is recorded in the trail.",
  exportRows: (rows: number) => `Export ${rows.toLocaleString("en-US")} rows`,
  exported: (rows: number, file: string, number: number) =>
    `Exported ${rows} rows (export no. ${number}): ${file}`,
};
