import { Dropdown, type MenuProps } from "antd";
import { ArrowDown, ArrowDownWideNarrow, ArrowUp } from "lucide-react";
import { useMessages } from "../../locales";
import type { ClientColumn } from "./columns";
import { sortBy, useListState } from "./state";

/** What the list is sorted by, and every column to sort by instead. */
export function SortMenu({ columns }: { columns: readonly ClientColumn[] }) {
  const m = useMessages().clients;
  const { sort, isByRank } = useListState();
  const first = sort[0];
  const label = isByRank ? m.byRank : first ? m.columns[first.by] : m.columns.number;
  const items: MenuProps["items"] = columns.flatMap((column) => {
    const { id } = column;
    if (!column.isSortable || id === "trend") return [];
    const at = isByRank ? undefined : sort.find((key) => key.by === id);
    const Arrow = at?.descending ? ArrowDown : ArrowUp;
    return {
      key: id,
      label: column.label,
      extra: at && <Arrow size={12} strokeWidth={2} aria-label={m.direction(at.descending)} />,
      onClick: ({ domEvent }) => sortBy(id, domEvent.shiftKey, column.isLargestFirst ?? false),
    };
  });
  return (
    <Dropdown trigger={["click"]} autoFocus menu={{ items }}>
      <button type="button" className="clients-tool is-ink" title={m.sortedBy(label)}>
        <ArrowDownWideNarrow size={14} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{m.sort} </span>
        {label}
      </button>
    </Dropdown>
  );
}
