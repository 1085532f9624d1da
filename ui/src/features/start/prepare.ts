import { enter } from "../../app/entry";
import { queryClient } from "../../app/queryClient";
import { sessionQuery } from "../../app/session";
import { lookQuery, newestOf, recentQuery } from "./queries";

/** Has everything that the unlock page shows at hand, so that its first paint is its last. What goes wrong
 * goes wrong there again, and is told there. */
export async function prepareStart(): Promise<void> {
  try {
    if (await queryClient.ensureQueryData(sessionQuery)) return await enter();
    const newest = newestOf(await queryClient.ensureQueryData(recentQuery));
    if (newest) await queryClient.ensureQueryData(lookQuery(newest.folder));
  } catch {
    return;
  }
}
