import type { Day, Nature } from "../ipc/bindings";
import { useMessages } from "../locales";
import { shortDay } from "./day";
import "./as-of.css";

export interface AsOfProps {
  day: Day;
  /** The day the page stands on: its year is not repeated. */
  today: Day;
  nature?: Nature;
  isStale?: boolean;
}

/** On which day a figure is true: filled reported, half observed, hollow estimated; orange when stale. */
export function AsOf({ day, today, nature = "reported", isStale = false }: AsOfProps) {
  const m = useMessages().figure;
  return (
    <span className={isStale ? "as-of is-stale" : "as-of"}>
      <span className={`as-of-dot is-${nature}`} aria-hidden />
      <span className="visually-hidden">
        {m.nature[nature]}
        {isStale && `, ${m.stale}`}{" "}
      </span>
      <time dateTime={day}>{shortDay(day, today)}</time>
    </span>
  );
}
