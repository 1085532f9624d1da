import { Button } from "antd";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { notify } from "../../app/notices";
import { queryClient } from "../../app/queryClient";
import { router } from "../../app/router";
import { useShortcut } from "../../app/shortcuts";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import type { OpenImport, PreviewSummary, RowFilter } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { type Messages, useMessages } from "../../locales";
import { Asked } from "./Asked";
import { ControlPanel } from "./ControlPanel";
import { count } from "./format";
import { commitFile, discardImport, isWaiting, passFile, showFile } from "./openImport";
import { PreviewHeader } from "./PreviewHeader";
import { PreviewTable } from "./PreviewTable";
import { freshPreview, useChange } from "./queries";
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
      for (const one of files) {
        // The one before may have brought its clients; what must be asked stops here.
        const now = await freshPreview(open.handle, one);
        showFile(one);
        if (now.unplanned) break;
        if (writesSomething(now)) await commitFile(one);
      }
    } catch (cause) {
      setError(cause);
      // What refused may have changed the preview, too.
      await queryClient.invalidateQueries({ queryKey: ["imports", "preview"] });
    } finally {
      setCommitting(false);
    }
  }
  async function saveRejected() {
    setError(undefined);
    try {
      const path = await call(commands.importSaveRejected(open.handle, file, m.saveRejectedTitle));
      if (path) notify({ text: m.rejectedSaved(path) });
    } catch (cause) {
      setError(cause);
    }
  }
  const canCommit = writes && !isCommitting && !props.isBusy;
  useShortcut("mod+enter", m.steps.commit, () => void commit([file]), { when: canCommit });
  const isIdentical = summary.unplanned === null && !writes;

  return (
    <footer className="import-footer">
      {error !== undefined && <Problem error={error} />}
      <Button onClick={() => void discardImport()} title={m.discardHint}>
        {m.discard}
      </Button>
      <Button title={m.putAsideHint} onClick={() => void router.navigate({ to: "/today" })}>
        {m.putAside}
      </Button>
      {summary.counts.rejected > 0 && (
        <Button title={m.saveRejectedHint} onClick={() => void saveRejected()}>
          {m.saveRejected(count(summary.counts.rejected))}
        </Button>
      )}
      <span className="import-footer-gap" />
      <p className="import-quiet">
        <Undo2 size={14} strokeWidth={1.6} aria-hidden />
        {isIdentical ? m.identical : m.undoable}
      </p>
      {waiting.length > 1 && (
        <Button disabled={!canCommit} onClick={() => void commit(waiting)}>
          {m.commitAll(waiting.length)}
        </Button>
      )}
      {isIdentical ? (
        <Button type="primary" onClick={() => passFile(file)}>
          {waiting.length > 1 ? m.nextFile : m.finish}
        </Button>
      ) : (
        <Button
          type="primary"
          loading={isCommitting}
          disabled={!canCommit}
          onClick={() => void commit([file])}
        >
          {isCommitting ? m.committing : commitLabel(summary, m)}
          <Kbd keys="mod+enter" />
        </Button>
      )}
    </footer>
  );
}

function commitLabel(summary: PreviewSummary, m: Messages["import"]): string {
  if (summary.unplanned) return m.commitAsked;
  const taken = takenRows(summary.counts);
  return taken > 0 ? m.commit(count(taken)) : m.commitQueued(count(summary.counts.queued));
}
