import { memo } from "react";
import { cellId, type DataColumn } from "./DataTable";

interface DataTableRowProps<Row> {
  id: string;
  index: number;
  top: number;
  /** `undefined` while it is not read. */
  row: Row | undefined;
  columns: readonly DataColumn<Row>[];
  /** Where the keyboard stands, when it stands in this row. */
  activeColumn: number | undefined;
  isChosen: boolean;
}

/** One row; drawn again only when something of its own changes. */
export const DataTableRow = memo(function DataTableRow<Row>(props: DataTableRowProps<Row>) {
  const { id, index, row, columns, activeColumn, isChosen } = props;
  const states = [
    "data-row",
    activeColumn !== undefined && "is-active",
    isChosen && "is-chosen",
    row === undefined && "is-unread",
  ];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
    // biome-ignore lint/a11y/useSemanticElements: only the rows in sight exist
    <div
      role="row"
      className={states.filter(Boolean).join(" ")}
      style={{ transform: `translateY(${props.top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      data-row={index}
    >
      <DataCell
        id={cellId(id, index, 0)}
        column={0}
        isActive={activeColumn === 0}
        className="is-tick"
      >
        {/* The row says itself that it is chosen; a form's box in each would cost as much as all its texts. */}
        {row !== undefined && <i className={isChosen ? "data-tick is-ticked" : "data-tick"} />}
      </DataCell>
      {columns.map((column, at) => (
        <DataCell
          key={column.id}
          id={cellId(id, index, at + 1)}
          column={at + 1}
          isActive={activeColumn === at + 1}
          className={column.isNumber ? "num is-number" : undefined}
        >
          {row === undefined ? <span className="data-unread" /> : column.cell(row)}
        </DataCell>
      ))}
    </div>
  );
}) as <Row>(props: DataTableRowProps<Row>) => React.ReactElement;

function DataCell(props: {
  id: string;
  column: number;
  isActive: boolean;
  className: string | undefined;
  children: React.ReactNode;
}) {
  const classes = ["data-cell", props.className, props.isActive && "is-active-cell"];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names its active cell
    // biome-ignore lint/a11y/useSemanticElements: only the rows in sight exist
    <div
      role="gridcell"
      id={props.id}
      className={classes.filter(Boolean).join(" ")}
      aria-colindex={props.column + 1}
      data-column={props.column}
    >
      {props.children}
    </div>
  );
}
