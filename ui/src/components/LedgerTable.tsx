import { Copy } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { useMessages } from "../locales";
import { tablesAsText } from "./clipboard";
import { copyText } from "./copyText";
import "./ledger-table.css";

export interface LedgerTableProps {
  title: string;
  count: number;
  /** The unit of all its amounts, stated once. */
  unit: string;
  area?: string;
  /** What stands there instead of an empty table. */
  none: string;
  /** What can be done to the whole table, at the end of its title. */
  deed?: ReactNode;
  /** The rows of `<table>`: head, body, foot. */
  children: ReactNode;
}

/** A plain table of a page, under its title: scrolls sideways alone, and copies out with its heads. */
export function LedgerTable(props: LedgerTableProps) {
  const { title, count, unit, area, none, deed, children } = props;
  const m = useMessages().table;
  const id = useId();
  const box = useRef<HTMLElement>(null);
  const [copied, setCopied] = useState<number>();
  async function copy() {
    if (!box.current) return;
    const { text, rows } = tablesAsText(box.current);
    if (!(await copyText(text))) return;
    setCopied(rows);
    setTimeout(() => setCopied(undefined), 2500);
  }
  function onKeyDown(event: KeyboardEvent) {
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c";
    // What the user has marked is what is copied.
    if (!isCopy || !document.getSelection()?.isCollapsed) return;
    event.preventDefault();
    void copy();
  }
  return (
    <section className="ledger" style={area ? { gridArea: area } : undefined}>
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        <span className="panel-count">{count}</span>
        <span className="panel-hint">{unit}</span>
        {(count > 0 || deed) && (
          <span className="panel-end">
            <span role="status">{copied !== undefined && m.copiedRows(copied)}</span>
            {count > 0 && (
              <button type="button" className="ledger-copy" onClick={copy}>
                <Copy size={14} strokeWidth={1.6} aria-hidden />
                {m.copy}
                <span className="visually-hidden">{m.copyTable(title)}</span>
              </button>
            )}
            {deed}
          </span>
        )}
      </header>
      {count === 0 ? (
        <p className="panel-none">{none}</p>
      ) : (
        <section
          className="ledger-scroll"
          ref={box}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and copies, by keyboard.
          tabIndex={0}
          aria-labelledby={id}
          onKeyDown={onKeyDown}
        >
          <table>{children}</table>
        </section>
      )}
    </section>
  );
}
