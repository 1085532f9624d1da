import type { settings as zh } from "../zh-CN/settings";

export const settings: typeof zh = {
  parts: "Sections",
  part: {
    appearance: "Appearance",
    security: "Security",
    users: "Users",
    backup: "Backup",
    import: "Import",
    audit: "Audit trail",
    protection: "Data protection",
    thresholds: "Thresholds",
    about: "About",
  },
  theme: "Theme",
  languageMeaning: "Language of the window. Client data and documents are not affected.",
  zoom: "Zoom",
  zoomMeaning: "Ctrl or ⌘ with +, − or 0 works everywhere.",
  change: "Change",
  changeOf: (name) => `Change: ${name}`,
  passphrase: "Passphrase",
  passphraseMeaning:
    "The old passphrase no longer opens this vault; earlier backups keep the one they were made with.",
  present: "Current passphrase",
  wanted: "New passphrase",
  changePassphrase: "Change passphrase",
  passphraseChanged: "Passphrase changed.",
  passphraseChangedAndKeychain:
    "Passphrase changed. Opening with this computer's keychain is now off; turn it on again if you need it.",
  recovery: "Recovery key",
  recoveryMeaning:
    "Confirmed as kept. If the paper is lost or someone else has seen it, replace it; the old key stops working.",
  recoveryNotKept:
    "Not confirmed yet. If you did not write it down, replace it; the old key stops working.",
  renewRecovery: "Replace recovery key",
  recoveryRenewed: "The new recovery key is confirmed; the old one no longer works.",
  escrow: "Escrow key",
  escrowNone:
    "Not set. With one, the private key that the bank keeps offline also opens this vault, to reset a forgotten passphrase. Every user can see that it is set.",
  escrowMeaning: "Its private key also opens this vault; the audit trail records each use.",
  escrowFile: "Public file of the escrow key, from the bank",
  escrowChoose: "Choose the public file…",
  escrowReplace: "Replace…",
  escrowCompare:
    "Compare the fingerprint with the bank, group by group. Once set, whoever holds the private key can open this vault.",
  escrowSet: "It matches: set it",
  escrowIsSet: "Escrow key set.",
  escrowRemove: "Remove escrow key",
  escrowRemoveMeaning:
    "It will no longer open this vault; earlier backups still have it. To disable copies of the old keys as well, replace the key afterwards.",
  escrowRemoved:
    "Escrow key removed. To disable copies of the old keys as well, use “Replace key”.",
  fingerprint: "Fingerprint",
  keychain: "Open with this computer's keychain",
  keychainOff:
    "Off by default. When on, the system keychain opens the vault at startup without the passphrase; after a lock it is still asked for. Anyone who can sign in to your account on this computer can then open the vault, so leave it off on shared computers.",
  keychainOn:
    "On: the program opens at startup without the passphrase; after a lock it is still asked for. The audit trail records each use. Changing the passphrase or the key turns it off; backups do not contain it.",
  keychainTurnOn: "Turn on…",
  keychainAgree: "Turn on",
  keychainTurnOff: "Turn off",
  keychainIsOn: "On: the keychain opens the vault at the next start.",
  keychainIsOff: "Off: the next start asks for the passphrase.",
  keychainLeft:
    "Off: the next start asks for the passphrase. The keychain did not respond and still holds an entry, which no longer opens anything.",
  rotateKey: "Replace key",
  rotateMeaning:
    "Encrypts the whole vault again with a new key; all passphrases stay the same. Use it after removing a user, or if the key may have leaked. The vault locks when done; earlier backups keep their old key and passphrases.",
  rotateAndLock: "Replace key and lock",
  idle: "Lock when idle",
  idleMeaning: "Warns half a minute before. What you are typing is kept as a draft.",
  minutes: (count) => `${count} min`,
  lockWithScreen: "Lock with the screen and on sleep",
  lockWithScreenMeaning:
    "The vault locks when the screen locks, the lid closes or the computer sleeps. What you are typing is kept as a draft.",
  lockNow: "Lock now",
  lockMeaning:
    "Closes the vault and restarts the program, so that no key or client data stays in memory.",
  backupNow: "Back up now",
  backupWhere: "Folder for second backup copies",
  backupMeaning:
    "On locking or quitting, changes are backed up to the vault's own folder and verified page by page.",
  backupState: (newest, hasChanged) =>
    newest === null
      ? "No backup yet."
      : `Latest verified backup: ${newest}; ${hasChanged ? "changed since" : "no changes since"}.`,
  backupMade: (name) => `Backed up and verified: ${name}.`,
  second: {
    none: "",
    made: "The second copy was also written.",
    missing: "The second location is not available: no copy this time.",
    failed: "The second copy failed; see Backup in the settings for the reason.",
  },
  secondPlace: "Second copy",
  secondMeaning: "Keeps a copy of each backup, ideally on another disk. Not set.",
  secondIn: (folder) => `A copy of each backup is written to ${folder}.`,
  secondMissing:
    "This folder is not available now; perhaps the disk is not connected. Backups go on, without a copy.",
  chooseFolder: "Choose folder…",
  otherFolder: "Change folder…",
  noSecond: "Stop using",
  ownPlace: "In the vault",
  beforeUpgrade: "Before an upgrade",
  keptMeaning:
    "The latest of each day, week and month is kept; how many is set under Thresholds below. The last verified one is never removed.",
  madeAt: "Made",
  place: "Place",
  content: "Clients",
  state: "State",
  backupStates: { verified: "Verified", damaged: "Damaged", unchecked: "Not verified" },
  verify: "Verify",
  verifyOf: (backup) => `Verify the backup of ${backup}`,
  restore: "Restore as new",
  restoreOf: (backup) => `Restore as new: the backup of ${backup}`,
  backupWhole: "This backup is intact.",
  restoredBeside: (vault) =>
    `Restored as a new vault: ${vault}. The current vault is unchanged; lock it to open the new one from the start page.`,
  clients: (count) => `${count.toLocaleString("en-US")} clients`,
  diagnosis: {
    title: "Diagnostics",
    meaning:
      "Versions, system, row counts, setting values and a few timings, as a ZIP for support. It holds no client data, file names or personal names; open it and check.",
    deed: "Export diagnostics…",
    saved: (file) => `Diagnostics saved: ${file}`,
  },
  dropFolder: {
    title: "Drop folder",
    meaning:
      "Choose a folder: Excel and CSV files that appear in it are listed under Import and Today, and imported only after a preview. Files in it are never moved, changed or deleted. Not set.",
    in: (folder) =>
      `New files in ${folder} are listed while the vault is open, and imported only after a preview. Files in it are never moved, changed or deleted.`,
    where: "Folder for files to import",
    none: "Stop watching",
  },
  mappings: {
    title: "Share columns and labels",
    meaning:
      "Saves the columns you assigned, and the industry and product labels, to one small file for a colleague or another vault. It holds no client data and no client managers.",
    export: "Export…",
    import: "Import…",
    exportTitle: "Export columns and labels",
    importTitle: "Import columns and labels",
    fileName: "jingwei-mappings",
    exported: (tables, labels) => `Exported: ${tables} tables, ${labels} labels.`,
    managers: (count) => `Left out: ${count} labels of client managers, who are people.`,
    personal: (count) => `Left out: ${count} that contain a name or number from the vault.`,
    unnamed: (count) =>
      `Left out: ${count} tables without stored headers; import them once more to include them.`,
    counted: (fresh, changed, same) =>
      `${fresh} new, ${changed} changed, ${same} the same. Changed ones become as in the file.`,
    standing: { new: "New", changed: "Changed", same: "Same" },
    table: "Table",
    separator: ", ",
    column: (letter, header, field) => `${letter}${header ? ` “${header}”` : ""} → ${field}`,
    was: (target) => `was ${target}`,
    nothing: "empty",
    take: (count) => `Import ${count}`,
    taken: (count) => `Imported ${count}; used from the next import on.`,
  },
  industries: {
    title: "Industry labels",
    meaning: (own, builtIn) =>
      `Which GB/T 4754 division each industry label stands for. Your bank's own ${own} come first; the ${builtIn} built-in ones are only suggestions. All can be found, changed and restored.`,
    seek: "Find a label",
    none: "No such label; you can add it below.",
    newLabel: "New label",
    newMeaning: "The new label stands for",
    choose: "Division…",
    nothing: "Nothing, leave empty",
    separator: ", ",
    proposes: (usual) => `Suggested: ${usual}`,
    builtIn: (usual) => `Built-in suggestion: ${usual}`,
    change: (label) => `Change “${label}”`,
    remove: "Remove",
    removeOf: (label) => `Remove the label “${label}”`,
    restore: "Restore",
    restoreOf: (label) => `Restore the built-in suggestion for “${label}”`,
    saved: (label) => `“${label}” saved; used from the next import on.`,
    removed: (label) => `“${label}” no longer has a meaning of your bank's own.`,
  },
  threshold: "Rule",
  value: "Value",
  default: "Default",
  since: "Since",
  from: "Effective from",
  unit: { days: " days", share: "%", points: " points", copies: "", switch: "" },
  switched: { on: "on", off: "off" },
  willBe: (value, day) => `${value} from ${day}`,
  notANumber: "Enter a number",
  thresholdSaved: (name) => `Changed: ${name}. Earlier results are not affected.`,
  thresholds: {
    stale_days: {
      name: "Outdated data",
      meaning: "Balances older than this are marked as outdated.",
    },
    due_soon_days: { name: "Due soon", meaning: "Loans due within this many days are flagged." },
    abnormal_move: {
      name: "Abnormal balance",
      meaning: "An import asks you to confirm balances that moved by more than this.",
    },
    abnormal_look_back_days: {
      name: "Abnormal: look-back",
      meaning: "Balances are compared with those of up to this many days before.",
    },
    month_end_slack_days: {
      name: "Month-end data: how early",
      meaning: "Data dated up to this many days before month end counts as month-end data.",
    },
    month_end_look_back_days: {
      name: "Monthly tables: look-back",
      meaning: "A table imported for a month end within this many days is expected again.",
    },
    month_end_due_days: {
      name: "Month-end tables due",
      meaning: "Tables still missing this many days after month end are listed in Today.",
    },
    notable_move: {
      name: "Notable movement",
      meaning: "If a month's average moves by more than this, the visit pack suggests asking why.",
    },
    technical_overdue_days: {
      name: "Technical overdue",
      meaning: "Overdue up to this long is treated as technical.",
    },
    special_mention_days: {
      name: "Special mention up to",
      meaning: "Overdue up to this long is at least special mention.",
    },
    substandard_days: {
      name: "Substandard up to",
      meaning: "Overdue up to this long is at least substandard.",
    },
    doubtful_days: {
      name: "Doubtful up to",
      meaning: "Overdue up to this long is at least doubtful; longer is a loss.",
    },
    severity_past_due: {
      name: "Today's order: overdue",
      meaning: "Base score of overdue items, before days and amount are added.",
    },
    severity_due_this_week: {
      name: "Today's order: due in seven days",
      meaning: "Base score of items due in seven days.",
    },
    severity_due_this_month: {
      name: "Today's order: due in thirty days",
      meaning: "Base score of items due in thirty days.",
    },
    severity_due_later: {
      name: "Today's order: due later",
      meaning: "Base score of items due later.",
    },
    severity_visit_today: {
      name: "Today's order: visit today",
      meaning: "Base score of today's visits.",
    },
    severity_visit_this_week: {
      name: "Today's order: visit this week",
      meaning: "Base score of this week's visits.",
    },
    severity_stale_data: {
      name: "Today's order: outdated data",
      meaning: "Base score of clients with outdated data.",
    },
    severity_unfinished_import: {
      name: "Today's order: unfinished import",
      meaning: "Base score of imports with rows not yet assigned to a client.",
    },
    falling_move: {
      name: "Falling deposits",
      meaning:
        "Clients whose monthly average fell by more than this are in the view “Deposits falling”.",
    },
    backups_daily: {
      name: "Backups kept: daily",
      meaning: "For this many days with a backup, the latest of each is kept.",
    },
    backups_weekly: {
      name: "Backups kept: weekly",
      meaning: "For this many weeks with a backup, the latest of each is kept.",
    },
    backups_monthly: {
      name: "Backups kept: monthly",
      meaning: "For this many months with a backup, the latest of each is kept.",
    },
    mask_account_numbers: {
      name: "Mask account numbers",
      meaning:
        "Only the last digits are shown, in import previews too; viewing a full number is recorded in the audit trail.",
    },
    mask_loan_numbers: {
      name: "Mask loan numbers",
      meaning: "The same for loans: on the client page, in Today and in import previews.",
    },
    retain_people_days: {
      name: "Retention of people",
      meaning:
        "People not mentioned by any file, entry or visit for this many days are listed as due.",
    },
    retain_clients_days: {
      name: "Retention of clients",
      meaning: "The same for clients without a balance.",
    },
  },
  version: "Version",
  versionMeaning: "The program is offline and does not update itself; you install new versions.",
  licence: "Licence",
  licenceMeaning: "Licences of the open-source components come with the installer.",
  whole: {
    title: "Export all data",
    meaning:
      "Clients, people, deposits and loans as CSV files in one encrypted archive (AES-256, with its own passphrase). 7-Zip can open it, and another vault can import it as is. For visits, documents and the audit trail, use a backup.",
    deed: "Export…",
    reason: "Reason",
    reasonSuch: "For example: handover",
    passphrase: "Archive passphrase",
  },
};
