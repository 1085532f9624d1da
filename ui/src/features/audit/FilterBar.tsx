import { Plus } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { FieldMenu } from "../../components/FieldMenu";
import { FilterToken } from "../../components/FilterToken";
import { Kbd } from "../../components/Kbd";
import { ToolPopover } from "../../components/ToolPopover";
import { useMessages } from "../../locales";
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
    <div className="list-filters">
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
            <FieldMenu
              label={clients.filter}
              fields={FIELDS}
              names={m.fields}
              onChoose={setField}
            />
          )
        }
      >
        <Kbd keys="f" />
      </ToolPopover>
    </div>
  );
}
