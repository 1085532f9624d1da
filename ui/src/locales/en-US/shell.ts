import type { shell as zh } from "../zh-CN/shell";

export const shell: typeof zh = {
  rooms: "Rooms",
  room: {
    today: "Today",
    clients: "Clients",
    import: "Import",
    documents: "Documents",
    settings: "Settings",
  },
  back: "Back",
  forward: "Forward",
};
