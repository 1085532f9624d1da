import { createStore } from "./store";

export type Room = "today" | "clients" | "import" | "documents";

const counts = createStore<Partial<Record<Room, number>>>({});

/** What waits in a room, as the badge on its rail link; 0 takes the badge away. */
export function setRailCount(room: Room, count: number): void {
  if (counts.get()[room] !== count) counts.set({ ...counts.get(), [room]: count });
}

export const useRailCounts = counts.use;
