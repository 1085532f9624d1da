import { useEffect } from "react";
import { useMessages } from "../../locales";
import { listenForDrops, useFilesOver } from "./drops";
import "./file-drops.css";

/** Files may be dropped on any page: they lead to the import. Mounted once, over the whole window. */
export function FileDrops() {
  const m = useMessages().import;
  const over = useFilesOver();
  useEffect(listenForDrops, []);
  if (over === 0) return null;
  return (
    <p className="file-drops" role="status">
      {m.dropNow(over)}
    </p>
  );
}
