import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { DocumentId, LibraryFilter } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { bytesQuery, NO_HANDLE, previewQuery } from "./actions";

/** The library under a filter, newest first, page after page. */
export function useLibrary(filter: LibraryFilter) {
  return useInfiniteQuery({
    queryKey: ["documents", "library", filter],
    queryFn: ({ pageParam }) => call(commands.documentList({ ...filter, before: pageParam })),
    initialPageParam: null as DocumentId | null,
    getNextPageParam: (page) => (page.more ? (page.documents.at(-1)?.id ?? null) : null),
    placeholderData: keepPreviousData,
  });
}

export function usePreview(handle: number) {
  return useQuery({ ...previewQuery(handle), enabled: handle !== NO_HANDLE });
}

export function useBytes(handle: number) {
  return useQuery({ ...bytesQuery(handle), enabled: handle !== NO_HANDLE });
}
