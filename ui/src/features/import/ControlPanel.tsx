import { Checkbox } from "antd";
import { Check, CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { MISSING, wan, yuan } from "../../components/money";
import type { FileChange, PreviewSummary, RowFilter } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { count, when } from "./format";
import { ValueQuestions } from "./ValueQuestions";
import { percent, share, takenRows } from "./verdict";
import "./side.css";

interface PanelProps {
  summary: PreviewSummary;
  onFilter: (filter: RowFilter) => void;
  onChange: (change: FileChange) => void;
}

/** What the file adds up to, what explains the difference, what is left to settle. */
export function ControlPanel(props: PanelProps) {
  const m = useMessages().import;
  const { summary } = props;
  return (
    <aside className="import-side" aria-label={m.control.title}>
      {summary.unplanned === null && (
        <>
          <Totals summary={summary} />
          <Explained summary={summary} />
          <Todo {...props} />
          <ValueQuestions summary={summary} onChange={props.onChange} />
        </>
      )}
      {summary.notes.length > 0 && (
        <section>
          <h2>{m.todo.notes}</h2>
          <ul className="import-notes">
            {summary.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      <section className="import-remember">
        <Checkbox
          checked={summary.remember}
          onChange={(event) =>
            props.onChange({ change: "remember", remember: event.target.checked })
          }
        >
          {m.remember}
        </Checkbox>
        <p className="import-quiet">{m.rememberHint}</p>
      </section>
    </aside>
  );
}

/** 分: from here on three sums and their label do not stand in one line. */
const TEN_MILLION_WAN = 10_000_000 * 1_000_000;

function Totals({ summary }: { summary: PreviewSummary }) {
  const m = useMessages().import;
  const taken = takenRows(summary.counts);
  const isWide = summary.sums.some((sum) => Math.abs(sum.file) >= TEN_MILLION_WAN);
  return (
    <section className={isWide ? "is-wide" : undefined}>
      <h2>
        {m.control.title}
        {summary.sums.length > 0 && <small>{m.control.unit}</small>}
      </h2>
      <table className="import-totals">
        <thead>
          <tr>
            <td />
            <th scope="col">{m.control.file}</th>
            <th scope="col">{m.control.taken}</th>
            <th scope="col">{m.control.difference}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{m.control.rows}</th>
            <td className="num">{count(summary.rows)}</td>
            <td className="num">{count(taken)}</td>
            <td className="num">
              {taken === summary.rows ? "0" : `−${count(summary.rows - taken)}`}
            </td>
          </tr>
          {summary.sums.map((sum) => (
            <tr key={sum.field}>
              <th scope="row">{m.fields[sum.field]}</th>
              <td className="num">{wan(sum.file)}</td>
              <td className="num">{wan(sum.taken)}</td>
              <td className="num">{wan(sum.difference)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Said(props: { isOdd?: boolean; title: string; children?: ReactNode }) {
  const Icon = props.isOdd ? CircleAlert : Check;
  return (
    <li className={props.isOdd ? "is-odd" : undefined}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      <div>
        <strong>{props.title}</strong>
        {props.children}
      </div>
    </li>
  );
}

function Explained({ summary }: { summary: PreviewSummary }) {
  const { control: m, verdict } = useMessages().import;
  const { left_out: left, stated, comparison } = summary;
  return (
    <ul className="import-explained">
      <Said title={left.length > 0 ? m.explained : m.noDifference}>
        {left.map((part) => (
          <p key={part.verdict}>
            {m.left(
              verdict[part.verdict],
              count(part.rows),
              part.sum === null ? null : wan(part.sum),
            )}
            {part.unreadable > 0 && m.unreadable(count(part.unreadable))}
            {part.verdict === "queued" && m.toQueue}
          </p>
        ))}
      </Said>
      {summary.mended > 0 && (
        <Said title={m.mended(count(summary.mended))}>
          <p>{m.mendedText}</p>
        </Said>
      )}
      {stated && (
        <Said
          isOdd={!stated.within_rounding}
          title={
            !stated.within_rounding
              ? m.contradicts(yuan(stated.difference))
              : stated.difference === 0
                ? m.stated
                : m.rounding(yuan(stated.difference))
          }
        >
          <p>{m.statedText(wan(stated.sum))}</p>
        </Said>
      )}
      {comparison && (
        <Said
          title={m.against(
            comparison.on,
            comparison.change === null ? MISSING : percent(comparison.change),
          )}
        >
          <p>
            {m.againstText(count(comparison.rows), wan(comparison.before), wan(comparison.now))}
          </p>
        </Said>
      )}
      {summary.imported_before !== null && (
        <Said isOdd title={m.before(when(summary.imported_before))}>
          <p>{m.beforeText}</p>
        </Said>
      )}
    </ul>
  );
}

function Todo({ summary, onFilter, onChange }: PanelProps) {
  const m = useMessages().import;
  const { counts } = summary;
  const guesses = summary.columns.filter((column) => column.source === "guess" && column.field);
  const total = counts.abnormal - summary.confirmed + counts.queued + counts.rejected;
  const isClear =
    counts.abnormal + counts.queued + counts.rejected + counts.warned + guesses.length === 0;
  return (
    <section>
      <h2>
        {m.todo.title}
        {total > 0 && <small>{count(total)}</small>}
      </h2>
      {isClear && <p className="import-quiet">{m.todo.none}</p>}
      <ul className="import-todo">
        {counts.abnormal > 0 && (
          <li className="is-abnormal">
            <strong>
              {m.counted(m.abnormal(share(summary.abnormal_move)), count(counts.abnormal))}
            </strong>
            <p>
              {summary.confirmed > 0
                ? m.todo.abnormalConfirmed(count(summary.confirmed), count(counts.abnormal))
                : m.todo.abnormal(share(summary.abnormal_move))}
            </p>
            <span>
              <button type="button" onClick={() => onFilter("abnormal")}>
                {m.todo.review}
              </button>
              {summary.confirmed < counts.abnormal && (
                <button type="button" onClick={() => onChange({ change: "confirm_all" })}>
                  {m.todo.confirmAll}
                </button>
              )}
            </span>
          </li>
        )}
        {(["queued", "rejected", "warned"] as const).map(
          (part) =>
            counts[part] > 0 && (
              <li key={part} className={`is-${part}`}>
                <strong>
                  {m.counted(part === "warned" ? m.warned : m.verdict[part], count(counts[part]))}
                </strong>
                <p>{m.todo[part]}</p>
                <button type="button" onClick={() => onFilter(part)}>
                  {m.todo.look}
                </button>
              </li>
            ),
        )}
        {guesses.map(
          ({ column, letter, header, field }) =>
            field && (
              <li key={column} className="is-guess">
                <strong>{m.todo.guessTitle}</strong>
                <p>
                  <bdi>
                    {header
                      ? m.todo.guess(header, m.fields[field])
                      : m.todo.guessByContent(letter, m.fields[field])}
                  </bdi>
                </p>
              </li>
            ),
        )}
      </ul>
    </section>
  );
}
