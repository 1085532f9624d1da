// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { Popover } from "antd";
import { memo, useEffect, useRef } from "react";
import { yuan } from "../../components/money";
import type { FileChange, MappedColumn, Shown, ShownRow } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { shown } from "./format";
import { MendField } from "./MendField";
import type { RowsWanted } from "./queries";
import { RowQuestion } from "./RowQuestion";
import { askedCell, isNumeric, type Mark, markOf, share, type Tone, tonesOf } from "./verdict";

interface RowProps {
  id: string;
  index: number;
  top: number;
  template: string;
  row: ShownRow | undefined;
  wanted: RowsWanted;
  columns: readonly MappedColumn[];
  abnormalMove: number;
  isSelected: boolean;
  isAsking: boolean;
  /** The column whose cell is typed anew. */
  mending: number | undefined;
  onSelect: (isAsked: boolean) => void;
  onChange: (change: FileChange) => void;
  onMend: (column: number) => void;
  onKeep: (column: number, text: string, by: number) => void;
  onLeave: () => void;
  onClose: () => void;
}

/** One row of the file; the cell its verdict is about answers why. */
export function PreviewRow(props: RowProps) {
  const m = useMessages().import;
  const { row, columns, isSelected, mending } = props;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!props.isAsking) return;
    line.current
      ?.querySelector(".is-asked")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [props.isAsking]);
  const place = { gridTemplateColumns: props.template, transform: `translateY(${props.top}px)` };
  if (!row) {
    return <div role="row" className="import-row is-loading" style={place} tabIndex={-1} />;
  }
  const tones = tonesOf(row, columns, props.abnormalMove);
  const asked = askedCell(tones);
  const mark = markOf(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keys
    <div
      ref={line}
      role="row"
      id={props.id}
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      aria-selected={isSelected}
      className={`import-row is-${row.verdict ?? "plain"}`}
      style={place}
      onClick={() => props.onSelect(true)}
    >
      <span role="gridcell" className="import-row-number num">
        {row.row}
      </span>
      <span role="gridcell" className="import-mark-cell">
        {row.verdict !== null && <MarkChip mark={mark} abnormalMove={props.abnormalMove} />}
      </span>
      {columns.map((column, at) => {
        const cell = row.cells[at];
        if (!cell) return null;
        const value = (
          <CellValue
            column={column}
            is={cell.is}
            was={cell.was}
            tone={tones[at]}
            mended={cell.mended}
            client={column.field === "client_number" ? row.client : null}
          />
        );
        return (
          <span
            role="gridcell"
            key={column.column}
            className={`import-cell${isNumeric(column.field) ? " is-number" : ""}${at === asked ? " is-asked" : ""}`}
            onDoubleClick={column.field ? () => props.onMend(column.column) : undefined}
          >
            {mending === column.column ? (
              <MendField
                cell={cell}
                wanted={props.wanted}
                row={row.row}
                column={column.column}
                label={m.mend.label(`${column.letter}${row.row}`)}
                onKeep={(text, by) => props.onKeep(column.column, text, by)}
                onLeave={props.onLeave}
              />
            ) : at === asked && props.isAsking && mending === undefined ? (
              <Popover
                open
                motion={{ motionName: "" }}
                placement="bottom"
                arrow
                content={
                  <RowQuestion
                    row={row}
                    abnormalMove={props.abnormalMove}
                    cell={cell}
                    column={column.column}
                    tone={tones[at] ?? "grey"}
                    onChange={props.onChange}
                    onMend={column.field ? () => props.onMend(column.column) : undefined}
                    onClose={props.onClose}
                  />
                }
              >
                {value}
              </Popover>
            ) : (
              value
            )}
          </span>
        );
      })}
    </div>
  );
}

function MarkChip(props: { mark: Mark; abnormalMove: number }) {
  const m = useMessages().import;
  const { mark } = props;
  const label =
    mark === "abnormal"
      ? m.abnormal(share(props.abnormalMove))
      : mark === "warned"
        ? m.warned
        : m.verdict[mark];
  return (
    <span className={`import-mark is-${mark}`} title={label}>
      {m.mark[mark]}
    </span>
  );
}

/** Longer account numbers show their end, where they differ; the whole is in the title. */
const LONGEST = 11;
const KEPT = 8;

interface ValueProps {
  column: MappedColumn;
  is: Shown;
  was: Shown | null;
  tone: Tone | undefined;
  /** What the file said where something else was typed. */
  mended: string | null;
  client: string | null;
  ref?: React.Ref<HTMLSpanElement>;
}

/** What stood, struck through, beside what is. A client's name goes before its number. */
const CellValue = memo(function CellValue({
  column,
  is,
  was,
  tone,
  mended,
  client,
  ref,
  ...rest
}: ValueProps) {
  const m = useMessages().import;
  const text = shown(is);
  const isLong = (column.field === "account" || column.field === "loan") && text.length > LONGEST;
  const amount = is.kind === "amount" ? yuan(is.fen) : text;
  return (
    <span
      {...rest}
      ref={ref}
      className={`import-value${isNumeric(column.field) ? " num" : ""}${mended === null ? "" : " is-mended"}`}
      title={mended === null ? (client ? `${client} ${text}` : amount) : m.mend.was(amount, mended)}
    >
      {was && (
        <del title={m.was(shown(was))}>
          <bdi>{shown(was)}</bdi>
        </del>
      )}
      {client && <bdi className="import-client">{client}</bdi>}
      <bdi className={`${tone ? `is-toned is-${tone}` : ""}${client ? " import-number" : ""}`}>
        {(isLong ? `…${text.slice(-KEPT)}` : text) ||
          (tone ? "\u00a0\u00a0\u00a0\u00a0" : column.field ? "—" : "")}
      </bdi>
    </span>
  );
});
