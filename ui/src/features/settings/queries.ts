import { queryOptions } from "@tanstack/react-query";
import { call, commands } from "../../ipc/call";

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: () => call(commands.settingList()),
});

export const appInfoQuery = queryOptions({
  queryKey: ["app"],
  queryFn: () => commands.appInfo(),
});
