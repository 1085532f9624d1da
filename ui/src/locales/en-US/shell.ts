import type { shell as zh } from "../zh-CN/shell";

export const shell: typeof zh = {
  rooms: "Rooms",
  room: {
    today: "Today",
    clients: "Clients",
    import: "Import",
    documents: "Documents",
    settings: "Settings",
    shortcuts: "Shortcuts",
  },
  back: "Back",
  forward: "Forward",
  place: "Where you are",
  dataUntil: "Data until",
  lock: "Lock",
  appearance: "Appearance",
  theme: { light: "Light", dark: "Dark", system: "As the system" },
  language: "Language",
  user: (name) => `User: ${name}`,
  vault: (name) => `Vault: ${name}`,
  waiting: (count) => `${count} waiting`,
  notFound: "There is no such page, or what it showed is gone.",
  toToday: "Back to Today",
};
