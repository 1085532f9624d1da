import { queryOptions } from "@tanstack/react-query";
import { pages } from "../../app/pages";
import { queryClient } from "../../app/queryClient";
import { router } from "../../app/router";
import { createStore } from "../../app/store";
import { loadPdfjs, openPdf } from "../../components/pdf/load";
import type { Audience, DocumentId, Preview } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

export interface PackOrder {
  clientId: string;
  /** Without it the pack prepares the next planned visit. */
  visitId?: string | undefined;
  audience: Audience;
}

/** What is known of a preview; made documents stay in the shell's memory under their handle. */
export const previewQuery = (handle: number) =>
  queryOptions({
    queryKey: ["documents", "preview", handle],
    queryFn: () => call(commands.documentPreview(handle)),
  });

export const bytesQuery = (handle: number) =>
  queryOptions({
    queryKey: ["documents", "bytes", handle],
    queryFn: () => call(commands.documentBytes(handle)),
    // A file is big and only looked at while its page is open.
    gcTime: 60_000,
  });

/** What could not be made, for the preview page to say in place; `again` tries once more. */
export interface Unmade {
  error: unknown;
  again: () => Promise<void>;
}

const unmade = createStore<Unmade | undefined>(undefined);
export const useUnmade = unmade.use;

/** The handle of a preview that does not exist: its page says why. */
export const NO_HANDLE = 0;

/** 拜访资料包 in one click: made in memory, and shown. What goes wrong is said where the pages would be. */
export function makeVisitPack(order: PackOrder): Promise<void> {
  return show(() =>
    call(commands.documentMake(order.clientId, order.visitId ?? null, order.audience)),
  );
}

/** Makes a document of the library again from what was known then. */
export function reopenDocument(document: DocumentId): Promise<void> {
  return show(() => call(commands.documentReopen(document)));
}

async function show(make: () => Promise<Preview>): Promise<void> {
  // Fetched and started while the document is being made.
  const pdfjs = loadPdfjs();
  const page = pages.preview();
  try {
    const preview = await make();
    remember(preview);
    // Opened while the page is on its way; what goes wrong here goes wrong there again, and is told there.
    queryClient
      .ensureQueryData(bytesQuery(preview.handle))
      .then(openPdf)
      .catch(() => undefined);
    await Promise.all([pdfjs, page]);
    unmade.set(undefined);
    await goTo(preview.handle, false);
  } catch (error) {
    unmade.set({ error, again: () => show(make) });
    await goTo(NO_HANDLE, router.state.location.pathname === `/documents/preview/${NO_HANDLE}`);
  }
}

function remember(preview: Preview): void {
  queryClient.setQueryData(previewQuery(preview.handle).queryKey, preview);
}

function goTo(handle: number, replace: boolean): Promise<void> {
  return router.navigate({
    to: "/documents/preview/$handle",
    params: { handle: String(handle) },
    replace,
  });
}

/** The version of the same pack for others, by the handle of either: both are kept. */
const twins = new Map<number, number>();

/** Shows the same pack for the other audience, in place of this one. */
export async function showFor(preview: Preview, audience: Audience): Promise<void> {
  const known = twins.get(preview.handle);
  if (known !== undefined) return goTo(known, true);
  const other = await call(commands.documentMake(preview.client, preview.visit, audience));
  remember(other);
  twins.set(preview.handle, other.handle).set(other.handle, preview.handle);
  await goTo(other.handle, true);
}

/** The preview is in the library now, or has another copy there. */
export async function hasEntered(preview: Preview, recorded: Preview["recorded"]): Promise<void> {
  remember({ ...preview, recorded });
  await queryClient.invalidateQueries({ queryKey: ["documents", "library"] });
}
