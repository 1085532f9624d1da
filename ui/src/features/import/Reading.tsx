import { Button } from "antd";
import { useShortcut } from "../../app/shortcuts";
import type { ImportProgress } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { count } from "./format";
import { cancelReading } from "./openImport";
import "./landing.css";

/** How far a long reading or commit is, and the way out of it. Short ones end before it is seen. */
export function Reading({ progress }: { progress: ImportProgress }) {
  const { import: m, common } = useMessages();
  useShortcut("escape", common.cancel, cancelReading);
  return (
    <section className="import-reading">
      <h1>
        <bdi>
          {(progress.phase === "writing" ? m.writing : m.reading)(
            progress.file,
            progress.index + 1,
            progress.files,
          )}
        </bdi>
      </h1>
      <div className="import-reading-line" role="progressbar" aria-label={m.title} />
      <p className="num" role="status">
        {progress.rows === 0 ? m.opening : m.phase[progress.phase](count(progress.rows))}
      </p>
      <Button onClick={cancelReading}>{common.cancel}</Button>
    </section>
  );
}
