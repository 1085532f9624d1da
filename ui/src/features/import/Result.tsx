import { Button } from "antd";
import { CircleAlert, CircleCheck } from "lucide-react";
import { useState } from "react";
import { router } from "../../app/router";
import type { CommittedFile, OpenFile, OpenImport } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { count, outcome, when } from "./format";
import { Refusal } from "./History";
import { chooseFiles, discardImport, firstWaiting, isWaiting, showFile } from "./openImport";
import { useImports, useUndo } from "./queries";
import { UndoTogether } from "./UndoTogether";
import { usePaste } from "./usePaste";
import "./result.css";

/** What became of each file, and what one does next. */
export function Result({ open }: { open: OpenImport }) {
  const m = useMessages().import;
  const any = open.files.some((file) => file.committed);
  usePaste();
  return (
    <section className="import-result">
      <h1>{any ? m.result.title : m.result.none}</h1>
      <ul>
        {open.files.map((file) => (
          <ResultLine key={file.committed?.batch ?? file.name} file={file} />
        ))}
      </ul>
      <UndoAll files={open.files} />
      <div className="import-result-next">
        {open.files.some(isWaiting) && (
          <Button onClick={() => showFile(firstWaiting(open.files))}>{m.together.goOn}</Button>
        )}
        {any && (
          <Button
            type="primary"
            onClick={() => {
              void discardImport();
              void router.navigate({ to: "/clients" });
            }}
          >
            {m.result.clients}
          </Button>
        )}
        <Button onClick={() => void chooseFiles(m.dialogTitle)}>
          {any ? m.result.again : m.problem.another}
        </Button>
        <Button type="text" onClick={() => void discardImport()}>
          {m.recent}
        </Button>
      </div>
    </section>
  );
}

function ResultLine({ file }: { file: OpenFile }) {
  const { import: m, common } = useMessages();
  const { committed, refused } = file;
  const Icon = committed ? CircleCheck : CircleAlert;
  return (
    <li className={committed ? "is-done" : "is-refused"}>
      <Icon size={16} strokeWidth={1.6} aria-hidden />
      <div>
        <p className="import-file" title={file.name}>
          <bdi>{file.name}</bdi>
          {file.kind && <span className="import-quiet"> {m.kinds[file.kind]}</span>}
        </p>
        {committed && <p className="import-quiet">{outcome(committed.counts, m)}</p>}
        {committed && <Attached committed={committed} />}
        {refused && (
          <p className="import-why" title={refused.message}>
            {common.failure(refused).text}
          </p>
        )}
        {!committed && !refused && (
          <p className="import-quiet">
            {file.standing !== "idle"
              ? m.result.skipped
              : file.counts.rejected > 0
                ? m.result.rejected(count(file.counts.rejected))
                : m.nothingTaken}
          </p>
        )}
      </div>
      {committed && <UndoCommitted file={file.name} batch={committed.batch} />}
    </li>
  );
}

/** Takes back at once what was committed at once, while all of it stands. */
function UndoAll({ files }: { files: readonly OpenFile[] }) {
  const [error, setError] = useState<unknown>();
  const listed = useImports().data ?? [];
  const batches = files.flatMap((file) => (file.committed ? [file.committed.batch] : []));
  const standing = listed.filter((one) => batches.includes(one.batch) && one.undone_at === null);
  const [first] = standing;
  if (!first || standing.length < 2) return null;
  return (
    <div className="import-undo-all">
      <UndoTogether
        batch={first.batch}
        files={standing.map(({ file }) => file)}
        onRefused={setError}
      />
      {error !== undefined && <Refusal error={error} />}
    </div>
  );
}

function Attached({ committed }: { committed: CommittedFile }) {
  const m = useMessages().import;
  const { new: fresh, changed, unchanged } = committed.attached;
  const rows = fresh + changed + unchanged;
  return rows > 0 ? <p className="import-quiet">{m.result.attached(count(rows))}</p> : null;
}

function UndoCommitted({ file, batch }: { file: string; batch: string }) {
  const m = useMessages().import;
  const undo = useUndo();
  const listed = useImports().data?.find((one) => one.batch === batch);
  if (listed?.undone_at)
    return <span className="import-quiet">{m.undone(when(listed.undone_at))}</span>;
  return (
    <div className="import-undo">
      <Button
        size="small"
        loading={undo.isPending}
        aria-label={m.undoFile(file)}
        onClick={() => undo.mutate(batch)}
      >
        {m.undo}
      </Button>
      {undo.error && <Refusal error={undo.error} />}
    </div>
  );
}
