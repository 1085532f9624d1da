// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Problem } from "../../components/Problem";
import type { FileChange, PreviewSummary, RowFilter, ShownRow } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { ColumnHead } from "./ColumnHead";
import { count } from "./format";
import { PreviewRow } from "./PreviewRow";
import { type RowsWanted, useRows } from "./queries";
import { askedCell, gridOf, rowNumberWidth, share, tonesOf } from "./verdict";
import "./table.css";

const ROW_HEIGHT = 34;

interface TableProps {
  wanted: RowsWanted;
  summary: PreviewSummary;
  onFilter: (filter: RowFilter) => void;
  onChange: (change: FileChange) => void;
}

/** The rows of the file under two-line heads: what the file calls a column, and what it is taken for. */
export function PreviewTable({ wanted, summary, onFilter, onChange }: TableProps) {
  const m = useMessages().import;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [selected, setSelected] = useState(-1);
  const [isAsking, setAsking] = useState(false);
  const [mending, setMending] = useState<number>();
  const [known, setKnown] = useState(0);
  const rows = useVirtualizer({
    count: known,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const items = rows.getVirtualItems();
  const page = useRows(wanted, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  if (page.total !== undefined && page.total !== known) setKnown(page.total);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter begins at its top
  useEffect(() => {
    setSelected(-1);
    setAsking(false);
    setMending(undefined);
    scroller.current?.scrollTo({ top: 0 });
  }, [wanted.filter]);

  function select(index: number) {
    const next = Math.min(Math.max(index, 0), known - 1);
    setSelected(next);
    setAsking(true);
    rows.scrollToIndex(next);
  }

  function keep(row: ShownRow, column: number, text: string, by: number) {
    const stands = row.cells[summary.columns.findIndex((one) => one.column === column)]?.stands;
    if (text !== stands) onChange({ change: "mend", row: row.row, column, text });
    const columns = summary.columns.filter((one) => one.field).map((one) => one.column);
    const next = by === 0 ? undefined : columns[columns.indexOf(column) + by];
    leave(next);
  }

  function leave(next?: number) {
    setMending(next);
    setAsking(true);
    if (next === undefined) scroller.current?.focus();
  }

  /** The cell the row's verdict is about, else its first that is imported. */
  function mend(row: ShownRow) {
    const asked = askedCell(tonesOf(row, summary.columns, summary.abnormal_move));
    const column = summary.columns[asked];
    const found = column?.field ? column : summary.columns.find((one) => one.field);
    if (found) setMending(found.column);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event)) return;
    const row = selected < 0 ? undefined : page.rowAt(selected);
    const done = keyOf(event.key, {
      selected,
      known,
      row,
      select,
      isAsking,
      setAsking,
      onChange,
      mend,
    });
    if (done) event.preventDefault();
  }

  const rowNumber = rowNumberWidth(summary.rows);
  const { template, width } = gridOf(summary.columns, summary.counts.changed > 0, rowNumber);
  return (
    <section className="import-table">
      <div
        ref={scroller}
        className="import-grid"
        style={{ "--row-number": `${rowNumber}px` } as CSSProperties}
        role="grid"
        tabIndex={0}
        aria-label={m.table(summary.file)}
        aria-rowcount={known + 1}
        aria-colcount={summary.columns.length + 2}
        aria-activedescendant={selected < 0 ? undefined : `${id}-${selected}`}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className="import-grid-head" style={{ minWidth: width }}>
          <div role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
            <span role="columnheader" className="import-row-number">
              {m.row}
            </span>
            <span role="columnheader">
              <span className="visually-hidden">{m.verdictColumn}</span>
            </span>
            {summary.columns.map((column) => (
              <ColumnHead
                key={column.column}
                column={column}
                fields={summary.fields}
                onChange={onChange}
              />
            ))}
          </div>
        </div>
        <div
          role="rowgroup"
          className="import-grid-rows"
          style={{ height: rows.getTotalSize(), minWidth: width }}
        >
          {items.map((item) => (
            <PreviewRow
              key={item.index}
              id={`${id}-${item.index}`}
              index={item.index}
              top={item.start}
              template={template}
              row={page.rowAt(item.index)}
              wanted={wanted}
              columns={summary.columns}
              abnormalMove={summary.abnormal_move}
              isSelected={item.index === selected}
              isAsking={isAsking && item.index === selected}
              mending={item.index === selected ? mending : undefined}
              onSelect={(isAsked) => {
                setSelected(item.index);
                setAsking(isAsked);
              }}
              onChange={onChange}
              onMend={(column) => {
                setSelected(item.index);
                setMending(column);
              }}
              onKeep={(column, text, by) => {
                const row = page.rowAt(item.index);
                if (row) keep(row, column, text, by);
              }}
              onLeave={() => leave()}
              onClose={() => setAsking(false)}
            />
          ))}
        </div>
      </div>
      {page.error !== undefined && <Problem error={page.error} />}
      {summary.unplanned === null && (
        <Shown filter={wanted.filter} total={known} summary={summary} onFilter={onFilter} />
      )}
    </section>
  );
}

/** Keys pressed in a mapping list or a popover are theirs; a row that was clicked has the focus, but no keys. */
function isElsewhere({ target, currentTarget }: KeyboardEvent): boolean {
  const isRow = target instanceof Element && target.getAttribute("role") === "row";
  return target !== currentTarget && !isRow;
}

interface KeyPlace {
  selected: number;
  known: number;
  row: ShownRow | undefined;
  select: (index: number) => void;
  isAsking: boolean;
  setAsking: (isAsking: boolean) => void;
  mend: (row: ShownRow) => void;
  onChange: (change: FileChange) => void;
}

/** Does what a key means on the table; false where it means nothing. */
function keyOf(key: string, at: KeyPlace): boolean {
  const page = 15;
  const moves: Record<string, number> = {
    ArrowDown: at.selected + 1,
    j: at.selected + 1,
    ArrowUp: at.selected - 1,
    k: at.selected - 1,
    PageDown: at.selected + page,
    PageUp: at.selected - page,
    Home: 0,
    End: at.known - 1,
  };
  const to = moves[key];
  if (to !== undefined && at.known > 0) {
    at.select(to);
    return true;
  }
  if (key === "Escape") {
    at.setAsking(false);
    return true;
  }
  const { row } = at;
  if (!row || row.verdict === null) return false;
  switch (key) {
    case "F2":
      at.mend(row);
      return true;
    case "Enter":
      if (at.isAsking && row.verdict === "rejected") at.mend(row);
      else at.setAsking(true);
      return true;
    case " ":
      at.setAsking(true);
      return true;
    case "y":
      if (!row.abnormal) return false;
      at.onChange({ change: "confirm", row: row.row, confirmed: !row.confirmed });
      return true;
    case "n":
      at.onChange({ change: "exclude", row: row.row, excluded: row.verdict !== "excluded" });
      return true;
    default:
      return false;
  }
}

/** Which rows are shown, and the way to the others. */
function Shown(props: {
  filter: RowFilter;
  total: number;
  summary: PreviewSummary;
  onFilter: (filter: RowFilter) => void;
}) {
  const m = useMessages().import;
  const { filter, total, summary, onFilter } = props;
  const { unchanged } = summary.counts;
  if (filter === "attention") {
    return (
      <p className="import-shown" role="status">
        {m.attention(count(total))}
        {unchanged > 0 && (
          <>
            <span className="import-divider" />
            {m.hiddenRows(count(unchanged))}
            <button type="button" onClick={() => onFilter("all")}>
              {m.show}
            </button>
          </>
        )}
      </p>
    );
  }
  const label =
    filter === "all"
      ? ""
      : filter === "abnormal"
        ? m.abnormal(share(summary.abnormal_move))
        : filter === "warned"
          ? m.warned
          : m.verdict[filter];
  return (
    <p className="import-shown" role="status">
      {filter === "all" ? m.allShown(count(total)) : m.onlyShown(label, count(total))}
      <span className="import-divider" />
      <button type="button" onClick={() => onFilter("attention")}>
        {m.backToAttention}
      </button>
    </p>
  );
}
