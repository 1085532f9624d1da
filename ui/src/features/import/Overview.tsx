import { Button, Checkbox } from "antd";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import type { Counts, OpenFile, OpenImport } from "../../ipc/bindings";
import { type Messages, useMessages } from "../../locales";
import { count } from "./format";
import { LeaveImport } from "./LeaveImport";
import { commitImport, finishImport, leaveOut, showFile, useImport } from "./openImport";
import { useOverview } from "./queries";
import { takenRows } from "./verdict";
import "./overview.css";

const FIGURES = [
  "new",
  "changed",
  "unchanged",
  "duplicate",
  "abnormal",
  "queued",
  "rejected",
] as const satisfies readonly (keyof Counts)[];

/** All tables of an import before it is committed: what becomes of their rows, what still asks for something. */
export function Overview({ open }: { open: OpenImport }) {
  const m = useMessages().import;
  const fresh = useOverview(open.handle);
  const [problem, setProblem] = useState<unknown>();
  const taken = open.files.filter(isTaken);
  const held = open.files.flatMap((file, at) => (holdsBack(file) ? [at] : []));

  async function leave(files: readonly number[], isLeftOut: boolean) {
    setProblem(undefined);
    try {
      await leaveOut(files, isLeftOut);
    } catch (cause) {
      setProblem(cause);
    }
  }

  return (
    <div className="import-overview">
      <div className="import-overview-sheet">
        <h1>{m.together.title(open.files.length)}</h1>
        <p className="import-quiet">{m.together.hint}</p>
        <table aria-label={m.together.overview} aria-busy={fresh.isFetching}>
          <Head />
          <tbody>
            {open.files.map((file, at) => (
              <Line
                // Two files of one name may come from two folders.
                // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
                key={at}
                file={file}
                onShow={() => showFile(at)}
                onLeave={(isLeftOut) => void leave([at], isLeftOut)}
              />
            ))}
          </tbody>
          <Total files={taken} />
        </table>
        {held.length > 0 && (
          <p className="import-held" role="status">
            {m.together.held(held.length)}
            {held.length < open.files.length && (
              <button type="button" className="link-button" onClick={() => void leave(held, true)}>
                {m.together.leaveHeld(held.length)}
              </button>
            )}
          </p>
        )}
        {[problem, fresh.error].map(
          (error) => error != null && <Problem key={String(error)} error={error} />,
        )}
      </div>
      <Footer
        taken={taken}
        isHeld={held.length > 0}
        isLeftOut={open.files.some((file) => file.left_out)}
        stuck={open.files.filter((file) => isStuck(file) && !file.left_out)}
        isBusy={fresh.isFetching}
      />
    </div>
  );
}

function isTaken(file: OpenFile): boolean {
  return file.standing === "ready" && !file.left_out;
}

function holdsBack(file: OpenFile): boolean {
  return (file.standing === "asks" || file.standing === "refused") && !file.left_out;
}

function Head() {
  const m = useMessages().import;
  return (
    <thead>
      <tr>
        <th scope="col">{m.columns.file}</th>
        <th scope="col">{m.columns.kind}</th>
        <th scope="col">{m.columns.asOf}</th>
        {FIGURES.map((part) => (
          <th scope="col" key={part} className="num">
            {part === "abnormal" ? m.together.abnormal : m.verdict[part]}
          </th>
        ))}
        <th scope="col">{m.together.standing}</th>
      </tr>
    </thead>
  );
}

function Line(props: {
  file: OpenFile;
  onShow: () => void;
  onLeave: (isLeftOut: boolean) => void;
}) {
  const { import: m, common } = useMessages();
  const { file } = props;
  const isPlanned = file.standing === "ready" || file.standing === "idle";
  const isDone = file.committed !== null;
  return (
    <tr className={file.left_out ? "is-left-out" : undefined}>
      <th scope="row">
        <span className="import-overview-file">
          <Checkbox
            aria-label={m.together.take(file.name)}
            checked={!file.left_out}
            disabled={isDone}
            onChange={(event) => props.onLeave(!event.target.checked)}
          />
          <button
            type="button"
            className="link-button import-file"
            title={file.name}
            disabled={isDone}
            onClick={props.onShow}
          >
            <bdi>{file.name}</bdi>
          </button>
        </span>
      </th>
      <td>{file.kind ? m.kinds[file.kind] : common.missing}</td>
      <td>{file.as_of ?? common.missing}</td>
      {FIGURES.map((part) => (
        <Figure key={part} part={part} value={isPlanned ? file.counts[part] : null} />
      ))}
      <td className={`import-standing is-${toneOf(file)}`} title={file.problem?.message}>
        {standingOf(file, m)}
      </td>
    </tr>
  );
}

function Figure({ part, value }: { part: (typeof FIGURES)[number]; value: number | null }) {
  const { missing } = useMessages().common;
  const isOdd = ["abnormal", "queued", "rejected"].includes(part);
  const tone = !value ? "is-none" : isOdd ? `is-odd is-${part}` : "";
  return <td className={`num ${tone}`}>{value === null ? missing : count(value)}</td>;
}

/** Planned, and nothing of it can enter before rows are mended. */
function isStuck(file: OpenFile): boolean {
  return file.standing === "idle" && file.counts.rejected > 0;
}

function toneOf(file: OpenFile): "open" | "held" | "quiet" {
  if (isStuck(file) && !file.left_out) return "held";
  if (file.left_out || file.standing === "idle" || file.standing === "committed") return "quiet";
  return file.standing === "ready" && file.asked_values === 0 ? "open" : "held";
}

function standingOf(file: OpenFile, m: Messages["import"]): string {
  if (file.left_out) return m.together.state.left_out;
  if (isStuck(file)) return m.together.state.stuck;
  if (file.standing === "ready" && file.asked_values > 0) {
    return m.together.askedValues(count(file.asked_values));
  }
  return m.together.state[file.standing];
}

function Total({ files }: { files: readonly OpenFile[] }) {
  const m = useMessages().import;
  const sum = (part: (typeof FIGURES)[number]) =>
    files.reduce((total, file) => total + file.counts[part], 0);
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={3}>
          {m.together.total(files.length)}
        </th>
        {FIGURES.map((part) => (
          <Figure key={part} part={part} value={sum(part)} />
        ))}
        <td />
      </tr>
    </tfoot>
  );
}

function Footer(props: {
  taken: readonly OpenFile[];
  isHeld: boolean;
  /** Whether a table is left out. */
  isLeftOut: boolean;
  /** Tables of which nothing can enter. */
  stuck: readonly OpenFile[];
  isBusy: boolean;
}) {
  const m = useMessages().import;
  const { taken } = props;
  const { error, wasCancelled } = useImport();
  const rows = taken.reduce((sum, file) => sum + takenRows(file.counts), 0);
  const canCommit = taken.length > 0 && !props.isHeld && !props.isBusy;
  useShortcut("mod+enter", m.steps.commit, () => void commitImport(), { when: canCommit });
  const isIdle = taken.length === 0 && !props.isHeld;
  const rejected = props.stuck.reduce((sum, file) => sum + file.counts.rejected, 0);
  const idle = props.isLeftOut
    ? m.together.leftOut
    : rejected > 0
      ? m.idle.rejected(count(rejected))
      : m.idle.same;
  const footnote = wasCancelled ? m.cancelled : isIdle ? idle : m.together.undoable;
  return (
    <footer className="import-footer">
      {error !== undefined && <Problem error={error} />}
      <LeaveImport />
      <span className="import-footer-gap" />
      <p className="import-quiet">
        {!isIdle && <Undo2 size={14} strokeWidth={1.6} aria-hidden />}
        {footnote}
      </p>
      {isIdle ? (
        <Button type={rejected > 0 ? "default" : "primary"} onClick={() => void finishImport()}>
          {rejected > 0 ? m.finishWithout : m.finish}
        </Button>
      ) : (
        <Button type="primary" disabled={!canCommit} onClick={() => void commitImport()}>
          {m.together.commit(taken.length, count(rows))}
          <Kbd keys="mod+enter" />
        </Button>
      )}
    </footer>
  );
}
