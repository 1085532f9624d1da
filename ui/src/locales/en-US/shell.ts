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
  lockIn: (seconds) => `Locks in ${seconds} s: nobody has worked for a while. Drafts are kept.`,
  stayOpen: "Keep working",
  lockLosesImport: " An import that is not committed is not; its files must be chosen again.",
  closeTitle: "An import is not finished",
  closeText:
    "What the preview shows is not in the vault yet; after closing, choose the file again. What was imported stays.",
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
    "The vault lies where nothing can be written: you can look, not change. To change it, copy the whole .vault folder to a place that can be written.",
  recoveryNotKept: "The recovery key was never confirmed",
  recoveryNotKeptMeaning:
    "Only it opens the vault when the passphrase is forgotten. If you do not have it, make another.",
  renewRecovery: "Make another",
  backupFailed: "The last backup on leaving failed",
  secondFailed: "The second place took no copy on leaving",
  backupFailedMeaning: (when, reason) => `${when}: ${reason}`,
  backupOverdue: "The backup is out of date",
  backupOverdueMeaning: (newest: string | null) =>
    newest === null
      ? "None was made in the vault's first week."
      : `The newest verified one is of ${newest}.`,
  toBackup: "Back up",
  sharedSynchronised: (by: string) => `The vault lies in a folder that ${by} synchronises`,
  sharedNetwork: "The vault lies in a network folder",
  sharedMeaning:
    "Other programs change files there while they are in use, which can damage them, and carry the vault away. Quit, and move the whole folder to this machine's disk.",
  trailAtOdds: "The audit trail is not the one that was last closed",
  trailAtOddsMeaning:
    "Rows were cut off or rewritten; the clients' data is not affected. Verify it, and tell compliance.",
  toTrail: "Verify",
  notFound: "There is no such page, or what it showed is gone.",
  toToday: "Back to Today",
};
