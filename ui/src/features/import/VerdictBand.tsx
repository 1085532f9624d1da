import type { PreviewSummary, RowFilter } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { count } from "./format";
import { BAND, BAR, countOf, share } from "./verdict";
import "./band.css";

/** What becomes of the file's rows: each figure filters the table, and a bar shows their shares. */
export function VerdictBand(props: {
  summary: PreviewSummary;
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
}) {
  const m = useMessages().import;
  const { summary, filter, onFilter } = props;
  return (
    <div className="import-band">
      {BAND.map((part) => (
        <button
          type="button"
          key={part}
          className={`import-figure is-${part}`}
          aria-pressed={filter === part}
          disabled={countOf(summary, part) === 0}
          title={m.filterHint}
          onClick={() => onFilter(filter === part ? "attention" : part)}
        >
          <span>
            {part === "abnormal" ? m.abnormal(share(summary.abnormal_move)) : m.verdict[part]}
          </span>
          <strong>{count(countOf(summary, part))}</strong>
        </button>
      ))}
      <button
        type="button"
        className="import-figure is-all"
        aria-pressed={filter === "all"}
        onClick={() => onFilter(filter === "all" ? "attention" : "all")}
      >
        <span>{m.fileRows}</span>
        <strong>{count(summary.rows)}</strong>
      </button>
      <div className="import-bar" aria-hidden>
        {BAR.map((part) => (
          <span key={part} className={`is-${part}`} style={{ flexGrow: countOf(summary, part) }} />
        ))}
      </div>
    </div>
  );
}
