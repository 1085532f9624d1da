import type { shell as zh } from "../zh-CN/shell";

export const shell: typeof zh = {
  rooms: "Rooms",
  room: {
    today: "Today",
    clients: "Clients",
    import: "Import",
    documents: "Docs",
    settings: "Settings",
    shortcuts: "Shortcuts",
  },
  back: "Back",
  forward: "Forward",
  place: "Where you are",
  dataUntil: "Data until",
  lock: "Lock",
  lockIn: (seconds) => `Locking in ${seconds} s: no activity for a while. Drafts are kept.`,
  stayOpen: "Keep working",
  lockLosesImport: " Uncommitted imports are not kept; choose their files again.",
  closeTitle: "The import is not finished",
  closeText:
    "What you see in the preview is not in the vault yet; after closing, you will have to choose the file again. Finished imports are not affected.",
  closeAnyway: "Discard and close",
  stay: "Stay",
  zoomIn: "Zoom in",
  zoomOut: "Zoom out",
  zoomBack: "Actual size",
  appearance: "Appearance",
  theme: { light: "Light", dark: "Dark", system: "As the system" },
  language: "Language",
  user: (name) => `User: ${name}`,
  vault: (name) => `Vault: ${name}`,
  waiting: (count) => `${count} waiting`,
  vaultNotes: "State of the vault",
  readOnly: "Read only",
  readOnlyMeaning:
    "The vault is in a read-only location: you can view it but not change it. To make changes, copy the whole .vault folder to a writable location.",
  recoveryNotKept: "The recovery key is not confirmed",
  recoveryNotKeptMeaning:
    "Only this key opens the vault if the passphrase is forgotten. If you did not write it down, replace it.",
  renewRecovery: "Replace it",
  backupFailed: "The last backup on leaving failed",
  secondFailed: "The second copy failed on leaving",
  backupFailedMeaning: (when, reason) => `${when}: ${reason}`,
  backupOverdue: "The backup is out of date",
  backupOverdueMeaning: (newest: string | null) =>
    newest === null
      ? "No backup in the first week."
      : `The latest verified backup is from ${newest}.`,
  toBackup: "Back up",
  sharedSynchronised: (by: string) => `The vault is in a folder synced by ${by}`,
  sharedNetwork: "The vault is in a network folder",
  sharedMeaning:
    "Other programs may change files there while in use, which can damage data and spread the vault. Quit, and move the whole folder to a local disk.",
  trailAtOdds: "The audit trail does not match the last closing",
  trailAtOddsMeaning:
    "Rows were removed or rewritten; client data is not affected. Verify it, and inform compliance.",
  toTrail: "Verify",
  notFound: "There is no such page, or what it showed no longer exists.",
  toToday: "Back to Today",
};
