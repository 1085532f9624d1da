import { Button } from "antd";
import { CircleAlert, Undo2 } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import type { OpenImport, PreviewSummary, RowFilter } from "../../ipc/bindings";
import { type Messages, useMessages } from "../../locales";
import { Asked } from "./Asked";
import { ControlPanel } from "./ControlPanel";
import { count } from "./format";
import { LeaveImport } from "./LeaveImport";
import { commitImport, finishImport, nextOpen, OVERVIEW, showFile, useImport } from "./openImport";
import { PreviewHeader } from "./PreviewHeader";
import { PreviewTable } from "./PreviewTable";
import { useChange } from "./queries";
import { SaveRejected } from "./SaveRejected";
import { VerdictBand } from "./VerdictBand";
import { type Idle, takenRows, whyIdle } from "./verdict";

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
      <ControlPanel summary={summary} onFilter={setFilter} onChange={change.mutate} />
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
  const { error: refused, wasCancelled } = useImport();
  const isOneOfSeveral = open.files.length > 1;
  const writes = summary.unplanned === null && summary.brings_something;

  const next = nextOpen(open.files, file);
  const canCommit = !isOneOfSeveral && writes && !props.isBusy;
  useShortcut("mod+enter", m.steps.commit, () => void commitImport(), { when: canCommit });
  const idle = summary.unplanned === null && !writes ? whyIdle(summary) : undefined;
  const needsMending = idle?.why === "rejected";
  const Icon = needsMending ? CircleAlert : Undo2;

  return (
    <footer className="import-footer">
      {refused !== undefined && <Problem error={refused} />}
      <LeaveImport />
      {summary.counts.rejected > 0 && (
        <SaveRejected handle={open.handle} file={file} rows={summary.counts.rejected} />
      )}
      <span className="import-footer-gap" />
      <p className={needsMending ? "import-quiet is-orange" : "import-quiet"}>
        {(needsMending || !idle) && <Icon size={14} strokeWidth={1.6} aria-hidden />}
        {wasCancelled
          ? m.cancelled
          : idle
            ? saidOfIdle(idle, m)
            : isOneOfSeveral
              ? m.together.later
              : m.undoable}
      </p>
      {isOneOfSeveral ? (
        <Button type="primary" disabled={props.isBusy} onClick={() => showFile(next)}>
          {next === OVERVIEW ? m.together.toOverview : m.nextFile}
        </Button>
      ) : idle ? (
        <Button type={needsMending ? "default" : "primary"} onClick={() => void finishImport()}>
          {needsMending ? m.finishWithout : m.finish}
        </Button>
      ) : (
        <Button type="primary" disabled={!canCommit} onClick={() => void commitImport()}>
          {commitLabel(summary, m)}
          <Kbd keys="mod+enter" />
        </Button>
      )}
    </footer>
  );
}

function saidOfIdle(idle: Idle, m: Messages["import"]): string {
  switch (idle.why) {
    case "rejected":
      return idle.taken > 0
        ? m.idle.restRejected(count(idle.rows), count(idle.taken))
        : m.idle.rejected(count(idle.rows));
    case "queued":
      return m.idle.queued(count(idle.rows));
    case "excluded":
      return m.idle.excluded(count(idle.rows));
    case "same":
      return idle.unread > 0 ? m.idle.readSame(idle.read, idle.unread) : m.idle.same;
  }
}

function commitLabel(summary: PreviewSummary, m: Messages["import"]): string {
  if (summary.unplanned) return m.commitAsked;
  const taken = takenRows(summary.counts);
  return taken > 0 ? m.commit(count(taken)) : m.commitQueued(count(summary.counts.queued));
}
