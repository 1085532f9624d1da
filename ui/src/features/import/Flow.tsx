import { Button } from "antd";
import { CircleAlert } from "lucide-react";
import { Problem } from "../../components/Problem";
import type { OpenFile, OpenImport } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { FileStrip } from "./FileStrip";
import { Overview } from "./Overview";
import { chooseFiles, discardImport } from "./openImport";
import { Preview } from "./Preview";
import { usePreview } from "./queries";
import "./flow.css";

/** The files of one import: looked at one by one or side by side, committed together. */
export function Flow({ open, file }: { open: OpenImport; file: number }) {
  const shown = open.files[file];
  return (
    <div className={open.files.length > 1 ? "import-flow has-files" : "import-flow"}>
      {open.files.length > 1 && <FileStrip files={open.files} shown={file} />}
      {!shown ? (
        <Overview open={open} />
      ) : shown.refused ? (
        <RefusedFile file={shown} />
      ) : (
        <Waiting key={file} open={open} file={file} />
      )}
    </div>
  );
}

function Waiting({ open, file }: { open: OpenImport; file: number }) {
  const preview = usePreview(open.handle, file);
  if (preview.error) {
    return (
      <div className="import-whole">
        <Problem error={preview.error} onRetry={() => void preview.refetch()} />
      </div>
    );
  }
  if (!preview.data) return <div className="import-whole" aria-busy />;
  return <Preview open={open} file={file} summary={preview.data} />;
}

/** A file that cannot be read: why, and what to do instead. */
function RefusedFile({ file }: { file: OpenFile }) {
  const { import: m, common } = useMessages();
  const told = file.refused && common.failure(file.refused);
  return (
    <section className="import-whole import-refused" role="alert">
      <CircleAlert size={20} strokeWidth={1.6} aria-hidden />
      <h1>
        <bdi>{m.problem.file(file.name)}</bdi>
      </h1>
      {told && <p>{told.text}</p>}
      {told?.original && <p lang="zh-CN">{told.original}</p>}
      <div>
        <Button type="primary" onClick={() => void chooseFiles(m.dialogTitle)}>
          {m.problem.another}
        </Button>
        <Button type="text" onClick={() => void discardImport()}>
          {m.discard}
        </Button>
      </div>
    </section>
  );
}
