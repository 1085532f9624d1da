import { useCallback, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useShortcut } from "../../app/shortcuts";
import { Problem } from "../../components/Problem";
import type { Day, TodayGroup, TodayItem } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { openItem } from "./openItem";
import { useDone } from "./queries";
import { type RowActions, WorkRow } from "./WorkRow";

const GROUPS: TodayGroup[] = ["first", "today", "week", "later"];

/** Ranked rows under their groups, one of them active: J and K move, ↵ opens, E is done, S puts off. */
export function WorkList({ items, today }: { items: TodayItem[]; today: Day }) {
  const m = useMessages().today;
  const [isSnoozing, setSnoozing] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const { at, active, choose, go, focus, watch } = useActive(items, list);
  const { mutate: complete, error } = useDone();

  const actions: RowActions = {
    onChoose: (item) => {
      setSnoozing(false);
      choose(item);
    },
    onOpen: openItem,
    onDone: complete,
    onSnooze: (isOpen) => {
      setSnoozing(isOpen);
      if (!isOpen) focus();
    },
    onKey: (key) => {
      const steps: Record<string, number> = {
        ArrowDown: at + 1,
        ArrowUp: at - 1,
        Home: 0,
        End: items.length - 1,
      };
      const to = steps[key];
      if (to !== undefined) go(to);
      return to !== undefined;
    },
  };
  useShortcut("j", m.next, () => go(at + 1));
  useShortcut("k", m.previous, () => go(at - 1));
  useShortcut("e", m.done, () => active && complete(active));
  useShortcut("s", m.snooze, () => setSnoozing(true));

  const groups = GROUPS.map((group) => items.filter((item) => item.group === group));
  return (
    <div ref={list} className="work" {...watch}>
      {error && (
        <div className="today-problem">
          <Problem error={error} />
        </div>
      )}
      <div className="work-columns" aria-hidden>
        <span>{m.columns.amount}</span>
        <span>{m.columns.term}</span>
        <span>{m.columns.score}</span>
      </div>
      {groups.map(
        (members) =>
          members[0] && (
            <section key={members[0].group} aria-label={m.group[members[0].group]}>
              <h2 className="work-group">
                {m.group[members[0].group]}
                {members[0] === items[0] && <span title={m.formula}>{m.order}</span>}
              </h2>
              <ol>
                {members.map((item) => (
                  <WorkRow
                    key={item.id}
                    item={item}
                    today={today}
                    top={items[0]?.score.total ?? 1}
                    isActive={item === active}
                    isSnoozing={item === active && isSnoozing}
                    actions={actions}
                  />
                ))}
              </ol>
            </section>
          ),
      )}
    </div>
  );
}

/** The one row that acts. When it leaves the list, the row that took its place follows, and the focus with it. */
function useActive(items: TodayItem[], list: React.RefObject<HTMLElement | null>) {
  const [chosen, setChosen] = useState<string>();
  const lastPlace = useRef(0);
  const hasFocus = useRef(false);
  const found = items.findIndex((item) => item.id === chosen);
  const at = found >= 0 ? found : Math.min(lastPlace.current, items.length - 1);
  const active = items[at];

  const focus = useCallback(
    () => list.current?.querySelector<HTMLElement>(".is-active > .work-hit")?.focus(),
    [list],
  );
  useLayoutEffect(() => {
    lastPlace.current = at;
    // What had the focus is gone: an element that is taken away says no good-bye.
    if (hasFocus.current && document.activeElement === document.body) focus();
  });

  const go = (to: number) => {
    const item = items[Math.max(0, Math.min(to, items.length - 1))];
    if (!item) return;
    flushSync(() => setChosen(item.id));
    focus();
  };
  return {
    at,
    active,
    go,
    focus,
    choose: (item: TodayItem) => setChosen(item.id),
    watch: {
      onFocus: () => {
        hasFocus.current = true;
      },
      onBlur: (event: React.FocusEvent) => {
        if (event.relatedTarget) hasFocus.current = false;
      },
    },
  };
}
