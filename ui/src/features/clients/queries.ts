import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { queryClient } from "../../app/queryClient";
import type { RowSource } from "../../components/dataTableRows";
import type { ClientRow, OpenedList } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { type ListState, listState, queryOf } from "./state";

function listQuery(state: ListState) {
  const query = queryOf(state);
  const { search, isByRank } = state;
  return queryOptions({
    queryKey: ["clients", "list", query, search.trim(), isByRank],
    queryFn: () => call(commands.clientListOpen(query, search, isByRank)),
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
