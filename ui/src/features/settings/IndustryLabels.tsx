import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { notify } from "../../app/notices";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { IndustryLabel } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dataChanged } from "../import/openImport";
import { useValueOptions } from "../import/queries";
import { Row } from "./Row";

const FIELD = "industry";
/** Stands for: nothing, the cell counts as empty. */
const NOTHING = "";

/** Which industry a label means: the bank's own, over the built-in ones, which come back when it is removed. */
export function IndustryLabels() {
  const m = useMessages().settings.industries;
  const { data: labels = [], error } = useQuery({
    queryKey: ["imports", "industries"],
    queryFn: () => call(commands.mappingIndustries()),
  });
  const [sought, seek] = useState("");
  const [label, setLabel] = useState("");
  const { set, remove } = useEdits();
  const found = labels.filter((one) => (sought ? one.label.includes(sought) : one.is_own));
  const own = labels.filter((one) => one.is_own).length;
  return (
    <>
      <Row name={m.title} meaning={m.meaning(own, labels.length - own)}>
        <Input
          allowClear
          aria-label={m.seek}
          placeholder={m.seek}
          value={sought}
          onChange={(event) => seek(event.target.value.trim())}
        />
      </Row>
      {[error, set.error, remove.error].map(
        (problem) => problem && <Problem key={String(problem)} error={problem} />,
      )}
      {sought !== "" && found.length === 0 && <p className="settings-meaning">{m.none}</p>}
      {found.length > 0 && (
        <table className="settings-table" aria-label={m.title}>
          <tbody>
            {found.map((one) => (
              <Line
                key={one.label}
                one={one}
                onSet={(target) => set.mutate({ label: one.label, target, was: one })}
                onRemove={() => remove.mutate(one)}
              />
            ))}
          </tbody>
        </table>
      )}
      <div className="industry-add">
        <Input
          aria-label={m.newLabel}
          placeholder={m.newLabel}
          value={label}
          maxLength={100}
          onChange={(event) => setLabel(event.target.value)}
        />
        <Meaning
          label={m.newMeaning}
          isDisabled={label.trim() === ""}
          onChoose={(target) =>
            set.mutate({ label, target, was: undefined }, { onSuccess: () => setLabel("") })
          }
        />
      </div>
    </>
  );
}

/** Each change can be taken back. */
function useEdits() {
  const m = useMessages().settings.industries;
  const put = (label: string, target: string | null) =>
    call(commands.mappingSetValue(FIELD, label, target));
  const drop = (label: string) => call(commands.importValueRemove(FIELD, label));
  const back = (was: IndustryLabel | undefined, label: string) => async () => {
    await (was?.is_own ? put(label, was.target) : drop(label));
    await dataChanged();
  };
  const set = useMutation({
    mutationFn: (said: { label: string; target: string | null; was: IndustryLabel | undefined }) =>
      put(said.label, said.target),
    onSuccess: async (_, { label, was }) => {
      await dataChanged();
      notify({ text: m.saved(label), undo: back(was, label) });
    },
  });
  const remove = useMutation({
    mutationFn: (was: IndustryLabel) => drop(was.label),
    onSuccess: async (_, was) => {
      await dataChanged();
      notify({ text: m.removed(was.label), undo: back(was, was.label) });
    },
  });
  return { set, remove };
}

function Line(props: {
  one: IndustryLabel;
  onSet: (target: string | null) => void;
  onRemove: () => void;
}) {
  const m = useMessages().settings.industries;
  const { label, proposed, is_own, target } = props.one;
  const usual = proposed.join(m.separator);
  return (
    <tr>
      <th scope="row">
        <Foreign text={label} />
      </th>
      <td>{usual && (is_own ? m.builtIn(usual) : m.proposes(usual))}</td>
      <td>
        <span className="industry-deeds">
          <Meaning
            label={m.change(label)}
            present={is_own ? (target ?? NOTHING) : undefined}
            onChoose={props.onSet}
          />
          {is_own && (
            <Button
              size="small"
              aria-label={usual ? m.restoreOf(label) : m.removeOf(label)}
              onClick={props.onRemove}
            >
              {usual ? m.restore : m.remove}
            </Button>
          )}
        </span>
      </td>
    </tr>
  );
}

function Meaning(props: {
  label: string;
  /** What stands; missing where nothing was said yet. */
  present?: string | undefined;
  isDisabled?: boolean;
  onChoose: (target: string | null) => void;
}) {
  const m = useMessages().settings.industries;
  const known = useValueOptions(FIELD).data ?? [];
  const options = known.map((value) => ({ value, label: value }));
  return (
    <Select
      size="small"
      showSearch
      className="industry-choice"
      aria-label={props.label}
      placeholder={m.choose}
      disabled={props.isDisabled ?? false}
      value={props.present ?? null}
      options={[{ value: NOTHING, label: m.nothing }, ...options]}
      onChange={(chosen: string | null) => props.onChoose(chosen || null)}
    />
  );
}
