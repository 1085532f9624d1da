import { useEffect } from "react";
import { useCrumbs } from "../../app/crumbs";
import { useMessages } from "../../locales";
import { Flow } from "./Flow";
import { Landing } from "./Landing";
import { isWaiting, resumeImport, useImport } from "./openImport";
import { Reading } from "./Reading";
import { Result } from "./Result";
import "./import.css";

/** From a file to committed facts: choose or drop, preview, commit, undo. */
export function ImportPage() {
  const m = useMessages().import;
  const { open, progress, file, isDone } = useImport();
  useEffect(() => {
    void resumeImport();
  }, []);
  const shown = open?.files[file];
  useCrumbs([{ label: m.title, to: "/import" }, ...(shown ? [{ label: shown.name }] : [])]);

  return (
    <div className="import">
      {progress ? (
        <Reading progress={progress} />
      ) : open && !isDone && open.files.some(isWaiting) ? (
        <Flow open={open} file={file} />
      ) : open ? (
        <Result open={open} />
      ) : (
        <Landing />
      )}
    </div>
  );
}
