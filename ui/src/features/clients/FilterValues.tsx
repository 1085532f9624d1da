import { useQuery } from "@tanstack/react-query";
import { Checkbox, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { Problem } from "../../components/Problem";
import type { Classification, Facet, Facets, Filter } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { facetsQuery } from "./queries";

const CLASSES: Classification[] = ["正常", "关注", "次级", "可疑", "损失"];
/** From so many values on there is a box to look for one. */
const MANY = 10;
/** More are found by typing. */
const SHOWN = 200;

type ValueFilter = Extract<Filter, { values: unknown }>;

const LISTS: Record<Exclude<ValueFilter["field"], "class">, keyof Facets> = {
  tier: "tiers",
  industry: "industries",
  manager: "managers",
  branch: "branches",
};

/** The values clients have in a field, to tick. */
export function FilterValues(props: { filter: ValueFilter; onChange: (filter: Filter) => void }) {
  const { filter, onChange } = props;
  const m = useMessages().clients;
  const figure = useMessages().figure;
  const facets = useQuery({ ...facetsQuery, enabled: filter.field !== "class" });
  const [wanted, setWanted] = useState("");
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (facets.data || filter.field === "class") list.current?.querySelector("input")?.focus();
  }, [facets.data, filter.field]);
  if (filter.field === "class") {
    return (
      <div ref={list} className="list-values">
        {CLASSES.map((value) => (
          <Checkbox
            key={value}
            checked={filter.values.includes(value)}
            onChange={() => onChange({ ...filter, values: toggle(filter.values, value) })}
          >
            {figure.classes[value] ?? value}
          </Checkbox>
        ))}
      </div>
    );
  }
  if (facets.error) return <Problem error={facets.error} onRetry={() => facets.refetch()} />;
  const all = facets.data?.[LISTS[filter.field]] ?? [];
  const shown = all.filter(({ value }) => value.includes(wanted.trim())).slice(0, SHOWN);
  return (
    <>
      {all.length > MANY && (
        <Input
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder={m.findValue}
          aria-label={m.findValue}
        />
      )}
      <div ref={list} className="list-values">
        {shown.map((facet) => (
          <Value
            key={facet.value}
            facet={facet}
            isChosen={filter.values.some((value) => isSame(filter, value, facet.value))}
            onToggle={() => onChange({ ...filter, values: toggleValue(filter, facet.value) })}
          />
        ))}
        {facets.data && shown.length === 0 && <p>{m.noSuchValue}</p>}
      </div>
    </>
  );
}

function Value(props: { facet: Facet; isChosen: boolean; onToggle: () => void }) {
  const m = useMessages().clients;
  const { value, clients } = props.facet;
  return (
    <Checkbox checked={props.isChosen} onChange={props.onToggle}>
      <bdi title={value}>{value || m.noValue}</bdi> <span className="num">{clients}</span>
    </Checkbox>
  );
}

/** Tiers are told by how they begin: 战略 holds 战略客户. */
function isSame(filter: ValueFilter, chosen: string, value: string): boolean {
  if (filter.field !== "tier" || chosen === "") return chosen === value;
  return value.startsWith(chosen);
}

function toggleValue(filter: Exclude<ValueFilter, { field: "class" }>, value: string): string[] {
  const kept = filter.values.filter((chosen) => !isSame(filter, chosen, value));
  return kept.length < filter.values.length ? kept : [...kept, value];
}

function toggle<T>(values: T[], value: T): T[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
}
