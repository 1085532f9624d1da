import { Plus } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { FilterToken } from "../../components/FilterToken";
import { Kbd } from "../../components/Kbd";
import { useMessages } from "../../locales";
import { ToolPopover } from "../clients/ToolPopover";
import { FilterEditor } from "./FilterEditor";
import { type AuditField, FIELDS, isSet, type Narrowed, shown, without } from "./filters";

/** What the trail is narrowed by, as tokens, and the menu that adds one. */
export function FilterBar(props: { narrowed: Narrowed; onChange: (narrowed: Narrowed) => void }) {
  const { narrowed, onChange } = props;
  const { audit: m, clients } = useMessages();
  const [isOpen, setOpen] = useState(false);
  const [field, setField] = useState<AuditField>();
  useShortcut("f", clients.filter, () => show(undefined));

  function show(edited: AuditField | undefined) {
    setField(edited);
    setOpen(true);
  }

  return (
    <div className="clients-filters">
      {FIELDS.filter((each) => isSet(narrowed, each)).map((each) => (
        <FilterToken
          key={each}
          field={m.fields[each]}
          value={shown(narrowed, each, m)}
          removeLabel={clients.removeFilter(m.fields[each])}
          onEdit={() => show(each)}
          onRemove={() => onChange(without(narrowed, each))}
        />
      ))}
      <ToolPopover
        label={clients.filter}
        icon={Plus}
        placement="bottomLeft"
        isOpen={isOpen}
        onOpen={(open) => {
          setField(undefined);
          setOpen(open);
        }}
        content={
          field ? (
            <FilterEditor
              key={field}
              field={field}
              narrowed={narrowed}
              onApply={(changed) => {
                onChange(changed);
                setOpen(false);
              }}
              onBack={() => setField(undefined)}
            />
          ) : (
            <Fields onChoose={setField} />
          )
        }
      >
        <Kbd keys="f" />
      </ToolPopover>
    </div>
  );
}

function Fields({ onChoose }: { onChoose: (field: AuditField) => void }) {
  const { audit: m, clients } = useMessages();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }
  return (
    <div
      ref={list}
      className="clients-menu"
      role="menu"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      aria-label={clients.filter}
    >
      {FIELDS.map((field) => (
        <button key={field} type="button" role="menuitem" onClick={() => onChoose(field)}>
          {m.fields[field]}
        </button>
      ))}
    </div>
  );
}
