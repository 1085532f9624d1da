/** What the start page shows beside the list of vaults. */
export type Step =
  | { name: "welcome" }
  | { name: "unlock"; folder: string }
  | { name: "open" }
  | { name: "create" }
  | { name: "recoveryKey"; recoveryKey: string }
  | { name: "firstSteps" }
  | { name: "recover"; folder: string }
  | { name: "escrow"; folder: string }
  /** `from`: a vault whose own backups are offered first. */
  | { name: "restore"; from: string | undefined }
  | { name: "demo" };

export type Go = (step: Step) => void;
