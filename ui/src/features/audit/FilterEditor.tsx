import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Input, Radio } from "antd";
import { ChevronLeft } from "lucide-react";
import { type FormEvent, useState } from "react";
import { DayPicker } from "../../components/DayPicker";
import { Field } from "../../components/Field";
import type { Day } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { AREAS, type AuditField, isSet, type Narrowed } from "./filters";
import { usersQuery } from "./queries";

interface PartProps {
  narrowed: Narrowed;
  onChange: (narrowed: Narrowed) => void;
}

const PARTS = { when: When, area: Areas, user: Users, client: Clients };

/** One part of the filter being made or changed; Enter applies it. */
export function FilterEditor(props: {
  field: AuditField;
  narrowed: Narrowed;
  onApply: (narrowed: Narrowed) => void;
  onBack: () => void;
}) {
  const { field } = props;
  const { audit: m, clients } = useMessages();
  const [narrowed, setNarrowed] = useState(props.narrowed);
  const Part = PARTS[field];
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isSet(narrowed, field)) props.onApply(narrowed);
  }
  return (
    <form className="list-editor is-wide" onSubmit={submit}>
      <div className="list-editor-head">
        <button type="button" className="icon-button" onClick={props.onBack}>
          <ChevronLeft size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{clients.otherField}</span>
        </button>
        <strong>{m.fields[field]}</strong>
      </div>
      <Part narrowed={narrowed} onChange={setNarrowed} />
      <Button type="primary" htmlType="submit" disabled={!isSet(narrowed, field)} block>
        {clients.apply}
      </Button>
    </form>
  );
}

function When({ narrowed, onChange }: PartProps) {
  const m = useMessages().audit;
  const { from, to, ...rest } = narrowed;
  const set = (begin: Day | null | undefined, end: Day | null | undefined) =>
    onChange({ ...rest, ...(begin && { from: begin }), ...(end && { to: end }) });
  return (
    <>
      <Field label={m.from}>
        <DayPicker value={from ?? null} onChange={(day) => set(day, to)} />
      </Field>
      <Field label={m.to}>
        <DayPicker value={to ?? null} onChange={(day) => set(from, day)} />
      </Field>
    </>
  );
}

function Areas({ narrowed, onChange }: PartProps) {
  const m = useMessages().audit;
  return (
    <Checkbox.Group
      className="list-values"
      value={narrowed.areas}
      onChange={(areas) => onChange({ ...narrowed, areas: AREAS.filter((a) => areas.includes(a)) })}
      options={AREAS.map((value) => ({ value, label: m.areas[value] }))}
    />
  );
}

function Users({ narrowed, onChange }: PartProps) {
  const m = useMessages().audit;
  const { data: users = [] } = useQuery(usersQuery);
  return (
    <Radio.Group
      className="list-values"
      aria-label={m.fields.user}
      value={narrowed.user?.id}
      onChange={(event) => {
        const user = users.find(({ id }) => id === event.target.value);
        if (user) onChange({ ...narrowed, user });
      }}
      options={users.map(({ id, name }) => ({ value: id, label: <bdi>{name}</bdi> }))}
    />
  );
}

function Clients({ narrowed, onChange }: PartProps) {
  const { audit: m, clients } = useMessages();
  const [typed, setTyped] = useState("");
  const query = typed.trim();
  const { data: found = [] } = useQuery({
    queryKey: ["palette", "clients", query],
    queryFn: () => call(commands.paletteSearch(query)),
    enabled: query !== "",
    placeholderData: keepPreviousData,
  });
  const known = found.map(({ client }) => ({ id: client.id, name: client.name }));
  const { client: chosen } = narrowed;
  // What was chosen before stays in sight until something is typed.
  const offered = query === "" ? (chosen ? [chosen] : []) : known;
  return (
    <>
      <Input
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={m.findClient}
        aria-label={m.findClient}
      />
      <Radio.Group
        className="list-values"
        aria-label={m.fields.client}
        value={chosen?.id}
        onChange={(event) => {
          const client = offered.find(({ id }) => id === event.target.value);
          if (client) onChange({ ...narrowed, client });
        }}
        options={offered.map(({ id, name }) => ({ value: id, label: <bdi>{name}</bdi> }))}
      />
      {query !== "" && known.length === 0 && <p>{clients.noSuchValue}</p>}
    </>
  );
}
