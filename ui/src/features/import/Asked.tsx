import { Button, InputNumber, Select } from "antd";
import { Info } from "lucide-react";
import { useSession } from "../../app/session";
import type { FileChange, PreviewSummary } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { likelyDay } from "./likelyDay";
import { useImport } from "./openImport";
import { AsOfPicker, KINDS, UnitSelect } from "./PreviewHeader";
import "./band.css";

/** What the file fails to say, asked where it is missed; the preview follows the answer. */
export function Asked(props: { summary: PreviewSummary; onChange: (change: FileChange) => void }) {
  const m = useMessages().import.ask;
  const { summary, onChange } = props;
  const missing = summary.unplanned?.missing ?? "columns";
  const byHand = missing === "header" || missing === "columns";
  return (
    <section className="import-asked" role="status">
      <Info size={16} strokeWidth={1.6} aria-hidden />
      <p>{textOf(missing, summary, m)}</p>
      {missing === "as_of" && <AskedDay summary={summary} onChange={onChange} />}
      {missing === "unit" && <UnitSelect value={null} onChange={onChange} />}
      {byHand && <ByHand summary={summary} onChange={onChange} />}
    </section>
  );
}

/** The day by calendar, or at once where the file's name or the tables beside it tell the month. */
function AskedDay(props: { summary: PreviewSummary; onChange: (change: FileChange) => void }) {
  const m = useMessages().import.ask;
  const today = useSession()?.today ?? "";
  const beside = useImport().open?.files ?? [];
  const { day, isTold } = likelyDay(props.summary.file, beside, today);
  return (
    <>
      <AsOfPicker value={null} opensOn={day} onChange={props.onChange} />
      {isTold && (
        <Button size="small" onClick={() => props.onChange({ change: "as_of", day })}>
          {m.likelyDay(day)}
        </Button>
      )}
    </>
  );
}

function textOf(
  missing: string,
  summary: PreviewSummary,
  m: ReturnType<typeof useMessages>["import"]["ask"],
): string {
  const message = summary.unplanned?.message ?? "";
  switch (missing) {
    case "as_of":
      return m.asOf;
    case "unit":
      return message.includes("不认识") ? m.unitUnknown : m.unit;
    case "header":
      return summary.columns.length > 0 ? m.kind : message;
    default:
      return m.columns(message);
  }
}

function ByHand(props: { summary: PreviewSummary; onChange: (change: FileChange) => void }) {
  const { import: m } = useMessages();
  const { summary, onChange } = props;
  if (summary.columns.length === 0) return null;
  return (
    <>
      <Select
        size="small"
        className="import-kind-asked"
        aria-label={m.ask.kindLabel}
        placeholder={m.ask.kindLabel}
        value={summary.kind}
        options={KINDS.map((kind) => ({ value: kind, label: m.kinds[kind] }))}
        onChange={(kind) => onChange({ change: "kind", kind })}
      />
      <label className="import-header-row" htmlFor="import-header-row" title={m.ask.headerRowHint}>
        {m.ask.headerRow}
        <InputNumber
          id="import-header-row"
          size="small"
          min={0}
          max={1_048_576}
          value={summary.header_row}
          changeOnWheel={false}
          onChange={(row) => {
            if (row !== null) onChange({ change: "header_row", row });
          }}
        />
      </label>
    </>
  );
}
