import { Dropdown, type MenuProps } from "antd";
import { ArrowDown, ArrowDownWideNarrow, ArrowUp } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { useMessages } from "../../locales";
import type { ClientColumn } from "./columns";
import { sortBy, useListState } from "./state";

/** What the list is sorted by, and every column to sort by instead. */
export function SortMenu({ columns }: { columns: readonly ClientColumn[] }) {
  const m = useMessages().clients;
  const { sort, isByRank } = useListState();
  const [isOpen, setOpen] = useState(false);
  // Before the page's own Escape, which clears the list.
  useShortcut("escape", m.sort, () => setOpen(false), { when: isOpen });
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
    <Dropdown trigger={["click"]} autoFocus menu={{ items }} open={isOpen} onOpenChange={setOpen}>
      <button type="button" className="list-tool is-ink" title={m.sortedBy(label)}>
        <ArrowDownWideNarrow size={14} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{m.sort} </span>
        {label}
      </button>
    </Dropdown>
  );
}
