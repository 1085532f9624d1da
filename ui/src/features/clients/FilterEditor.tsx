import { Button, InputNumber, Radio, Segmented } from "antd";
import { ChevronLeft } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Filter } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { FilterValues } from "./FilterValues";
import { BOUNDS, fenOf, isWhole, percentOf, pointsOf, wanOf } from "./filters";

const DAYS = [7, 30, 90, 180];

/** One condition being made or changed; Enter applies it. */
export function FilterEditor(props: {
  filter: Filter;
  onApply: (filter: Filter) => void;
  onBack: () => void;
}) {
  const m = useMessages().clients;
  const [filter, setFilter] = useState(props.filter);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input:not([disabled])")?.focus(), []);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole(filter)) props.onApply(filter);
  }

  return (
    <form ref={form} className="list-editor" onSubmit={submit}>
      <div className="list-editor-head">
        <button type="button" className="icon-button" onClick={props.onBack}>
          <ChevronLeft size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{m.otherField}</span>
        </button>
        <strong>{m.fields[filter.field]}</strong>
      </div>
      <Demand filter={filter} onChange={setFilter} />
      <Button type="primary" htmlType="submit" disabled={!isWhole(filter)} block>
        {m.apply}
      </Button>
    </form>
  );
}

function Demand({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const m = useMessages().clients;
  const label = m.fields[filter.field];
  switch (filter.field) {
    case "tier":
    case "industry":
    case "manager":
    case "branch":
    case "class":
      return <FilterValues filter={filter} onChange={onChange} />;
    case "has_loans":
    case "overdue":
      return (
        <Radio.Group
          aria-label={label}
          value={filter.value}
          onChange={(event) => onChange({ ...filter, value: event.target.value })}
          options={[
            { value: true, label: m.yes },
            { value: false, label: m.no },
          ]}
        />
      );
    case "matures_within":
      return (
        <>
          <Segmented
            block
            options={DAYS.map((days) => ({ value: days, label: m.withinDays(days) }))}
            value={filter.days}
            onChange={(days) => onChange({ ...filter, days })}
          />
          <InputNumber
            aria-label={label}
            min={0}
            max={3650}
            precision={0}
            value={filter.days}
            suffix={m.dayUnit}
            onChange={(days) => onChange({ ...filter, days: days ?? 0 })}
          />
        </>
      );
    case "deposits":
    case "loans":
      return (
        <>
          <BoundChoice value={filter.is} onChange={(is) => onChange({ ...filter, is })} />
          <InputNumber
            aria-label={label}
            precision={2}
            max={90_000_000}
            min={-90_000_000}
            value={wanOf(filter.amount)}
            suffix={m.amountUnit}
            onChange={(inWan) => onChange({ ...filter, amount: fenOf(inWan ?? 0) })}
          />
        </>
      );
    case "movement":
      return (
        <>
          <BoundChoice value={filter.is} onChange={(is) => onChange({ ...filter, is })} />
          <InputNumber
            aria-label={label}
            precision={2}
            min={-100}
            max={100_000}
            value={percentOf(filter.basis_points)}
            suffix="%"
            onChange={(percent) => onChange({ ...filter, basis_points: pointsOf(percent ?? 0) })}
          />
        </>
      );
  }
}

function BoundChoice(props: {
  value: (typeof BOUNDS)[number];
  onChange: (value: (typeof BOUNDS)[number]) => void;
}) {
  const m = useMessages().clients;
  return (
    <Segmented
      block
      options={BOUNDS.map((value) => ({ value, label: m.boundName[value] }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
