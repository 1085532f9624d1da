import { queryOptions } from "@tanstack/react-query";
import type { Numbered } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

/** Whether an address can name a client at all. */
export function isClientId(text: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
}

/** All that the page of one client shows: one question, one answer, which the preview beside the list shares. */
export const clientPageQuery = (clientId: string) =>
  queryOptions({
    queryKey: ["client", clientId],
    queryFn: () => call(commands.clientPage(clientId)),
  });

/** Asks for a number whole; that it was asked for is recorded. */
export function revealOf(kind: Numbered["kind"], id: string): () => Promise<string> {
  return () => call(commands.numberReveal({ kind, id }));
}
