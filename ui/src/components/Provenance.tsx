import { Popover } from "antd";
import { type ReactElement, type ReactNode, useState } from "react";
import type { Day, Nature } from "../ipc/bindings";
import { useMessages } from "../locales";
import { copyText } from "./copyText";
import { dayNumber } from "./day";
import { Foreign } from "./Foreign";
import "./provenance.css";

/** Where a figure comes from, ready to show. */
export interface ProvenanceProps {
  title: string;
  /** As the heading repeats it. */
  value?: string;
  /** What is counted, and how. */
  rule?: ReactNode;
  /** Files and the rows in them, as their program numbers them. */
  files: { file: string; rows: number[]; isMended?: boolean }[];
  day?: Day | null;
  today: Day;
  nature?: Nature;
  /** 1–3. */
  reliability?: number;
  /** Days after which a figure counts as old. */
  staleDays: number;
  /** The figure on an earlier day, with that day. */
  previous?: string;
  note?: ReactNode;
  /** What the clipboard gets: the plain number. */
  copyText?: string;
}

/** Seconds. antd hands `focusDelay` on to its trigger without naming it in its own types. */
const AFTER_A_REST = { mouseEnterDelay: 0.3, focusDelay: 0.3 };

const ROWS_NAMED = 3;
const FILES_NAMED = 3;

/** Shows where the figure inside comes from, 300 ms after the pointer or the focus rests on it. */
export function WithProvenance({
  provenance,
  children,
}: {
  provenance: ProvenanceProps;
  children: ReactElement;
}) {
  return (
    <Popover
      content={<ProvenanceCard {...provenance} />}
      trigger={["hover", "focus"]}
      placement="bottomLeft"
      {...AFTER_A_REST}
      arrow={{ pointAtCenter: true }}
      destroyOnHidden
    >
      {children}
    </Popover>
  );
}

function ProvenanceCard(props: ProvenanceProps) {
  const m = useMessages().figure;
  const { day, today, staleDays } = props;
  const age = day ? dayNumber(today) - dayNumber(day) : 0;
  const isStale = age > staleDays;
  return (
    <div className="provenance">
      <div className="provenance-head">
        <strong>{props.title}</strong>
        {props.value && <span className="num">{props.value}</span>}
      </div>
      <dl>
        {props.rule && <Line label={m.rule}>{props.rule}</Line>}
        {props.files.length > 0 && (
          <Line label={m.source}>
            <Files files={props.files} />
          </Line>
        )}
        {day && (
          <Line label={m.dataDay}>
            <span className={isStale ? "provenance-stale" : undefined}>
              {day} · {isStale ? m.staleAfter(age, staleDays) : m.ageOf(Math.max(age, 0))}
            </span>
          </Line>
        )}
        {props.reliability !== undefined && (
          <Line label={m.reliability}>
            <Grade grade={props.reliability} /> {m.grade(props.reliability)}
            {props.nature && ` · ${m.nature[props.nature]}`}
          </Line>
        )}
        {props.previous && <Line label={m.previous}>{props.previous}</Line>}
        {props.note && <Line label={m.note}>{props.note}</Line>}
      </dl>
      {props.copyText !== undefined && <CopyValue text={props.copyText} />}
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Files({ files }: { files: ProvenanceProps["files"] }) {
  const m = useMessages().figure;
  const more = files.length - FILES_NAMED;
  return (
    <>
      {files.slice(0, FILES_NAMED).map(({ file, rows, isMended }) => (
        <span className="provenance-file" key={file}>
          <Foreign text={file} />
          <span>{m.rowsOf(rows.slice(0, ROWS_NAMED), rows.length - ROWS_NAMED)}</span>
          {isMended && <span>{m.mended}</span>}
        </span>
      ))}
      {more > 0 && <span>{m.moreFiles(more)}</span>}
    </>
  );
}

function Grade({ grade }: { grade: number }) {
  return (
    <span className="provenance-grade" aria-hidden>
      {[1, 2, 3].map((step) => (
        <i key={step} className={step <= grade ? "is-on" : undefined} />
      ))}
    </span>
  );
}

function CopyValue({ text }: { text: string }) {
  const m = useMessages().figure;
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    if (!(await copyText(text))) return;
    setCopied(true);
  }
  return (
    <div className="provenance-actions">
      <button type="button" className="link-button" onClick={copy}>
        {m.copyValue}
      </button>
      <span role="status">{isCopied && m.copied}</span>
    </div>
  );
}
