import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { usePreferences } from "../../app/preferences";
import { queryClient } from "../../app/queryClient";
import type { RowSource } from "../../components/dataTableRows";
import type { AuditFilter, AuditRow, OpenedTrail } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

/** The trail under a filter; the previous one stays until the next is there. Its rows are in words, so another
 * language is another trail. */
export function useTrail(filter: AuditFilter) {
  const { language } = usePreferences();
  return useQuery({
    queryKey: ["audit", "trail", filter, language],
    queryFn: () => call(commands.auditOpen(filter)),
    placeholderData: keepPreviousData,
    // The shell keeps few open, and every deed makes it longer.
    gcTime: 0,
    staleTime: 0,
    structuralSharing: false,
  });
}

export function useSource(opened: OpenedTrail | undefined): RowSource<AuditRow> | undefined {
  return useMemo(
    () =>
      opened && {
        id: opened.trail,
        count: opened.count,
        first: opened.rows,
        read: (offset, limit) => call(commands.auditPage(opened.trail, offset, limit)),
      },
    [opened],
  );
}

export const usersQuery = queryOptions({
  queryKey: ["audit", "users"],
  queryFn: () => call(commands.auditUsers()),
});

/** What was written since, or a trail that the shell let go. */
export function reopen(): void {
  void queryClient.invalidateQueries({ queryKey: ["audit", "trail"] });
}
