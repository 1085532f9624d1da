import { readOnce } from "./modules";
import { queryClient } from "./queryClient";
import { createStore } from "./store";

const isDeskOpen = createStore(false);
export const useIsDeskOpen = isDeskOpen.use;

/** The desk is several times as much program as the start page, which therefore stands before it is read. */
export const loadDesk = readOnce(() => import("./Desk"));

/** Into the open vault: nothing asked before it was open is true any more. */
export async function enter(room: "/today" | "/import" = "/today"): Promise<void> {
  queryClient.clear();
  const { router } = await loadDesk();
  await router.navigate({ to: room, replace: true });
  isDeskOpen.set(true);
}
