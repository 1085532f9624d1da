import { createStore } from "../../app/store";

/** The visit that is being planned, or changed where it has an id. */
export interface DrawerVisit {
  clientId: string;
  visitId?: string | undefined;
}

const open = createStore<DrawerVisit | undefined>(undefined);

/** Opens the form beside the page: a new visit, or the one with this id. */
export function openVisitDrawer(visit: DrawerVisit): void {
  open.set(visit);
}

/** What was typed and not saved stays and is there when the drawer is opened again. */
export function closeVisitDrawer(): void {
  open.set(undefined);
}

export const useVisitDrawer = open.use;
