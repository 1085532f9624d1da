import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queryClient } from "../../app/queryClient";
import type { RowSource } from "../../components/dataTableRows";
import type { ClientRow, OpenedList } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { type ListState, listState, queryOf } from "./state";

/** An open list and what was searched for in it, which is not yet what is being typed. */
export interface ShownList extends OpenedList {
  search: string;
}

function listQuery(state: ListState) {
  const query = queryOf(state);
  const { search, isByRank } = state;
  return queryOptions({
    queryKey: ["clients", "list", query, search.trim(), isByRank],
    queryFn: async (): Promise<ShownList> => ({
      ...(await call(commands.clientListOpen(query, search, isByRank))),
      search: search.trim(),
    }),
    // The shell keeps few lists open: one that was left is opened anew.
    gcTime: 0,
    // No row of one list is a row of the next.
    structuralSharing: false,
  });
}

/** The open list for how the page stands; the previous one stays until the next is there. */
export function useOpenList(state: ListState) {
  return useQuery({ ...listQuery(state), placeholderData: keepPreviousData });
}

/** Asks for the list as it should be now, ahead of the page that will show it. */
export function askList(): void {
  void queryClient.prefetchQuery(listQuery(listState()));
}

/** Lets the shell order the list as the page will ask for it, and counts the views. */
export async function prepareList(): Promise<void> {
  await queryClient.prefetchQuery(listQuery(listState()));
  await queryClient.prefetchQuery(tabsQuery);
}

/** The first client of the list as it stands now, which the page may not show yet. */
export async function firstRow(): Promise<ClientRow | undefined> {
  return (await queryClient.ensureQueryData(listQuery(listState()))).rows[0];
}

export function useSource(opened: OpenedList | undefined): RowSource<ClientRow> | undefined {
  return useMemo(
    () =>
      opened && {
        id: opened.list,
        count: opened.totals.clients,
        first: opened.rows,
        read: (offset, limit) => readRows(opened.list, offset, limit),
      },
    [opened],
  );
}

export function readRows(list: number, offset: number, limit: number): Promise<ClientRow[]> {
  return call(commands.clientListPage(list, offset, limit));
}

/** The list this window holds is no longer kept: open it again. */
export function reopen(): void {
  void queryClient.invalidateQueries({ queryKey: ["clients", "list"] });
}

export const tabsQuery = queryOptions({
  queryKey: ["clients", "views"],
  queryFn: () => call(commands.viewTabs()),
});

export const facetsQuery = queryOptions({
  queryKey: ["clients", "facets"],
  queryFn: () => call(commands.clientListFacets()),
});

export function viewsChanged(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: tabsQuery.queryKey });
}
