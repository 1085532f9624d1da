import type { Messages } from "../../locales";

/** Where keys work: everywhere, in one room, or in a part of the window. */
export type Place =
  | "everywhere"
  | "palette"
  | "today"
  | "clients"
  | "client"
  | "import"
  | "documents"
  | "audit";

export interface Listed {
  /** As `chord.ts` writes them; several do the same. */
  keys: string[];
  label: (m: Messages) => string;
}

/** Every key of the window by its place. A page cannot see the keys of rooms that are not open, so they are
 * written down here; a test holds this list against the code. */
export const CATALOGUE: Record<Place, Listed[]> = {
  everywhere: [
    { keys: ["mod+k"], label: (m) => m.palette.open },
    { keys: ["?"], label: (m) => m.palette.action.keys },
    { keys: ["mod+,"], label: (m) => m.shell.room.settings },
    { keys: ["mod+l"], label: (m) => m.shell.lock },
    { keys: ["mod+i"], label: (m) => m.shell.room.import },
    { keys: ["mod+=", "mod++"], label: (m) => m.shell.zoomIn },
    { keys: ["mod+-"], label: (m) => m.shell.zoomOut },
    { keys: ["mod+0"], label: (m) => m.shell.zoomBack },
    { keys: ["mod+z"], label: (m) => m.palette.keys.undo },
    { keys: ["alt+arrowleft"], label: (m) => m.shell.back },
    { keys: ["alt+arrowright"], label: (m) => m.shell.forward },
    { keys: ["mod+enter"], label: (m) => m.palette.keys.save },
    { keys: ["escape"], label: (m) => m.palette.keys.close },
  ],
  palette: [
    { keys: ["arrowup", "arrowdown"], label: (m) => m.palette.hint.choose },
    { keys: ["enter"], label: (m) => m.palette.hint.open },
    { keys: ["tab"], label: (m) => m.palette.keys.forClient },
    { keys: [">"], label: (m) => m.palette.scope.actions },
    { keys: ["@"], label: (m) => m.palette.scope.people },
    { keys: ["#"], label: (m) => m.palette.scope.documents },
  ],
  today: [
    { keys: ["j", "arrowdown"], label: (m) => m.today.next },
    { keys: ["k", "arrowup"], label: (m) => m.today.previous },
    { keys: ["enter"], label: (m) => m.today.open },
    { keys: ["e"], label: (m) => m.today.done },
    { keys: ["s"], label: (m) => m.today.snooze },
  ],
  clients: [
    { keys: ["/"], label: (m) => m.clients.focusSearch },
    { keys: ["f"], label: (m) => m.clients.filter },
    { keys: ["n"], label: (m) => m.entry.client.add },
    { keys: ["j", "arrowdown"], label: (m) => m.palette.keys.nextRow },
    { keys: ["k", "arrowup"], label: (m) => m.palette.keys.previousRow },
    { keys: ["space"], label: (m) => m.palette.keys.preview },
    { keys: ["shift+space"], label: (m) => m.palette.keys.select },
    { keys: ["enter"], label: (m) => m.palette.action.openClient },
    { keys: ["mod+a"], label: (m) => m.palette.keys.selectAll },
    { keys: ["mod+c"], label: (m) => m.palette.keys.copyRows },
    { keys: ["mod+v"], label: (m) => m.import.paste.deed },
    { keys: ["escape"], label: (m) => m.clients.clear },
  ],
  client: [
    {
      keys: ["1", "2", "3", "4", "5"],
      label: (m) => m.palette.keys.tabs,
    },
  ],
  import: [
    { keys: ["mod+v"], label: (m) => m.import.paste.deed },
    { keys: ["f2"], label: (m) => m.import.mend.deed },
    { keys: ["mod+enter"], label: (m) => m.import.steps.commit },
  ],
  documents: [{ keys: ["mod+f"], label: (m) => m.palette.keys.find }],
  audit: [
    { keys: ["f"], label: (m) => m.clients.filter },
    { keys: ["j", "arrowdown"], label: (m) => m.palette.keys.nextRow },
    { keys: ["k", "arrowup"], label: (m) => m.palette.keys.previousRow },
    { keys: ["space"], label: (m) => m.palette.keys.preview },
    { keys: ["shift+space"], label: (m) => m.palette.keys.select },
    { keys: ["enter"], label: (m) => m.palette.action.openClient },
    { keys: ["mod+a"], label: (m) => m.palette.keys.selectAll },
    { keys: ["mod+c"], label: (m) => m.palette.keys.copyRows },
  ],
};
