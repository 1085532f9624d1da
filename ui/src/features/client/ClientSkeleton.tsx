import { useEffect, useState } from "react";
import { useMessages } from "../../locales";

/** Under this nothing is shown: a flash of grey would be slower than the page. */
const PATIENCE = 200;

/** The page's lines before its first answer. */
export function ClientSkeleton() {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  const m = useMessages().client;
  if (!isSlow) return null;
  return (
    <div className="client client-skeleton" aria-busy="true">
      <h1 className="visually-hidden">{m.room}</h1>
      <div className="client-title" />
      <div className="client-figures" />
      {[0, 1, 2, 3, 4].map((row) => (
        <i key={row} />
      ))}
    </div>
  );
}
