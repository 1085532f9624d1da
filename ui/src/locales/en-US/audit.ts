import type { audit as chinese } from "../zh-CN/audit";

export const audit: typeof chinese = {
  title: "Audit trail",
  settingsMeaning:
    "Who did what when, each row chained to the one before, so that nothing changes unnoticed. Filter, verify and export it.",
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
    "Every row is chained to the one before. Verifying computes the chain from its first row and holds it against backups, documents and the last closing.",
  footer: "Number in a printed footer",
  footerMeaning:
    "What stands after 审计 in the footer of an internal document, such as 128·0a1b2c3d. Optional: it holds paper against the trail.",
  checkExport: "Check an export",
  checkExportMeaning:
    "Pick a file that was exported from this vault (a list, the trail or all data) to see whether it is unchanged and who signed it.",
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
  exportNote: "Written as an Excel file in Chinese. The export itself enters the trail.",
  exportRows: (rows: number) => `Export ${rows.toLocaleString("en-US")} rows`,
  exported: (rows: number, file: string, number: number) =>
    `Exported ${rows} rows (export no. ${number}): ${file}`,
};
