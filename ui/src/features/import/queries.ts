import {
  keepPreviousData,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { notify } from "../../app/notices";
import type { Day, Field, FileChange, RowFilter, ShownRow } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dataChanged, refreshOverview } from "./openImport";

/** Rows asked for at a time. */
export const PAGE_ROWS = 100;
const LISTED = 50;
const WAITING_LISTED = 20;

export function useImports() {
  return useQuery({
    queryKey: ["imports", "list"],
    queryFn: () => call(commands.importList(LISTED)),
  });
}

/** Of the month of that day, or of the last month that has ended. */
export function useChecklist(month: Day | null) {
  return useQuery({
    queryKey: ["imports", "checklist", month],
    queryFn: () => call(commands.importChecklist(month)),
    placeholderData: keepPreviousData,
  });
}

export function useWaitingClients() {
  return useQuery({
    queryKey: ["imports", "waiting"],
    queryFn: () => call(commands.importWaiting(WAITING_LISTED)),
  });
}

/** Takes back, with a file, all that was committed together with it. What stands in the way is told here, too: the
 * button may have gone meanwhile. */
export function useUndoTogether(onRefused: (error: unknown) => void) {
  const m = useMessages().import;
  return useMutation({
    mutationFn: (batch: string) => call(commands.importUndoTogether(batch)),
    onSuccess: (undone) => undoneNotice(m.together.undone(undone.also.length + 1)),
    onError: onRefused,
  });
}

export function useUndo() {
  const m = useMessages().import;
  return useMutation({
    mutationFn: (batch: string) => call(commands.importUndo(batch)),
    onSuccess: (undone) => undoneNotice(m.undoDone(undone.file)),
  });
}

/** Told here and not by the button: the button may go with the file it undid before it is answered. */
function undoneNotice(text: string) {
  notify({ text });
  return dataChanged();
}

/** What labels of a column may mean; the catalogue does not change while the program runs. */
export function useValueOptions(field: Field) {
  return useQuery({
    queryKey: ["imports", "value-options", field],
    queryFn: () => commands.importValueOptions(field),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useRemembered() {
  return useQuery({
    queryKey: ["imports", "values"],
    queryFn: () => call(commands.importValues()),
  });
}

export function useForget() {
  return useMutation({
    mutationFn: ({ field, label }: { field: Field; label: string }) =>
      call(commands.importValueRemove(field, label)),
    onSuccess: dataChanged,
  });
}

const previewKey = (handle: number, file: number) => ["imports", "preview", handle, file];

export function usePreview(handle: number, file: number) {
  return useQuery({
    queryKey: previewKey(handle, file),
    queryFn: () => call(commands.importPreview(handle, file)),
  });
}

/** All tables of the import side by side. */
export function useOverview(handle: number) {
  return useQuery({
    queryKey: ["imports", "preview", handle, "overview"],
    queryFn: () => refreshOverview(handle),
    // What was said of a table since changes those after it.
    staleTime: 0,
    refetchOnMount: "always",
  });
}

/** Says something of the file; its new preview replaces the old one. */
export function useChange(handle: number, file: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: FileChange) => call(commands.importSet(handle, file, change)),
    onSuccess: (summary) => client.setQueryData(previewKey(handle, file), summary),
  });
}

export interface RowsWanted {
  handle: number;
  file: number;
  revision: number;
  filter: RowFilter;
}

/** A cell whole, for whoever types over it; asked for where its row has it masked, and kept by nobody. */
export function useWholeCell(wanted: RowsWanted, row: number, column: number, isMasked: boolean) {
  const { handle, file, revision } = wanted;
  return useQuery({
    queryKey: [...previewKey(handle, file), "cell", revision, row, column],
    queryFn: () => call(commands.importCell(handle, file, row, column)),
    enabled: isMasked,
    staleTime: 0,
    gcTime: 0,
  });
}

/** The pages between two rows, both included; a row that is not there yet is `undefined`. */
export function useRows(wanted: RowsWanted, first: number, last: number) {
  const from = Math.floor(first / PAGE_ROWS);
  const pages = Array.from(
    { length: Math.max(Math.floor(last / PAGE_ROWS) - from + 1, 1) },
    (_, at) => from + at,
  );
  const { handle, file, revision, filter } = wanted;
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...previewKey(handle, file), "rows", revision, filter, page],
      queryFn: () => call(commands.importRows(handle, file, filter, page * PAGE_ROWS, PAGE_ROWS)),
      gcTime: 30_000,
    })),
  });
  return {
    total: results.find((result) => result.data)?.data?.total,
    error: results.find((result) => result.error)?.error,
    rowAt(index: number): ShownRow | undefined {
      const page = results[Math.floor(index / PAGE_ROWS) - from];
      return page?.data?.rows[index % PAGE_ROWS];
    },
  };
}
