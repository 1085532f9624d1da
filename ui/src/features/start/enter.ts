import { queryClient } from "../../app/queryClient";
import { router } from "../../app/router";

/** Into the open vault: nothing asked before it was open is true any more. */
export async function enter(room: "/today" | "/import" = "/today"): Promise<void> {
  queryClient.clear();
  await router.navigate({ to: room, replace: true });
}
