import { useEffect } from "react";
import { setRailCount } from "../../app/railCounts";
import { useMessages } from "../../locales";
import { listenForDrops, useFilesOver } from "./drops";
import { isWaiting, useImport } from "./openImport";
import "./file-drops.css";

/** Files may be dropped on any page: they lead to the import. Mounted once, over the whole window. */
export function FileDrops() {
  const m = useMessages().import;
  const over = useFilesOver();
  useEffect(listenForDrops, []);
  useOpenCount();
  if (over === 0) return null;
  return (
    <p className="file-drops" role="status">
      {m.dropNow(over)}
    </p>
  );
}

/** Files that were opened and not taken yet, on the rail: what was put aside is found again. */
function useOpenCount(): void {
  const { open, isDone } = useImport();
  const waiting = isDone ? 0 : (open?.files.filter(isWaiting).length ?? 0);
  useEffect(() => setRailCount("import", waiting), [waiting]);
}
