import { useMessages } from "../../locales";
import { weekdayOf } from "./form";

/** `2026-11-28 周六 09:30`, or that no day is chosen yet. */
export function useWhen() {
  const m = useMessages().visit;
  return (visit: { planned_on: string | null; starts_at: string | null }): string => {
    if (!visit.planned_on) return m.undated;
    const day = m.dayWithWeek(visit.planned_on, weekdayOf(visit.planned_on));
    return visit.starts_at ? `${day} ${visit.starts_at}` : day;
  };
}
