import { useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { DataTableHead } from "./DataTableHead";
import { DataTableRow } from "./DataTableRow";
import { type Cell, intentOf } from "./dataTableKeys";
import { type RowSource, useRows } from "./dataTableRows";
import {
  allRows,
  between,
  countChosen,
  isChosen,
  type RowSelection,
  toggled,
} from "./rowSelection";
import "./data-table.css";

export interface DataColumn<Row> {
  id: string;
  label: string;
  /** Pixels; `grow` takes what is left. */
  width: number;
  grow?: boolean;
  /** Right-aligned, tabular. */
  isNumber?: boolean;
  isSortable?: boolean;
  /** The first sort of figures shows the largest. */
  isLargestFirst?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface DataSort {
  column: string;
  isDescending: boolean;
}

export interface DataTableHandle {
  focus: () => void;
}

export interface DataTableProps<Row> {
  ref?: Ref<DataTableHandle>;
  /** The grid's name. */
  label: string;
  /** The name of the box that chooses all. */
  labelAll: string;
  columns: readonly DataColumn<Row>[];
  source: RowSource<Row>;
  sort: readonly DataSort[];
  onSort: (column: DataColumn<Row>, isAdditional: boolean) => void;
  /** The row the page stood on before. */
  startRow?: number;
  /** The row the keyboard stands on; `undefined` while it is not read. */
  onActive: (index: number, row: Row | undefined) => void;
  selection: RowSelection;
  onSelect: (selection: RowSelection) => void;
  onOpen: (row: Row) => void;
  onPreview: (row: Row) => void;
  /** The chosen rows, else the one cell. */
  onCopy: (what: { selection: RowSelection } | { row: Row; column: DataColumn<Row> }) => void;
  onError: (error: unknown) => void;
  /** Below the last row. */
  children?: ReactNode;
}

export const ROW_HEIGHT = 32;
const HEAD_HEIGHT = 30;
const OVERSCAN = 8;

/** Our list: fixed rows over any number of records, read as they are looked at, worked entirely by keyboard.
 * It knows nothing of what its rows are. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, source, selection, onSelect, onActive } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useRows(source, props.onError);
  const [active, setActive] = useActiveCell(source.id, props.startRow ?? 0);
  const anchor = useRef(0);
  useImperativeHandle(props.ref, () => ({ focus: () => scroller.current?.focus() }), []);

  const virtual = useVirtualizer({
    count: source.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    initialOffset: () => Math.max(0, (props.startRow ?? 0) - 4) * ROW_HEIGHT,
  });
  const items = virtual.getVirtualItems();
  const slots = useSlots(items.length);
  const firstShown = items[0]?.index ?? 0;
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (lastShown >= firstShown) rows.want(firstShown, lastShown);
  }, [rows, firstShown, lastShown]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its first row
  useEffect(() => {
    if (!props.startRow) scroller.current?.scrollTo({ top: 0 });
    anchor.current = 0;
  }, [source.id]);

  const activeRow = rows.at(active.row);
  useEffect(() => {
    onActive(active.row, activeRow);
  }, [onActive, active.row, activeRow]);

  const moveTo = useCallback(
    (to: Cell, isExtending: boolean) => {
      setActive(to);
      if (to.row >= 0) virtual.scrollToIndex(to.row);
      if (isExtending) onSelect(between(anchor.current, Math.max(to.row, 0)));
      else anchor.current = Math.max(to.row, 0);
    },
    [setActive, virtual, onSelect],
  );

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const shown = (scroller.current?.clientHeight ?? 0) - HEAD_HEIGHT;
    const page = Math.max(1, Math.floor(shown / ROW_HEIGHT) - 1);
    const extent = { rows: source.count, columns: columns.length + 1, page };
    const intent = intentOf(event, active, extent);
    if (!intent) return;
    if (intent.kind === "clear" && selection.length === 0) return;
    event.preventDefault();
    const column = columns[active.column - 1];
    switch (intent.kind) {
      case "move":
        return moveTo(intent.to, intent.isExtending);
      case "sort":
        if (column?.isSortable) props.onSort(column, intent.isAdditional);
        return;
      case "toggle":
        anchor.current = active.row;
        return onSelect(toggled(selection, active.row));
      case "all":
        return onSelect(toggledAll(selection, source.count));
      case "clear":
        return onSelect([]);
      case "open":
        return activeRow && props.onOpen(activeRow);
      case "preview":
        return activeRow && props.onPreview(activeRow);
      case "copy":
        if (selection.length > 0) props.onCopy({ selection });
        else if (activeRow && column) props.onCopy({ row: activeRow, column });
    }
  }

  function onClick(event: MouseEvent<HTMLDivElement>) {
    const cell = cellAt(event);
    if (!cell) return;
    if (cell.column === 0) {
      setActive(cell);
      if (event.shiftKey) return onSelect(between(anchor.current, cell.row));
      anchor.current = cell.row;
      return onSelect(toggled(selection, cell.row));
    }
    moveTo(cell, event.shiftKey);
  }

  function onDoubleClick(event: MouseEvent<HTMLDivElement>) {
    const cell = cellAt(event);
    const row = cell && cell.column > 0 ? rows.at(cell.row) : undefined;
    if (row) props.onOpen(row);
  }

  const chosen = countChosen(selection);
  const isActiveShown = active.row < 0 || (active.row >= firstShown && active.row <= lastShown);
  const isActiveThere = active.row < source.count;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of 100,000 rows is not in the page, only what is seen of it
    <div
      ref={scroller}
      className="data-table"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={source.count + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={
        isActiveShown && isActiveThere ? cellId(id, active.row, active.column) : undefined
      }
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      style={measures(columns)}
    >
      <DataTableHead
        id={id}
        columns={columns}
        sort={props.sort}
        activeColumn={active.row < 0 ? active.column : undefined}
        labelAll={props.labelAll}
        chosen={chosen === 0 ? "none" : chosen === source.count ? "all" : "some"}
        onSort={props.onSort}
        onToggleAll={() => onSelect(toggledAll(selection, source.count))}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div className="data-table-body" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {inSlots(items, slots).map(({ index, start }) => (
          <DataTableRow
            key={index % slots}
            id={id}
            index={index}
            top={start - HEAD_HEIGHT}
            row={rows.at(index)}
            columns={columns}
            activeColumn={active.row === index ? active.column : undefined}
            isChosen={isChosen(selection, index)}
          />
        ))}
      </div>
      {props.children && <Below>{props.children}</Below>}
    </div>
  );
}

/** A grid holds nothing but rows: what stands below them is a row of one cell. */
function Below({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    <div role="row" className="data-table-below">
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
      <div role="gridcell" className="data-table-below">
        {children}
      </div>
    </div>
  );
}

/** As many rows as were ever in sight at once. What scrolls out of it lends its elements to what scrolls in:
 * changing texts costs a fraction of making a row. */
function useSlots(inSight: number): number {
  const [slots, setSlots] = useState(inSight);
  if (inSight > slots) setSlots(inSight);
  return Math.max(slots, inSight, 1);
}

/** In an order that scrolling does not change, so that no row moves in the page. */
function inSlots(items: readonly VirtualItem[], slots: number): VirtualItem[] {
  return items.toSorted((one, other) => (one.index % slots) - (other.index % slots));
}

/** Starts anew with each list; the first one where the page stood before. */
function useActiveCell(list: string | number, startRow: number) {
  const [state, setState] = useState({ list, cell: { row: startRow, column: 1 } });
  const { row, column } = state.cell;
  // Sorting from the head leaves the keyboard in the head.
  const current = state.list === list || row < 0 ? state.cell : { row: 0, column };
  const set = useCallback((cell: Cell) => setState({ list, cell }), [list]);
  return [current, set] as const;
}

function toggledAll(selection: RowSelection, count: number): RowSelection {
  return countChosen(selection) === count ? [] : allRows(count);
}

export function cellId(table: string, row: number, column: number): string {
  return `${table}-${row}-${column}`;
}

function cellAt(event: MouseEvent): Cell | undefined {
  if (!(event.target instanceof Element)) return undefined;
  const row = event.target.closest<HTMLElement>("[data-row]")?.dataset.row;
  if (row === undefined) return undefined;
  const column = event.target.closest<HTMLElement>("[data-column]")?.dataset.column;
  return { row: Number(row), column: Number(column ?? 1) };
}

const TICK_WIDTH = 42;

/** What the style sheet lays the rows out by. */
function measures(columns: readonly DataColumn<never>[]): CSSProperties {
  return {
    "--data-columns": template(columns),
    "--data-width": `${fullWidth(columns)}px`,
  } as CSSProperties;
}

function template(columns: readonly DataColumn<never>[]): string {
  const tracks = columns.map(({ width, grow }) =>
    grow ? `minmax(${width}px, 1fr)` : `${width}px`,
  );
  return [`${TICK_WIDTH}px`, ...tracks].join(" ");
}

function fullWidth(columns: readonly DataColumn<never>[]): number {
  return columns.reduce((sum, column) => sum + column.width, TICK_WIDTH);
}
