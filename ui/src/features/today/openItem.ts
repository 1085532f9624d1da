import { router } from "../../app/router";
import type { ClientId, TodayItem, VisitId } from "../../ipc/bindings";
import { openVisitDrawer } from "../visit/drawer";

/** Where the work on an item is done: in the visit, at the client's page, or at the import. */
export function openItem(item: TodayItem): void {
  if (!item.client) {
    void router.navigate({ to: "/import" });
    return;
  }
  if (item.subject.kind === "visit") {
    void openVisit(item.client.id, item.subject.visit);
    return;
  }
  const tab = item.subject.kind === "maturity" ? "business" : "contacts";
  void goToClient(item.client.id, tab);
}

/** A planned visit beside its client's page: what is read there can be typed here. */
export async function openVisit(clientId: ClientId, visitId: VisitId): Promise<void> {
  await goToClient(clientId, "contacts");
  openVisitDrawer({ clientId, visitId });
}

function goToClient(clientId: ClientId, tab: string): Promise<void> {
  return router.navigate({ to: "/clients/$clientId", params: { clientId }, search: { tab } });
}
