import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { notify } from "../../app/notices";
import { usePreferences } from "../../app/preferences";
import { router } from "../../app/router";
import type { DroppedFile } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { folderKey, hasOpenImport, openFiles } from "./openImport";

const LOOKS_EVERY = 5_000;
/** A file that is still being written counts once it stood unchanged from one look to the next. */
const LOOKS_AGAIN = 1_500;

/** What lies in the drop folder, looked at again and again while somebody sees it; `null` where none is watched. */
export function useFolderLook() {
  const { drop_folder: folder } = usePreferences();
  return useQuery({
    queryKey: [...folderKey, folder],
    queryFn: () => call(commands.dropFolderLook()),
    enabled: Boolean(folder),
    refetchInterval: ({ state }) => (state.data?.unfinished ? LOOKS_AGAIN : LOOKS_EVERY),
    staleTime: 0,
    retry: false,
  });
}

const pathsOf = (files: readonly DroppedFile[]) => files.map(({ path }) => path);

/** Previews files of the drop folder together; an import that is under way is never let go for them. */
export function useFolderPreview(): (files: readonly DroppedFile[]) => void {
  const m = useMessages().import.folder;
  return (files) => {
    void router.navigate({ to: "/import" });
    if (hasOpenImport()) notify({ text: m.busy });
    else void openFiles(pathsOf(files));
  };
}

/** Files that are not wanted, and the way back. */
export function usePassOver() {
  const m = useMessages().import.folder;
  const client = useQueryClient();
  const looked = () => client.invalidateQueries({ queryKey: folderKey });
  const takeBack = useMutation({
    mutationFn: (files: readonly DroppedFile[]) =>
      call(commands.dropFolderTakeBack(pathsOf(files))),
    onSuccess: looked,
  });
  const passOver = useMutation({
    mutationFn: (files: readonly DroppedFile[]) =>
      call(commands.dropFolderPassOver(pathsOf(files))),
    onSuccess: async (_, files) => {
      await looked();
      notify({
        text: m.passedOverNow(files.length),
        undo: () => takeBack.mutateAsync(files).then(() => undefined),
      });
    },
  });
  return { passOver, takeBack };
}
