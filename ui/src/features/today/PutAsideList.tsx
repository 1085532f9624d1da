import { Button } from "antd";
import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { shortDay } from "../../components/day";
import { Problem } from "../../components/Problem";
import type { Day, TodayPutAside } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { useUndoMark } from "./queries";
import { localDay, title } from "./wording";

/** What is done or put off, folded away; each can come back. */
export function PutAsideList({ items, today }: { items: TodayPutAside[]; today: Day }) {
  const m = useMessages().today;
  const [isOpen, setOpen] = useState(false);
  const undo = useUndoMark();
  const id = useId();
  return (
    <section className="aside-list">
      <button
        type="button"
        className="aside-toggle"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <ChevronRight size={16} strokeWidth={1.6} aria-hidden />
        {m.putAside(items.length)}
      </button>
      {undo.error && <Problem error={undo.error} />}
      <ul id={id} hidden={!isOpen}>
        {items.map((aside) => (
          <PutAsideRow
            key={aside.mark}
            aside={aside}
            today={today}
            onUndo={() => undo.mutate(aside.mark)}
          />
        ))}
      </ul>
    </section>
  );
}

function PutAsideRow(props: { aside: TodayPutAside; today: Day; onUndo: () => void }) {
  const m = useMessages();
  const { aside, today } = props;
  const what = title(m.today, aside.item);
  const state = aside.until
    ? m.today.putOffUntil(shortDay(aside.until, today))
    : `${localDay(aside.at, today)} ${m.today.done}`;
  return (
    <li className="aside-row">
      <span className="aside-title" title={what}>
        <bdi>{what}</bdi>
      </span>
      <span className="aside-reason" title={aside.reason ?? undefined}>
        <bdi>{aside.reason}</bdi>
      </span>
      <span className="aside-state">{state}</span>
      <Button size="small" type="link" onClick={props.onUndo}>
        {m.common.undo}
      </Button>
    </li>
  );
}
