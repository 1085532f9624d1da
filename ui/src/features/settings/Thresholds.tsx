import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { type FormEvent, useState } from "react";
import { notify } from "../../app/notices";
import { useSession } from "../../app/session";
import { DayPicker } from "../../components/DayPicker";
import { Field } from "../../components/Field";
import { Problem } from "../../components/Problem";
import type { Threshold } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { type Messages, useMessages } from "../../locales";
import { settingsQuery } from "./queries";
import { shownValue, storedValue } from "./threshold";

/** Every number a rule uses, with its default; changed from a day on, so that old documents keep theirs. */
export function Thresholds() {
  const m = useMessages().settings;
  const { data: thresholds, error } = useQuery(settingsQuery);
  const [edited, edit] = useState<string>();
  if (error) return <Problem error={error} />;
  // In the order of the texts, which follows the work; a key without a text comes last.
  const order = Object.keys(m.thresholds);
  const place = ({ key }: Threshold) => (order.includes(key) ? order.indexOf(key) : order.length);
  const rows = thresholds?.toSorted((a, b) => place(a) - place(b));
  return (
    <table className="settings-table thresholds">
      <thead>
        <tr>
          <th scope="col">{m.threshold}</th>
          <th scope="col" className="num">
            {m.value}
          </th>
          <th scope="col" className="num">
            {m.default}
          </th>
          <th scope="col">{m.since}</th>
          <th scope="col">
            <span className="visually-hidden">{m.change}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows?.map((threshold) => (
          <ThresholdRow
            key={threshold.key}
            threshold={threshold}
            isEdited={edited === threshold.key}
            onEdit={() => edit(threshold.key)}
            onDone={() => edit(undefined)}
          />
        ))}
      </tbody>
    </table>
  );
}

function words(m: Messages["settings"], key: string): { name: string; meaning: string } {
  const known: Record<string, { name: string; meaning: string }> = m.thresholds;
  return known[key] ?? { name: key, meaning: "" };
}

function ThresholdRow(props: {
  threshold: Threshold;
  isEdited: boolean;
  onEdit: () => void;
  onDone: () => void;
}) {
  const m = useMessages().settings;
  const { key, measure, value, default: usual, valid_from, next } = props.threshold;
  const { name, meaning } = words(m, key);
  const shown = (of: string) =>
    measure === "switch"
      ? m.switched[of === "true" ? "on" : "off"]
      : `${shownValue(measure, of)}${m.unit[measure]}`;
  return (
    <>
      <tr>
        <th scope="row">
          <span className="settings-name">{name}</span>
          <span className="settings-meaning">{meaning}</span>
        </th>
        <td className="num">{shown(value)}</td>
        <td className="num settings-meaning">{shown(usual)}</td>
        <td className="settings-meaning">
          {valid_from}
          {next && <span>{m.willBe(shown(next.value), next.valid_from)}</span>}
        </td>
        <td>
          {!props.isEdited && (
            <Button size="small" onClick={props.onEdit} aria-label={m.changeOf(name)}>
              {m.change}
            </Button>
          )}
        </td>
      </tr>
      {props.isEdited && (
        <tr>
          <td colSpan={5}>
            <EditThreshold threshold={props.threshold} name={name} onDone={props.onDone} />
          </td>
        </tr>
      )}
    </>
  );
}

function EditThreshold(props: { threshold: Threshold; name: string; onDone: () => void }) {
  const { settings: m, common } = useMessages();
  const { key, measure, value } = props.threshold;
  const today = useSession()?.today ?? "";
  const cache = useQueryClient();
  const [typed, setTyped] = useState(shownValue(measure, value));
  const [from, setFrom] = useState(today);
  const stored = storedValue(measure, typed);
  const save = useMutation({
    mutationFn: (json: string) => call(commands.settingSet(key, json, from)),
    onSuccess: async () => {
      // Every page that judges by a threshold is asked anew.
      await cache.invalidateQueries();
      notify({ text: m.thresholdSaved(props.name) });
      props.onDone();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (stored !== undefined) save.mutate(stored);
  }
  return (
    <form
      className="threshold-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") props.onDone();
      }}
    >
      <Field label={m.value} problem={stored === undefined ? m.notANumber : undefined}>
        {measure === "switch" ? (
          <Select
            value={typed}
            autoFocus
            aria-label={m.value}
            onChange={setTyped}
            options={[
              { value: "true", label: m.switched.on },
              { value: "false", label: m.switched.off },
            ]}
          />
        ) : (
          <Input
            value={typed}
            autoFocus
            suffix={m.unit[measure]}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Field label={m.from}>
        <DayPicker value={from} allowClear={false} onChange={(day) => day && setFrom(day)} />
      </Field>
      <div className="settings-actions">
        <Button
          type="primary"
          htmlType="submit"
          disabled={stored === undefined}
          loading={save.isPending && { delay: 200 }}
        >
          {common.save}
        </Button>
        <Button onClick={props.onDone}>{common.cancel}</Button>
      </div>
      {save.error && <Problem error={save.error} />}
    </form>
  );
}
