import { queryOptions } from "@tanstack/react-query";
import { queryClient } from "../../app/queryClient";
import { sessionQuery } from "../../app/session";
import { call, commands } from "../../ipc/call";

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: () => call(commands.userList()),
});

/** Who works here, and what every page says of who is in. */
export async function usersChanged(): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
}
