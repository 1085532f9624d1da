import { Link } from "@tanstack/react-router";
import { AsOf } from "../../components/AsOf";
import { SeverityChip } from "../../components/Chip";
import { change, signedWan, wan } from "../../components/money";
import { Panel } from "../../components/Panel";
import type { DataState, Day, Money, Today, TodayMover } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { ToImport } from "./ToImport";
import { localDay } from "./wording";

/** What moved most, what falls due, and how old the data is. */
export function SidePanels({ page }: { page: Today }) {
  return (
    <aside className="today-side">
      <Movers page={page} />
      <DuePanel page={page} />
      <DataPanel states={page.data} today={page.on} />
    </aside>
  );
}

function Movers({ page }: { page: Today }) {
  const m = useMessages().today;
  const { movers } = page;
  if (!movers) {
    return (
      <Panel title={m.movers} hint={m.moversBasis}>
        <p className="panel-none">{m.noMovers}</p>
      </Panel>
    );
  }
  // Falls rise towards the middle, so that the largest stand outside.
  const moves = [...movers.up, ...movers.down.toReversed()];
  const largest = Math.max(...moves.map((move) => Math.abs(move.comparison.change)));
  return (
    <Panel title={m.movers} hint={m.moversBasis} end={<AsOf day={movers.as_of} today={page.on} />}>
      <ul className="movers">
        {moves.map((move) => (
          <MoverRow key={move.client.id} move={move} largest={largest} />
        ))}
      </ul>
    </Panel>
  );
}

function MoverRow({ move, largest }: { move: TodayMover; largest: Money }) {
  const m = useMessages();
  const { comparison } = move;
  const isUp = comparison.change > 0;
  const said = change(comparison, m.figure.movement);
  const share = `${(50 * Math.abs(move.comparison.change)) / Math.max(largest, 1)}%`;
  return (
    <li className="mover">
      <Link to="/clients/$clientId" params={{ clientId: move.client.id }} title={move.client.name}>
        <bdi>{move.client.name}</bdi>
      </Link>
      <span className="mover-bar" aria-hidden>
        <i className={isUp ? "is-up" : "is-down"} style={{ width: share }} />
      </span>
      <span className="num">{signedWan(comparison.change)}</span>
      <span className={`num change is-${said.direction}`}>{said.text}</span>
      <span title={m.today.notableFall}>
        {move.notable && !isUp && <SeverityChip severity="yellow" />}
      </span>
    </li>
  );
}

function DuePanel({ page }: { page: Today }) {
  const m = useMessages().today;
  const { past_due: past } = page.headline;
  const rows = [
    ...(past.count > 0 ? [{ label: m.past, due: past, isPast: true }] : []),
    ...page.windows.map(({ within_days, due }) => ({
      label: m.within(within_days),
      due,
      isPast: false,
    })),
  ];
  const largest = Math.max(...rows.map(({ due }) => due.balance), 1);
  return (
    <Panel title={m.due} hint={m.dueBasis}>
      <ul className="due">
        {rows.map(({ label, due, isPast }) => (
          <li key={label} className={isPast ? "due-row is-past" : "due-row"}>
            <span>{label}</span>
            <span className="due-bar" aria-hidden>
              <i style={{ width: `${(100 * due.balance) / largest}%` }} />
            </span>
            <span className="due-count">{m.items(due.count)}</span>
            <b className="num">{wan(due.balance)}</b>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function DataPanel({ states, today }: { states: DataState[]; today: Day }) {
  const m = useMessages().today;
  return (
    <Panel title={m.data} end={<ToImport />}>
      <ul className="data-states">
        {states.map((state) => (
          <DataRow key={state.kind} state={state} today={today} />
        ))}
      </ul>
    </Panel>
  );
}

function DataRow({ state, today }: { state: DataState; today: Day }) {
  const m = useMessages().today;
  const imported = state.imported_at && m.importedOn(localDay(state.imported_at, today));
  const said =
    state.stale_clients > 0
      ? [m.staleShort(state.stale_clients), imported]
      : [state.clients ? m.known(state.clients) : undefined, imported ?? m.never];
  return (
    <li className="data-state">
      <span>{m.ledger[state.kind]}</span>
      <span className="data-said">{said.filter(Boolean).join(" · ")}</span>
      {state.newest ? (
        <AsOf day={state.newest} today={today} isStale={state.stale_clients > 0} />
      ) : (
        <span />
      )}
    </li>
  );
}
