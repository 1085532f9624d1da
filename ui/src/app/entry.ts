import { queryClient } from "./queryClient";
import { createStore } from "./store";

const isDeskOpen = createStore(false);
export const useIsDeskOpen = isDeskOpen.use;

let desk: Promise<typeof import("./Desk")> | undefined;

/** The desk is several times as much program as the start page, which therefore stands before it is read. Read once
 * for all who ask: of two imports at a time WebKit may answer the second before the module has run. */
export function loadDesk() {
  desk ??= import("./Desk");
  return desk;
}

/** Into the open vault: nothing asked before it was open is true any more. */
export async function enter(room: "/today" | "/import" = "/today"): Promise<void> {
  queryClient.clear();
  const { router } = await loadDesk();
  await router.navigate({ to: room, replace: true });
  isDeskOpen.set(true);
}
