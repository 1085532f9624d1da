import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { notify } from "../../app/notices";
import { setRailCount } from "../../app/railCounts";
import type { Day, MarkId, TodayItem } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { title } from "./wording";

/** Asked anew whenever the page is opened: midnight passes, and every import and visit changes it. */
export const todayQuery = queryOptions({
  queryKey: ["today"],
  queryFn: () => call(commands.todayPage()),
  staleTime: 0,
});

export function useToday() {
  return useQuery(todayQuery);
}

/** Keeps the number on the rail: what should be done today or should have been done. */
export function TodayCount() {
  const { data } = useToday();
  const pressing = data?.counts.pressing ?? 0;
  useEffect(() => setRailCount("today", pressing), [pressing]);
  return null;
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["today"] });
}

/** Takes the item away before the answer comes, so that the next key means the next item. */
function useTakeAway() {
  const client = useQueryClient();
  return ({ id }: TodayItem) => {
    client.setQueryData(todayQuery.queryKey, (page) =>
      page ? { ...page, items: page.items.filter((item) => item.id !== id) } : page,
    );
  };
}

export function useUndoMark() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (mark: MarkId) => call(commands.todayMarkUndo(mark)),
    onSettled: refresh,
  });
}

export function useDone() {
  const m = useMessages().today;
  const refresh = useRefresh();
  const takeAway = useTakeAway();
  const { mutateAsync: undo } = useUndoMark();
  return useMutation({
    mutationFn: (item: TodayItem) => call(commands.todayDone(item.id)),
    onMutate: takeAway,
    onSuccess: (mark, item) =>
      notify({ text: m.didDone(title(m, item)), undo: async () => void (await undo(mark)) }),
    onSettled: refresh,
  });
}

export interface PutOff {
  item: TodayItem;
  until: Day;
  reason: string;
}

export function useSnooze() {
  const m = useMessages().today;
  const refresh = useRefresh();
  const { mutateAsync: undo } = useUndoMark();
  return useMutation({
    mutationFn: ({ item, until, reason }: PutOff) =>
      call(commands.todaySnooze(item.id, until, reason)),
    onSuccess: (mark, { item, until }) =>
      notify({
        text: m.didSnooze(title(m, item), until.slice(5)),
        undo: async () => void (await undo(mark)),
      }),
    onSettled: refresh,
  });
}
