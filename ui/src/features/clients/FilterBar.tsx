import { Plus } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { FilterToken } from "../../components/FilterToken";
import { Kbd } from "../../components/Kbd";
import { ToolPopover } from "../../components/ToolPopover";
import type { Filter } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { FilterEditor } from "./FilterEditor";
import { FilterFields } from "./FilterFields";
import { emptyFilter, filterValue } from "./filters";
import { setFilters } from "./state";

interface Editing {
  filter: Filter;
  /** Which of the list's conditions; the next one when it is new. */
  at: number;
}

/** The list's conditions as tokens, and the menu that adds one. */
export function FilterBar({ filters, onDone }: { filters: Filter[]; onDone: () => void }) {
  const m = useMessages().clients;
  const [isOpen, setOpen] = useState(false);
  const [editing, setEditing] = useState<Editing>();
  useShortcut("f", m.filter, () => show(undefined));

  function show(edited: Editing | undefined) {
    setEditing(edited);
    setOpen(true);
  }
  function apply(filter: Filter) {
    const at = editing?.at ?? filters.length;
    setFilters([...filters.slice(0, at), filter, ...filters.slice(at + 1)]);
    setOpen(false);
    onDone();
  }

  return (
    <div className="list-filters">
      {filters.map((filter, at) => (
        <FilterToken
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name but its place
          key={at}
          field={m.fields[filter.field]}
          value={filterValue(filter, m)}
          removeLabel={m.removeFilter(m.fields[filter.field])}
          onEdit={() => show({ filter, at })}
          onRemove={() => setFilters(filters.filter((_, other) => other !== at))}
        />
      ))}
      <ToolPopover
        label={m.filter}
        icon={Plus}
        placement="bottomLeft"
        isOpen={isOpen}
        onOpen={(open) => {
          setEditing(undefined);
          setOpen(open);
        }}
        content={
          editing ? (
            <FilterEditor
              key={editing.filter.field}
              filter={editing.filter}
              onApply={apply}
              onBack={() => setEditing(undefined)}
            />
          ) : (
            <FilterFields
              onChoose={(field) => setEditing({ filter: emptyFilter(field), at: filters.length })}
            />
          )
        }
      >
        <Kbd keys="f" />
      </ToolPopover>
    </div>
  );
}
