import { queryOptions } from "@tanstack/react-query";
import type { ErasureSubject } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

/** What erasing would do; asked anew each time, for it is about to be done. */
export const previewQuery = (subject: ErasureSubject) =>
  queryOptions({
    queryKey: ["erasure", "preview", subject.kind, subject.id],
    queryFn: () => call(commands.erasurePreview(subject)),
    gcTime: 0,
    staleTime: 0,
  });

export const proofsQuery = queryOptions({
  queryKey: ["erasure", "proofs"],
  queryFn: () => call(commands.erasureProofs()),
});

/** Holds that stand, of one client or of all. */
export const holdsQuery = (clientId: string | null) =>
  queryOptions({
    queryKey: ["hold", clientId],
    queryFn: () => call(commands.holdList(clientId)),
  });

export const retentionQuery = queryOptions({
  queryKey: ["retention"],
  queryFn: () => call(commands.retentionDue()),
});
