import { queryOptions } from "@tanstack/react-query";
import { queryClient } from "../../app/queryClient";
import { sessionQuery } from "../../app/session";
import { call, commands } from "../../ipc/call";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: () => call(commands.settingList()),
});

export const appInfoQuery = queryOptions({
  queryKey: ["app"],
  queryFn: () => commands.appInfo(),
});

export const keptQuery = queryOptions({
  queryKey: ["vault", "backups-kept"],
  queryFn: () => call(commands.vaultBackupsKept()),
  staleTime: 0,
});

/** The list of backups, and what every page says of them. */
export async function backupsChanged(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ["vault"] });
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
}
