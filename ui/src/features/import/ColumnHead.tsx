// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid is no <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import { Dropdown, type MenuProps } from "antd";
import { ChevronDown, CircleHelp } from "lucide-react";
import type { Field, FileChange, MappedColumn } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { isNumeric } from "./verdict";

const NOTHING = "nothing";

/** Above what the file calls the column, below what it is taken for: a list to take it for something else. */
export function ColumnHead(props: {
  column: MappedColumn;
  fields: readonly Field[];
  onChange: (change: FileChange) => void;
}) {
  const m = useMessages().import;
  const { column, fields, onChange } = props;
  const { field, source, unit } = column;
  const header = column.header || m.noHeader;
  const scale = field && unit ? m.scale[unit] : "";
  const items: MenuProps["items"] = [
    ...fields.map((one) => ({ key: one, label: m.fields[one] })),
    { type: "divider" },
    { key: NOTHING, label: m.notImported },
  ];
  return (
    <div
      role="columnheader"
      className={`import-column${isNumeric(field) ? " is-number" : ""}${field ? "" : " is-unused"}`}
    >
      <span className="import-column-header" title={`${column.letter} ${header}`}>
        <bdi>{header}</bdi>
        {scale && unit && <small title={m.scaleHint(m.units[unit])}>{scale}</small>}
      </span>
      <Dropdown
        trigger={["click"]}
        transitionName=""
        getPopupContainer={(head) => head.closest("main") ?? document.body}
        disabled={fields.length === 0}
        menu={{
          items,
          selectable: true,
          selectedKeys: [field ?? NOTHING],
          onClick: ({ key }) =>
            onChange({
              change: "column",
              column: column.column,
              field: fields.find((one) => one === key) ?? null,
            }),
        }}
      >
        <button
          type="button"
          className={`import-map is-${source}`}
          aria-label={`${m.mapColumn(column.letter, header)}: ${field ? m.fields[field] : m.notImported}`}
          title={source === "guess" ? m.guess : source === "remembered" ? m.remembered : undefined}
        >
          {source === "guess" && <CircleHelp size={13} strokeWidth={2} aria-hidden />}
          <span>{field ? m.fields[field] : m.notImported}</span>
          <ChevronDown size={12} strokeWidth={1.8} aria-hidden />
        </button>
      </Dropdown>
    </div>
  );
}
