import { Button } from "antd";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import type { OpenImport, PreviewSummary, RowFilter } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { Asked } from "./Asked";
import { ControlPanel } from "./ControlPanel";
import { count } from "./format";
import { commitFile, discardImport, isWaiting } from "./openImport";
import { PreviewHeader } from "./PreviewHeader";
import { PreviewTable } from "./PreviewTable";
import { useChange } from "./queries";
import { VerdictBand } from "./VerdictBand";
import { takenRows, writesSomething } from "./verdict";

/** One file before it is committed: facts, figures, rows, totals. */
export function Preview(props: { open: OpenImport; file: number; summary: PreviewSummary }) {
  const { open, file, summary } = props;
  const [filter, setFilter] = useState<RowFilter>("attention");
  const change = useChange(open.handle, file);
  const isPlanned = summary.unplanned === null;
  return (
    <div className={isPlanned ? "import-preview" : "import-preview is-asking"}>
      <PreviewHeader summary={summary} onChange={change.mutate} />
      {isPlanned ? (
        <VerdictBand summary={summary} filter={filter} onFilter={setFilter} />
      ) : (
        <Asked summary={summary} onChange={change.mutate} />
      )}
      {change.error && <Problem error={change.error} />}
      <PreviewTable
        // Another shape of columns is another table.
        key={summary.columns.map((column) => column.field).join()}
        wanted={{ handle: open.handle, file, revision: summary.revision, filter }}
        summary={summary}
        onFilter={setFilter}
        onChange={change.mutate}
      />
      <ControlPanel
        open={open}
        file={file}
        summary={summary}
        onFilter={setFilter}
        onChange={change.mutate}
      />
      <PreviewFooter open={open} file={file} summary={summary} isBusy={change.isPending} />
    </div>
  );
}

function PreviewFooter(props: {
  open: OpenImport;
  file: number;
  summary: PreviewSummary;
  isBusy: boolean;
}) {
  const m = useMessages().import;
  const { open, file, summary } = props;
  const [error, setError] = useState<unknown>();
  const [isCommitting, setCommitting] = useState(false);
  const writes = summary.unplanned === null && writesSomething(summary);
  const waiting = open.files.flatMap((one, at) => (isWaiting(one) ? [at] : []));

  async function commit(files: readonly number[]) {
    setCommitting(true);
    setError(undefined);
    try {
      for (const one of files) await commitFile(one);
    } catch (cause) {
      setError(cause);
    } finally {
      setCommitting(false);
    }
  }
  const canCommit = writes && !isCommitting && !props.isBusy;
  useShortcut("mod+enter", m.steps.commit, () => void commit([file]), { when: canCommit });

  const taken = takenRows(summary.counts);
  return (
    <footer className="import-footer">
      {error !== undefined && <Problem error={error} />}
      <Button onClick={() => void discardImport()} title={m.discardHint}>
        {m.discard}
      </Button>
      <span className="import-footer-gap" />
      <p className="import-quiet">
        <Undo2 size={14} strokeWidth={1.6} aria-hidden />
        {writes || summary.unplanned ? m.undoable : m.identical}
      </p>
      {waiting.length > 1 && (
        <Button disabled={!canCommit} onClick={() => void commit(waiting)}>
          {m.commitAll(waiting.length)}
        </Button>
      )}
      <Button
        type="primary"
        loading={isCommitting}
        disabled={!canCommit}
        onClick={() => void commit([file])}
      >
        {isCommitting
          ? m.committing
          : summary.unplanned
            ? m.commitAsked
            : !writes
              ? m.commitNothing
              : taken > 0
                ? m.commit(count(taken))
                : m.commitQueued(count(summary.counts.queued))}
        <Kbd keys="mod+enter" />
      </Button>
    </footer>
  );
}
