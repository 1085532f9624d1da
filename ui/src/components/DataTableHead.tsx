import { ArrowDown, ArrowUp } from "lucide-react";
import { cellId, type DataColumn, type DataSort } from "./DataTable";

interface DataTableHeadProps<Row> {
  id: string;
  columns: readonly DataColumn<Row>[];
  sort: readonly DataSort[];
  /** Where the keyboard stands, when it stands in the head. */
  activeColumn: number | undefined;
  labelAll: string;
  chosen: "none" | "some" | "all";
  onSort: (column: DataColumn<Row>, isAdditional: boolean) => void;
  onToggleAll: () => void;
}

/** The head stays while the rows move; a click sorts, with Shift beside what sorts already. */
export function DataTableHead<Row>(props: DataTableHeadProps<Row>) {
  const { id, columns, sort, activeColumn } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid whose rows are not all there
    <div role="rowgroup" className="data-head">
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div role="row" className="data-head-row" aria-rowindex={1}>
        {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div
          role="columnheader"
          id={cellId(id, -1, 0)}
          className={activeColumn === 0 ? "data-cell is-tick is-active-cell" : "data-cell is-tick"}
          aria-colindex={1}
        >
          <input
            type="checkbox"
            className="data-tick"
            tabIndex={-1}
            aria-label={props.labelAll}
            checked={props.chosen === "all"}
            ref={(box) => {
              if (box) box.indeterminate = props.chosen === "some";
            }}
            onChange={props.onToggleAll}
          />
        </div>
        {columns.map((column, at) => (
          <HeadCell
            key={column.id}
            id={cellId(id, -1, at + 1)}
            column={column}
            at={at + 1}
            isActive={activeColumn === at + 1}
            rank={sort.findIndex((by) => by.column === column.id)}
            sort={sort}
            onSort={props.onSort}
          />
        ))}
      </div>
    </div>
  );
}

function HeadCell<Row>(props: {
  id: string;
  column: DataColumn<Row>;
  at: number;
  isActive: boolean;
  /** Place in the sort, −1 when not in it. */
  rank: number;
  sort: readonly DataSort[];
  onSort: (column: DataColumn<Row>, isAdditional: boolean) => void;
}) {
  const { column, rank, sort } = props;
  const by = sort[rank];
  const Arrow = by?.isDescending ? ArrowDown : ArrowUp;
  const order = by && (by.isDescending ? "descending" : "ascending");
  const classes = [
    "data-cell",
    column.isNumber && "is-number",
    by && "is-sorted",
    props.isActive && "is-active-cell",
  ];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
    // biome-ignore lint/a11y/useSemanticElements: a grid whose rows are not all there
    <div
      role="columnheader"
      id={props.id}
      className={classes.filter(Boolean).join(" ")}
      aria-colindex={props.at + 1}
      aria-sort={column.isSortable ? (order ?? "none") : undefined}
    >
      {column.isSortable ? (
        <button
          type="button"
          tabIndex={-1}
          className="data-sort"
          onClick={(event) => props.onSort(column, event.shiftKey)}
        >
          {column.label}
          {by && <Arrow size={12} strokeWidth={2} aria-hidden />}
          {by && sort.length > 1 && <sup>{rank + 1}</sup>}
        </button>
      ) : (
        column.label
      )}
    </div>
  );
}
