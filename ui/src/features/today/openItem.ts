import { router } from "../../app/router";
import type { TodayItem } from "../../ipc/bindings";

/** Where the work on an item is done: at the client's page, or at the import. */
export function openItem(item: TodayItem): void {
  if (!item.client) {
    void router.navigate({ to: "/import" });
    return;
  }
  const tab = item.subject.kind === "maturity" ? "business" : "contacts";
  void router.navigate({
    to: "/clients/$clientId",
    params: { clientId: item.client.id },
    search: { tab },
  });
}
