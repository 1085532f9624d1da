import type { settings as zh } from "../zh-CN/settings";

export const settings: typeof zh = {
  parts: "Parts of the settings",
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
  theme: "Colours",
  languageMeaning: "Of the window. Client data and documents stay as they are.",
  zoom: "Zoom",
  zoomMeaning: "Ctrl or ⌘ with +, − or 0 works everywhere.",
  change: "Change",
  changeOf: (name) => `Change: ${name}`,
  passphrase: "Passphrase",
  passphraseMeaning:
    "The old one stops opening this vault; backups made before keep the one of their day.",
  present: "Present passphrase",
  wanted: "New passphrase",
  changePassphrase: "Change passphrase",
  passphraseChanged: "The passphrase is changed.",
  passphraseChangedAndKeychain:
    "The passphrase is changed, and the keychain of this computer opens the vault no longer. Turn it on again if you want it.",
  recovery: "Recovery key",
  recoveryMeaning:
    "Somebody was shown to keep it. When the paper is lost or was seen by others, make another; the old one opens nothing from then on.",
  recoveryNotKept:
    "It was never typed back. If you do not have it, make another; the old one opens nothing from then on.",
  renewRecovery: "Make another recovery key",
  recoveryRenewed: "The new recovery key is kept; the old one opens nothing any more.",
  escrow: "Escrow key",
  escrowNone:
    "None. With one, the private key that the bank keeps offline opens this vault, too, and sets a new passphrase for who forgot theirs. Every user sees it.",
  escrowMeaning: "Its private key opens this vault, too; the audit trail tells of each use.",
  escrowFile: "Public file of the escrow key, from the bank",
  escrowChoose: "Choose the public file…",
  escrowReplace: "Another…",
  escrowCompare:
    "Compare the fingerprint with the bank, group by group. From then on whoever has the private key opens this vault.",
  escrowSet: "It is the same: set it",
  escrowIsSet: "The escrow key is set.",
  escrowRemove: "Remove the escrow key",
  escrowRemoveMeaning:
    "It opens this vault no longer; backups of before still have it. For keys copied before to open nothing either, replace the key afterwards.",
  escrowRemoved:
    "The escrow key is removed. For keys copied before to open nothing either, replace the key.",
  fingerprint: "Fingerprint",
  keychain: "Open with the keychain of this computer",
  keychainOff:
    "Off unless you want it. With it, the system's keychain opens the vault when the program starts, without the passphrase; after a lock it is asked all the same. Whoever can log in to your account on this computer can open the vault then: not for shared computers.",
  keychainOn:
    "On: the program starts without asking for the passphrase, which a lock still does. The audit trail tells of each use. Another passphrase or key turns it off; no backup has it.",
  keychainTurnOn: "Turn on…",
  keychainAgree: "Turn on",
  keychainTurnOff: "Turn off",
  keychainIsOn: "It is on: the keychain opens the vault at the next start.",
  keychainIsOff: "It is off: the next start asks for the passphrase.",
  keychainLeft:
    "It is off: the next start asks for the passphrase. The keychain did not answer and still holds an entry, which opens nothing.",
  rotateKey: "Replace the key",
  rotateMeaning:
    "Encrypts the whole vault under another key; everybody keeps their passphrase. For when a user was removed, or the key may be known. The vault locks when it is done; backups of before keep the key and passphrases of their day.",
  rotateAndLock: "Replace the key and lock",
  idle: "Lock when nobody works",
  idleMeaning: "Half a minute's warning first. What is being typed is kept as a draft.",
  minutes: (count) => `${count} min`,
  lockWithScreen: "Lock with the screen and on sleep",
  lockWithScreenMeaning:
    "The vault locks when the screen does, when the lid is closed, and before the machine sleeps. What is being typed is kept as a draft.",
  lockNow: "Lock now",
  lockMeaning:
    "Closes the vault and starts the program anew: neither key nor client data stays in memory.",
  backupNow: "Back up now",
  backupWhere: "Folder for the second place of backups",
  backupMeaning:
    "On locking and leaving, what changed is backed up into the vault's own folder, checked page by page.",
  backupState: (newest, hasChanged) =>
    newest === null
      ? "No backup yet."
      : `Newest verified backup: ${newest}; ${hasChanged ? "changes since" : "no changes since"}.`,
  backupMade: (name) => `Backed up and checked: ${name}.`,
  second: {
    none: "",
    made: "The copy in the second place is made, too.",
    missing: "The second place is not there: no copy this time.",
    failed: "The second place refused; the reason stands in the settings.",
  },
  secondPlace: "Second place",
  secondMeaning: "A copy of each backup, best on another disk. None now.",
  secondIn: (folder) => `A copy of each backup goes to ${folder}.`,
  secondMissing: "This folder is not there now. Backups are made all the same, without a copy.",
  chooseFolder: "Choose a folder…",
  otherFolder: "Another folder…",
  noSecond: "Stop using",
  ownPlace: "In the vault",
  beforeUpgrade: "Before an upgrade",
  keptMeaning:
    "Of each day, week and month the newest is kept; how many stands in the thresholds below. The last verified one never goes.",
  madeAt: "Made",
  place: "Place",
  content: "Clients",
  state: "State",
  backupStates: { verified: "Verified", damaged: "Damaged", unchecked: "Never checked" },
  verify: "Verify",
  verifyOf: (backup) => `Verify the backup of ${backup}`,
  restore: "Restore beside",
  restoreOf: (backup) => `Restore the backup of ${backup} beside this vault`,
  backupWhole: "This backup is whole.",
  restoredBeside: (vault) =>
    `Restored as another vault: ${vault}. This one is untouched; lock to open the other from the start page.`,
  clients: (count) => `${count.toLocaleString("en-US")} clients`,
  diagnosis: {
    title: "Diagnostics",
    meaning:
      "Versions, system, rows by table, settings and a few timings as a ZIP for whoever helps; no client's text, file name or person's name. Open it and see.",
    deed: "Export diagnostics…",
    saved: (file) => `The diagnostics are saved: ${file}`,
  },
  dropFolder: {
    title: "Drop folder",
    meaning:
      "Choose a folder: Excel and CSV files that appear there are told of on the import page and on Today, and imported after a preview only. Nothing in it is ever moved, changed or deleted. None is set now.",
    in: (folder) =>
      `New files in ${folder} are told of while the vault is open, and imported after a preview only. Nothing in it is ever moved, changed or deleted.`,
    where: "The folder where files to import are dropped",
    none: "Stop watching",
  },
  mappings: {
    title: "Sharing columns and labels",
    meaning:
      "What imports were told of columns, and of labels of industries and products, as one small file for a colleague or another vault. No client's data and no client manager is in it.",
    export: "Export…",
    import: "Import…",
    exportTitle: "Export columns and labels",
    importTitle: "Import columns and labels",
    fileName: "jingwei-mappings",
    exported: (tables, labels) => `Exported: ${tables} tables, ${labels} labels.`,
    managers: (count) => `Left out: ${count} labels of client managers, who are people.`,
    personal: (count) => `Left out: ${count} that hold a name or number of the vault.`,
    unnamed: (count) => `Left out: ${count} tables without header texts; import them once more.`,
    counted: (fresh, changed, same) =>
      `New ${fresh}, changed ${changed}, same ${same}. What changed becomes as in the file.`,
    standing: { new: "New", changed: "Changed", same: "Same" },
    table: "Table",
    separator: ", ",
    column: (letter, header, field) => `${letter}${header ? ` “${header}”` : ""} → ${field}`,
    was: (target) => `was ${target}`,
    nothing: "empty",
    take: (count) => `Take ${count}`,
    taken: (count) => `Taken: ${count}, from the next import on.`,
  },
  industries: {
    title: "Industry labels",
    meaning: (own, builtIn) =>
      `Which division of GB/T 4754 a label means. The bank's own ${own} go first; ${builtIn} built-in ones only propose. Each can be found and changed, and restored.`,
    seek: "Find a label",
    none: "No such label; add it below.",
    newLabel: "New label",
    newMeaning: "The new label means",
    choose: "Division…",
    nothing: "Nothing, leave empty",
    separator: ", ",
    proposes: (usual) => `Proposed: ${usual}`,
    builtIn: (usual) => `The built-in table proposes ${usual}`,
    change: (label) => `Change “${label}”`,
    remove: "Remove",
    removeOf: (label) => `Remove the label “${label}”`,
    restore: "Restore",
    restoreOf: (label) => `Restore the built-in proposal of “${label}”`,
    saved: (label) => `“${label}” is saved, from the next import on.`,
    removed: (label) => `“${label}” has no meaning of the bank's own any more.`,
  },
  threshold: "Rule",
  value: "Value",
  default: "Default",
  since: "Since",
  from: "From which day",
  unit: { days: " days", share: "%", points: " points", copies: "", switch: "" },
  switched: { on: "on", off: "off" },
  willBe: (value, day) => `${value} from ${day}`,
  notANumber: "A number, please",
  thresholdSaved: (name) => `Changed: ${name}. Earlier judgements stay.`,
  thresholds: {
    stale_days: { name: "Old data", meaning: "Balances older than this are marked as old." },
    due_soon_days: { name: "Due soon", meaning: "Loans due within this many days are listed." },
    abnormal_move: {
      name: "Abnormal balance",
      meaning: "An import asks about a balance that moved by more than this.",
    },
    abnormal_look_back_days: {
      name: "Looking back for abnormal",
      meaning: "Only balances of this many days are compared.",
    },
    month_end_slack_days: {
      name: "Month-end data may be early",
      meaning: "Data of this many days before the month's last day counts as the month end's.",
    },
    month_end_look_back_days: {
      name: "Looking back for monthly tables",
      meaning: "A table that came for a month end within this many days is expected again.",
    },
    month_end_due_days: {
      name: "Month-end tables due",
      meaning: "A table that has not come this many days after the month end is named in Today.",
    },
    notable_move: {
      name: "Worth asking about",
      meaning: "A month's average that moved by more than this is a question for the visit.",
    },
    technical_overdue_days: {
      name: "Technical overdue",
      meaning: "Overdue up to this long counts as a slip.",
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
      meaning: "Where overdue things begin, before days and amount are added.",
    },
    severity_due_this_week: {
      name: "Today's order: due in seven days",
      meaning: "Where things due in seven days begin.",
    },
    severity_due_this_month: {
      name: "Today's order: due in thirty days",
      meaning: "Where things due in thirty days begin.",
    },
    severity_due_later: {
      name: "Today's order: due later",
      meaning: "Where things due later begin.",
    },
    severity_visit_today: {
      name: "Today's order: visit today",
      meaning: "Where today's visits begin.",
    },
    severity_visit_this_week: {
      name: "Today's order: visit this week",
      meaning: "Where this week's visits begin.",
    },
    severity_stale_data: {
      name: "Today's order: old data",
      meaning: "Where clients with old data begin.",
    },
    severity_unfinished_import: {
      name: "Today's order: unfinished import",
      meaning: "Where imports with rows that belong to no client yet begin.",
    },
    falling_move: {
      name: "Falling deposits",
      meaning: "A month's average that fell by more than this is in the view of falling deposits.",
    },
    backups_daily: {
      name: "Backups kept: daily",
      meaning: "Of so many days that have a backup, the newest is kept.",
    },
    backups_weekly: {
      name: "Backups kept: weekly",
      meaning: "Of so many weeks that have a backup, the newest is kept.",
    },
    backups_monthly: {
      name: "Backups kept: monthly",
      meaning: "Of so many months that have a backup, the newest is kept.",
    },
    mask_account_numbers: {
      name: "Masked account numbers",
      meaning:
        "Shown by the last digits only, in import previews, too; each look at a whole number is on record.",
    },
    mask_loan_numbers: {
      name: "Masked loan numbers",
      meaning: "The same for loans, on the client's page, in today's list and in import previews.",
    },
    retain_people_days: {
      name: "People kept",
      meaning: "Days after which somebody of whom nothing spoke is due for erasure.",
    },
    retain_clients_days: {
      name: "Clients kept",
      meaning: "The same for clients without a balance.",
    },
  },
  version: "Version",
  versionMeaning: "The program is offline and does not update itself; you install new versions.",
  licence: "Licence",
  licenceMeaning: "The licences of the open-source parts come with the installer.",
  whole: {
    title: "Export all data",
    meaning:
      "Clients, people, deposits and loans as CSV files in one encrypted archive (AES-256, a passphrase of its own). 7-Zip opens it, and another vault imports it as it was. Visits, documents and the audit trail stay with backups.",
    deed: "Export…",
    passphrase: "Passphrase of the archive",
  },
};
