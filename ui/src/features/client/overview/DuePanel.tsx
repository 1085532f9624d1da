import { useMemo } from "react";
import { Chart } from "../../../components/Chart";
import { wan } from "../../../components/money";
import { Panel } from "../../../components/Panel";
import type { ClientPage, ItemKind } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";
import { dueChart } from "./dueChart";
import { NotImported } from "./NotImported";

const KINDS: ItemKind[] = ["loan", "bill", "guarantee", "letter_of_credit"];

/** What falls due over the year ahead, the next 90 days as a band with their sum. */
export function DuePanel({ page }: { page: ClientPage }) {
  const m = useMessages().client.due;
  const { timeline, due_in_a_year, items } = page.metrics;
  const kinds = KINDS.filter((kind) => timeline.some((due) => due.kind === kind));
  const draw = useMemo(() => {
    const days = page.settings.due_soon_days;
    const past = page.metrics.loans.maturities.find((bucket) => bucket.within_days === -1);
    return dueChart({
      today: page.as_of,
      timeline: page.metrics.timeline,
      past: past?.items.length ? past.balance : null,
      soonDays: days,
      soonText: m.band(days, wan(page.metrics.loans.due_soon.value ?? 0)),
      words: m,
    });
  }, [page, m]);
  return (
    <Panel
      title={m.title}
      area="due"
      hint={timeline.length > 0 && m.sum(wan(due_in_a_year))}
      end={kinds.length > 1 && kinds.map((kind) => <Key key={kind} kind={kind} />)}
    >
      {timeline.length > 0 && <Chart draw={draw} label={m.alt} />}
      {timeline.length === 0 && items.length > 0 && <p className="panel-none">{m.none}</p>}
      {items.length === 0 && <NotImported text={m.unknown} />}
    </Panel>
  );
}

function Key({ kind }: { kind: ItemKind }) {
  return (
    <span className="due-key">
      <i className={`is-${kind}`} aria-hidden />
      {useMessages().client.due.kinds[kind]}
    </span>
  );
}
