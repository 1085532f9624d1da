import { createStore } from "../../app/store";
import type { Filter, ListQuery, Sort, Tab } from "../../ipc/bindings";

/** How the list stands: kept while the user is in another room, gone when the window locks. */
export interface ListState {
  /** Which tab it came from. */
  view: string;
  filters: Filter[];
  sort: Sort[];
  /** The user's choice; `null` leaves it to the width of the window. */
  columns: string[] | null;
  search: string;
  /** While searching: the best hit first, until a column is sorted by. */
  isByRank: boolean;
  /** The row the keyboard stands on. */
  row: number;
  isPreviewOpen: boolean;
}

export const BY_DEPOSITS: Sort[] = [{ by: "deposits", descending: true }];

const store = createStore<ListState>({
  view: "all",
  filters: [],
  sort: BY_DEPOSITS,
  columns: null,
  search: "",
  isByRank: false,
  row: 0,
  isPreviewOpen: true,
});

export const useListState = store.use;
export const listState = store.get;

export function change(part: Partial<ListState>): void {
  store.set({ ...store.get(), ...part });
}

/** What names a tab. */
export function tabKey(tab: Tab): string {
  return tab.id ?? tab.built_in ?? "";
}

/** Shows what a tab holds; what was searched for stays behind. */
export function enterView(tab: Tab): void {
  const { query, columns } = tab.content;
  change({
    view: tabKey(tab),
    filters: query.filters,
    sort: query.sort,
    columns: columns.length > 0 ? columns : null,
    search: "",
    isByRank: false,
    row: 0,
  });
}

export function setFilters(filters: Filter[]): void {
  change({ filters, row: 0 });
}

/** Takes back what narrows the list beyond nothing. */
export function clearAll(): void {
  change({ filters: [], search: "", isByRank: false, row: 0 });
}

/** A search begins with the best hit first; the end of it restores the order. */
export function setSearch(search: string): void {
  const wasSearching = store.get().search.trim() !== "";
  const isSearching = search.trim() !== "";
  const isByRank = isSearching && (!wasSearching || store.get().isByRank);
  change({ search, isByRank, row: 0 });
}

/** Sorts by a column, or turns it around; beside the others with Shift. */
export function sortBy(by: Sort["by"], isAdditional: boolean, isLargestFirst: boolean): void {
  const { sort, isByRank } = store.get();
  const present = isByRank ? undefined : sort.find((key) => key.by === by);
  const next = { by, descending: present ? !present.descending : isLargestFirst };
  const others = isAdditional && !isByRank ? sort : [];
  const turned = others.map((key) => (key.by === by ? next : key));
  change({
    sort: others.includes(present as Sort) ? turned : [...others, next],
    isByRank: false,
    row: 0,
  });
}

export function queryOf(state: ListState): ListQuery {
  return { filters: state.filters, sort: state.sort };
}

/** Whether the list is no longer what its tab says. */
export function isChanged(state: ListState, tab: Tab | undefined): boolean {
  if (!tab) return true;
  const own = JSON.stringify(queryOf(state)) === JSON.stringify(tab.content.query);
  const columns = tab.content.columns.length > 0 ? tab.content.columns : null;
  return !own || JSON.stringify(state.columns) !== JSON.stringify(columns);
}
