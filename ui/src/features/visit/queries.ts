import { queryOptions, useQuery } from "@tanstack/react-query";
import { queryClient } from "../../app/queryClient";
import { call, commands } from "../../ipc/call";

export const visitsQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["visits", clientId],
    queryFn: () => call(commands.visitList(clientId)),
  });

export function useVisits(clientId: string) {
  return useQuery(visitsQuery(clientId));
}

/** Always read anew: its version is what a change is checked against. */
export function useVisit(clientId: string, visitId: string | undefined) {
  return useQuery({
    queryKey: ["visits", clientId, visitId],
    queryFn: () => call(commands.visitRead(visitId ?? "")),
    enabled: visitId !== undefined,
    gcTime: 0,
  });
}

/** Whom a visit can name. */
export function usePeople(clientId: string) {
  return useQuery({
    queryKey: ["client", clientId, "people"],
    queryFn: () => call(commands.visitPeople(clientId)),
  });
}

/** A visit was planned, changed or cancelled: whoever shows one reads again. */
export async function visitsChanged(clientId: string): Promise<void> {
  const nouns = [["visits"], ["client", clientId], ["clients"], ["today"]];
  await Promise.all(nouns.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
