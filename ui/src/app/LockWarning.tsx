import { Button } from "../components/Button";
import { hasOpenImport } from "../features/import/openImport";
import { useMessages } from "../locales";
import { useLockIn } from "./leave";
import "./notice-line.css";

/** What is said before the window locks by itself. Any key or move of the mouse stops that. */
export function LockWarning() {
  const m = useMessages().shell;
  const seconds = useLockIn();
  if (seconds === undefined) return null;
  return (
    <div className="notice-place lock-warning" role="alert">
      <div className="notice">
        <span>
          {m.lockIn(seconds)}
          {hasOpenImport() && m.lockLosesImport}
        </span>
        <Button size="small">{m.stayOpen}</Button>
      </div>
    </div>
  );
}
