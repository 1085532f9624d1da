import { queryOptions } from "@tanstack/react-query";
import type { RecentVault } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

export const recentQuery = queryOptions({
  queryKey: ["vault", "recent"],
  queryFn: () => call(commands.vaultRecent()),
  staleTime: 0,
});

/** The one that is most likely wanted. */
export function newestOf(recent: RecentVault[]): RecentVault | undefined {
  return recent.find((vault) => !vault.is_missing);
}

export const defaultFolderQuery = queryOptions({
  queryKey: ["vault", "default-folder"],
  queryFn: () => call(commands.vaultDefaultFolder()),
});

/** A locked vault, seen from outside. Its delay runs on, so it is asked anew. */
export function lookQuery(folder: string) {
  return queryOptions({
    queryKey: ["vault", "look", folder],
    queryFn: () => call(commands.vaultLook(folder)),
    staleTime: 0,
  });
}

export function backupsQuery(folder: string, isOwn: boolean) {
  return queryOptions({
    queryKey: ["vault", "backups", folder, isOwn],
    queryFn: () => call(isOwn ? commands.vaultOwnBackups(folder) : commands.vaultBackups(folder)),
    enabled: folder !== "",
    staleTime: 0,
  });
}
