import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Session } from "../ipc/bindings";
import { call, commands } from "../ipc/call";

/** What the window works on; `null` while it is locked. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => call(commands.session()),
});

export function useSession(): Session | null | undefined {
  return useQuery(sessionQuery).data;
}

/** The newest day any balance holds for; under `imports`, because only those change it. */
export const dataDayQuery = queryOptions({
  queryKey: ["imports", "data-day"],
  queryFn: () => call(commands.vaultDataDay()),
});
