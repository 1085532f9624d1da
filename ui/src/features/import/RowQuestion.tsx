import { Button } from "antd";
import { CircleAlert } from "lucide-react";
import { useShortcut } from "../../app/shortcuts";
import { Kbd } from "../../components/Kbd";
import { wan } from "../../components/money";
import type { FileChange, ShownCell, ShownRow } from "../../ipc/bindings";
import { type Messages, useMessages } from "../../locales";
import { shown } from "./format";
import { isOddMove, percent, share, type Tone } from "./verdict";

/** What is to be said of a row, at its cell: why, from what to what, and the two answers. */
export function RowQuestion(props: {
  row: ShownRow;
  abnormalMove: number;
  cell: ShownCell;
  column: number;
  tone: Tone;
  onChange: (change: FileChange) => void;
  /** Where its column is imported. */
  onMend: (() => void) | undefined;
  onClose: () => void;
}) {
  const { import: imports, common } = useMessages();
  const m = imports.ask_row;
  const { row, cell, onChange } = props;
  useShortcut("escape", common.close, props.onClose);
  const isOut = row.verdict === "excluded";
  const isTaken = row.verdict === "new" || row.verdict === "changed" || row.verdict === "unchanged";
  const { title, text } = question(row, cell, props.abnormalMove, m);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click in here is none on the row, and does nothing else
    <div
      className="import-question"
      role="dialog"
      aria-label={title}
      onClick={(event) => event.stopPropagation()}
    >
      <p className={`is-${props.tone}`}>
        <CircleAlert size={15} strokeWidth={1.8} aria-hidden />
        <strong>{title}</strong>
      </p>
      {text && (
        <p>
          <bdi>{text}</bdi>
        </p>
      )}
      {cell.mended !== null && (
        <p className="import-quiet">
          <bdi>{imports.mend.before(cell.mended)}</bdi>
        </p>
      )}
      <div>
        {props.onMend && !isOut && (
          <Button
            type={row.verdict === "rejected" ? "primary" : "default"}
            size="small"
            onClick={props.onMend}
          >
            {imports.mend.deed}
            <Kbd keys="f2" />
          </Button>
        )}
        {cell.mended !== null && (
          <Button size="small" onClick={() => takeBack(props)}>
            {imports.mend.takeBack}
          </Button>
        )}
        {row.abnormal && isTaken && (
          <Button
            type="primary"
            size="small"
            onClick={() => onChange({ change: "confirm", row: row.row, confirmed: !row.confirmed })}
          >
            {row.confirmed ? m.unconfirm : m.confirm}
            <Kbd keys="y" />
          </Button>
        )}
        {row.verdict !== "duplicate" && row.verdict !== "rejected" && (
          <Button
            size="small"
            onClick={() => onChange({ change: "exclude", row: row.row, excluded: !isOut })}
          >
            {isOut ? m.takeBack : m.leaveOut}
            <Kbd keys="n" />
          </Button>
        )}
      </div>
    </div>
  );
}

function takeBack({
  row,
  column,
  onChange,
}: {
  row: ShownRow;
  column: number;
  onChange: (change: FileChange) => void;
}) {
  onChange({ change: "mend", row: row.row, column, text: null });
}

function question(
  row: ShownRow,
  cell: ShownCell,
  abnormalMove: number,
  m: Messages["import"]["ask_row"],
): { title: string; text: string } {
  switch (row.verdict) {
    case "rejected":
      return { title: m.rejected(row.row), text: cell.problem ?? "" };
    case "queued":
      return { title: m.queued, text: m.queuedText };
    case "duplicate":
      return { title: m.duplicate(row.same_as), text: m.duplicateText };
    case "excluded":
      return { title: m.excluded, text: m.excludedText };
    default:
      break;
  }
  if (row.abnormal) {
    const title = isOddMove(row, abnormalMove)
      ? m.abnormalMove(percent(row.change ?? 0), share(abnormalMove))
      : m.negative;
    const text = row.before
      ? m.beforeNow(wan(row.before.money), row.before.on, shown(cell.is))
      : "";
    return { title: row.confirmed ? m.confirmed : title, text };
  }
  return { title: m.warned(row.row), text: cell.problem ?? "" };
}
