import { useEffect, useState } from "react";
import { useMessages } from "../../locales";

const QUIET_MS = 200;
const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Nothing for 200 ms, then the rows' places. */
export function TodaySkeleton() {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  const m = useMessages().shell;
  if (!isShown) return null;
  return (
    <div className="today-skeleton" aria-busy="true">
      <h1 className="visually-hidden">{m.room.today}</h1>
      {ROWS.map((row) => (
        <div key={row} className="today-skeleton-row" />
      ))}
    </div>
  );
}
