import { useRef } from "react";
import { useShortcut } from "../../app/shortcuts";
import { useMessages } from "../../locales";

export type TabName = "overview" | "business" | "people" | "contacts" | "documents";

export interface ClientTabsProps {
  names: TabName[];
  counts: Partial<Record<TabName, number>>;
  current: TabName;
  onOpen: (name: TabName) => void;
}

/** The tabs of a client, each with its key. */
export function ClientTabs({ names, counts, current, onOpen }: ClientTabsProps) {
  const m = useMessages().client.tabs;
  const list = useRef<HTMLDivElement>(null);
  function move(step: number) {
    const next = (names.indexOf(current) + step + names.length) % names.length;
    const name = names[next];
    if (!name) return;
    onOpen(name);
    list.current?.querySelectorAll<HTMLButtonElement>("[role=tab]")[next]?.focus();
  }
  return (
    <div className="client-tabs">
      <div
        role="tablist"
        aria-label={m.label}
        ref={list}
        onKeyDown={(event) => {
          if (event.key === "ArrowRight") move(1);
          if (event.key === "ArrowLeft") move(-1);
        }}
      >
        {names.map((name, index) => (
          <Tab
            key={name}
            name={name}
            digit={String(index + 1)}
            count={counts[name]}
            isCurrent={name === current}
            onOpen={onOpen}
          />
        ))}
      </div>
      <span className="client-tabs-hint" aria-hidden>
        <kbd>1</kbd> – <kbd>{names.length}</kbd> {m.hint}
      </span>
    </div>
  );
}

function Tab(props: {
  name: TabName;
  digit: string;
  count: number | undefined;
  isCurrent: boolean;
  onOpen: (name: TabName) => void;
}) {
  const { name, digit, count, isCurrent, onOpen } = props;
  const label = useMessages().client.tabs[name];
  useShortcut(digit, label, () => onOpen(name));
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={isCurrent}
      aria-controls={isCurrent ? `tab-panel-${name}` : undefined}
      aria-keyshortcuts={digit}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => onOpen(name)}
    >
      {label}
      {count !== undefined && count > 0 && <span className="client-tab-count">{count}</span>}
    </button>
  );
}
