import { Select } from "antd";
import { Check, FileText } from "lucide-react";
import { DayPicker } from "../../components/DayPicker";
import type { Day, FileChange, Kind, PreviewSummary, Unit } from "../../ipc/bindings";
import { useMessages } from "../../locales";

export const KINDS: readonly Kind[] = ["clients", "people", "deposits", "loans"];
export const UNITS: readonly Unit[] = ["元", "千元", "万元", "百万元", "亿元"];

type Say = (change: FileChange) => void;

/** What the file is, how it was read, and where one is on the way. */
export function PreviewHeader({ summary, onChange }: { summary: PreviewSummary; onChange: Say }) {
  const m = useMessages().import;
  return (
    <header className="import-head">
      <h1 className="visually-hidden">{m.table(summary.file)}</h1>
      <FileText size={18} strokeWidth={1.6} aria-hidden />
      <Select
        className="import-kind"
        variant="borderless"
        aria-label={m.facts.changeKind}
        value={summary.kind}
        placeholder={m.ask.kindLabel}
        popupMatchSelectWidth={140}
        options={KINDS.map((kind) => ({ value: kind, label: m.kinds[kind] }))}
        onChange={(kind) => onChange({ change: "kind", kind })}
      />
      <Facts summary={summary} onChange={onChange} />
      <Steps summary={summary} />
    </header>
  );
}

function Facts({ summary, onChange }: { summary: PreviewSummary; onChange: Say }) {
  const m = useMessages().import;
  return (
    <ul className="import-facts">
      <li className="import-sheet" title={summary.sheet}>
        <bdi>{summary.sheet}</bdi>
      </li>
      <li>{m.facts.header(summary.header_row)}</li>
      {summary.as_of !== null && (
        <li>
          {m.facts.asOf}{" "}
          {summary.as_of_is_said ? (
            <AsOfPicker value={summary.as_of} onChange={onChange} />
          ) : (
            <strong>{summary.as_of}</strong>
          )}
        </li>
      )}
      {summary.unit !== null && (
        <li>
          {m.facts.unit}{" "}
          {summary.unit_is_said ? (
            <UnitSelect value={summary.unit} onChange={onChange} />
          ) : (
            <strong>{m.units[summary.unit]}</strong>
          )}
          {summary.unit !== "万元" && <> {m.facts.toWan}</>}
        </li>
      )}
    </ul>
  );
}

export function AsOfPicker(props: { value: Day | null; opensOn?: Day; onChange: Say }) {
  const m = useMessages().import;
  return (
    <DayPicker
      size="small"
      allowClear={false}
      aria-label={m.ask.asOfLabel}
      placeholder={m.ask.asOfLabel}
      value={props.value}
      {...(props.opensOn && { opensOn: props.opensOn })}
      onChange={(day) => {
        if (day) props.onChange({ change: "as_of", day });
      }}
    />
  );
}

export function UnitSelect({ value, onChange }: { value: Unit | null; onChange: Say }) {
  const m = useMessages().import;
  return (
    <Select
      size="small"
      className="import-unit"
      aria-label={m.ask.unitLabel}
      placeholder={m.ask.unitLabel}
      value={value}
      options={UNITS.map((unit) => ({ value: unit, label: m.units[unit] }))}
      onChange={(unit) => onChange({ change: "unit", unit })}
    />
  );
}

const STEPS = ["file", "recognise", "map", "preview", "commit"] as const;

function Steps({ summary }: { summary: PreviewSummary }) {
  const m = useMessages().import.steps;
  const missing = summary.unplanned?.missing;
  const now = !summary.unplanned ? 3 : missing === "columns" || missing === "header" ? 2 : 1;
  return (
    <ol className="import-steps" aria-label={m.label}>
      {STEPS.map((step, at) => (
        <li
          key={step}
          className={at < now ? "is-done" : undefined}
          aria-current={at === now ? "step" : undefined}
        >
          <span aria-hidden>{at < now ? <Check size={12} strokeWidth={2.4} /> : at + 1}</span>
          {m[step]}
        </li>
      ))}
    </ol>
  );
}
