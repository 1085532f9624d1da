import { Checkbox } from "antd";
import { Check, CircleAlert, CircleDashed } from "lucide-react";
import type { ReactNode } from "react";
import { MISSING, wan, yuan } from "../../components/money";
import { textWidth } from "../../components/textWidth";
import type { FileChange, LeftOut, PreviewSummary, RowFilter } from "../../ipc/bindings";
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

/** Pixels that the narrower side leaves for a line of totals, less the gaps between its columns. */
const LINE = 284 - 18;
/** Pixels of its type. */
const TYPE = 12;

type Line = readonly [label: string, ...sums: string[]];

/** How lines are set: in one line each, with the label above the sums, or every sum in a line of its own. */
function settingOf(lines: readonly Line[]): "is-wide" | "is-tall" | undefined {
  const [label = 0, ...sums] = [0, 1, 2, 3].map((at) =>
    Math.max(...lines.map((line) => textWidth(line[at] ?? "", TYPE))),
  );
  const inLine = sums.reduce((sum, width) => sum + width, 0);
  if (label + inLine <= LINE) return undefined;
  return inLine <= LINE ? "is-wide" : "is-tall";
}

function Totals({ summary }: { summary: PreviewSummary }) {
  const m = useMessages().import;
  const taken = takenRows(summary.counts);
  const sums = summary.sums.map(
    ({ field, file, taken, difference }) =>
      [m.fields[field], wan(file), wan(taken), wan(difference)] as const,
  );
  const head = ["", m.control.file, m.control.taken, m.control.difference] as const;
  return (
    <section className={settingOf([head, ...sums])}>
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
            <td className="num" data-of={head[1]}>
              {count(summary.rows)}
            </td>
            <td className="num" data-of={head[2]}>
              {count(taken)}
            </td>
            <td className="num" data-of={head[3]}>
              {taken === summary.rows ? "0" : `−${count(summary.rows - taken)}`}
            </td>
          </tr>
          {sums.map(([label, file, taken, difference]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {[file, taken, difference].map((sum, at) => (
                <td key={head[at + 1]} className="num" data-of={head[at + 1]}>
                  {sum}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Settled, still open, or to be looked at. */
type Standing = "settled" | "open" | "odd";

const ICONS = { settled: Check, open: CircleDashed, odd: CircleAlert };

function Said(props: { standing?: Standing; title: string; children?: ReactNode }) {
  const { standing = "settled" } = props;
  const Icon = ICONS[standing];
  return (
    <li className={`is-${standing}`}>
      <Icon size={14} strokeWidth={2} aria-hidden />
      <div>
        <strong>{props.title}</strong>
        {props.children}
      </div>
    </li>
  );
}

/** What is left out is explained, and yet open, while rows ask to be mended or wait. */
function standingOfLeft(left: readonly LeftOut[]): Standing {
  if (left.some(({ verdict }) => verdict === "rejected")) return "odd";
  return left.some(({ verdict }) => verdict === "queued") ? "open" : "settled";
}

function standingOfMove(change: number | null, abnormalMove: number): Standing {
  if (change === null) return "open";
  return Math.abs(change) >= abnormalMove ? "odd" : "settled";
}

function Explained({ summary }: { summary: PreviewSummary }) {
  const { control: m, verdict } = useMessages().import;
  const { left_out: left, stated, comparison } = summary;
  return (
    <ul className="import-explained">
      <Said standing={standingOfLeft(left)} title={left.length > 0 ? m.explained : m.noDifference}>
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
          standing={stated.within_rounding ? "settled" : "odd"}
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
          standing={standingOfMove(comparison.change, summary.abnormal_move)}
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
        <Said standing="odd" title={m.before(when(summary.imported_before))}>
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
