import { Button } from "antd";
import { useState } from "react";
import { Problem } from "../../components/Problem";
import type { ImportedFile } from "../../ipc/bindings";
import { CommandError } from "../../ipc/call";
import { useMessages } from "../../locales";
import { count, outcome, when } from "./format";
import { useImports, useUndo } from "./queries";
import { UndoTogether } from "./UndoTogether";

/** Imported files, newest first, each with the way back. */
export function History() {
  const { import: m, common } = useMessages();
  const imports = useImports();
  const undo = useUndo();
  const [refused, setRefused] = useState<{ batch: string; error: unknown }>();
  if (imports.error)
    return <Problem error={imports.error} onRetry={() => void imports.refetch()} />;
  const files = imports.data;
  return (
    <section className="import-history" aria-label={m.recent} aria-busy={!files}>
      <h2>{m.recent}</h2>
      {files?.length === 0 && <p className="import-quiet">{m.noImports}</p>}
      {!files && <SkeletonLines />}
      {files && files.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{m.columns.file}</th>
              <th scope="col">{m.columns.kind}</th>
              <th scope="col">{m.columns.asOf}</th>
              <th scope="col">{m.columns.result}</th>
              <th scope="col">{m.columns.when}</th>
              <th scope="col" className="import-who">
                {m.columns.who}
              </th>
              <th scope="col">
                <span className="visually-hidden">{m.columns.action}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {files.map((file, at) => (
              <HistoryLine
                key={file.batch}
                file={file}
                together={leadsGroup(files, at)}
                onRefused={(error) =>
                  setRefused(error === undefined ? undefined : { batch: file.batch, error })
                }
                isUndoing={undo.isPending && undo.variables === file.batch}
                refusal={
                  (undo.variables === file.batch ? undo.error : null) ??
                  (refused?.batch === file.batch ? refused.error : null)
                }
                onUndo={() => undo.mutate(file.batch)}
                missing={common.missing}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Of the first line of files that were committed together, the names of those that stand; none for any other
 * line. */
function leadsGroup(files: readonly ImportedFile[], at: number): string[] {
  const group = files[at]?.together ?? null;
  if (group === null) return [];
  const standing = files.filter((file) => file.together === group && file.undone_at === null);
  return standing[0] === files[at] && standing.length > 1 ? standing.map(({ file }) => file) : [];
}

function HistoryLine(props: {
  file: ImportedFile;
  /** What goes when all that came together is undone; none: nothing to offer here. */
  together: string[];
  onRefused: (error: unknown) => void;
  isUndoing: boolean;
  refusal: unknown;
  onUndo: () => void;
  missing: string;
}) {
  const { import: m, figure } = useMessages();
  const { file, refusal } = props;
  return (
    <>
      <tr className={file.undone_at === null ? undefined : "is-undone"}>
        <td className="import-file" title={file.file}>
          <bdi>{figure.sourceName(file.file)}</bdi>
        </td>
        <td>{m.kinds[file.kind]}</td>
        <td>{file.as_of ?? props.missing}</td>
        <td>
          {file.undone_at === null ? <Outcome file={file} /> : m.undone(when(file.undone_at))}
        </td>
        <td>{when(file.at)}</td>
        <td className="import-who">
          <bdi>{file.user}</bdi>
        </td>
        <td className="import-action">
          {props.together.length > 0 && (
            <UndoTogether
              isQuiet
              batch={file.batch}
              files={props.together}
              onRefused={props.onRefused}
            />
          )}
          {file.undone_at === null && (
            <Button
              size="small"
              type="text"
              loading={props.isUndoing}
              aria-label={m.undoFile(file.file)}
              onClick={props.onUndo}
            >
              {m.undo}
            </Button>
          )}
        </td>
      </tr>
      {refusal ? (
        <tr>
          <td colSpan={7}>
            <Refusal error={refusal} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Outcome({ file }: { file: ImportedFile }) {
  const m = useMessages().import;
  const { queued: _, ...counts } = file.counts;
  const more = [
    file.mended > 0 ? m.mend.counted(count(file.mended)) : "",
    file.waiting > 0 ? m.stillWaiting(count(file.waiting)) : "",
    file.attached > 0 ? m.attached(count(file.attached)) : "",
  ].filter(Boolean);
  return <>{[outcome({ ...counts, queued: 0 }, m), ...more].join(m.listSeparator)}</>;
}

/** Why an undo was refused, with the file that stands in the way. */
export function Refusal({ error }: { error: unknown }) {
  const m = useMessages().import;
  const later = error instanceof CommandError ? error.failure.context.later_file : undefined;
  return (
    <Problem error={error}>
      {later !== undefined && (
        <p>
          <bdi>{m.laterFile(later)}</bdi>
        </p>
      )}
    </Problem>
  );
}

function SkeletonLines() {
  const m = useMessages().import;
  return (
    <div className="import-skeleton" role="status" aria-label={m.loading}>
      {["a", "b", "c"].map((key) => (
        <span key={key} />
      ))}
    </div>
  );
}
