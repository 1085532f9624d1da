import { Channel } from "@tauri-apps/api/core";
import { router } from "../../app/router";
import { createStore } from "../../app/store";
import type { FileDrop } from "../../ipc/bindings";
import { commands } from "../../ipc/call";
import { openFiles } from "./openImport";

/** Files that hover over the window now. */
const over = createStore(0);
let isListening = false;

export const useFilesOver = over.use;

/** Asks the shell once to tell of files dropped anywhere on the window: they lead here. */
export function listenForDrops(): void {
  if (isListening) return;
  isListening = true;
  const dropped = new Channel<FileDrop>();
  dropped.onmessage = (event) => {
    over.set(event.drop === "over" ? event.files : 0);
    if (event.drop !== "dropped") return;
    void router.navigate({ to: "/import" });
    void openFiles(event.paths);
  };
  void commands.importDrops(dropped);
}
