import type { ReactNode } from "react";
import { Kbd } from "../../components/Kbd";
import { wan } from "../../components/money";
import type { Money, Totals } from "../../ipc/bindings";
import { useMessages } from "../../locales";

/** How many, how much, what can be done with what is chosen, and the keys. */
export function ListFooter(props: {
  totals: Totals;
  /** Clients that search or filters leave out. */
  leftOut: number;
  chosen: number;
  actions: ReactNode;
}) {
  const m = useMessages().clients;
  const { totals, leftOut, chosen } = props;
  return (
    <footer className="clients-footer">
      <span>
        <b className="num">{totals.clients.toLocaleString("en-US")}</b>
        {leftOut > 0 && ` / ${(totals.clients + leftOut).toLocaleString("en-US")}`} {m.clientUnit}
      </span>
      <Total
        label={m.sumOfDeposits}
        sum={totals.deposits}
        known={totals.with_deposits}
        of={totals.clients}
      />
      <Total
        label={m.columns.loans}
        sum={totals.loans}
        known={totals.with_loans}
        of={totals.clients}
      />
      <span className="clients-footer-gap" />
      {chosen > 0 ? (
        <span className="clients-chosen" role="status">
          <b>{m.chosen(chosen)}</b>
          {props.actions}
        </span>
      ) : (
        <span className="clients-hints" aria-hidden>
          <span>
            <Kbd keys="arrowup" />
            <Kbd keys="arrowdown" /> {m.hint.move}
          </span>
          <span>
            <Kbd keys="enter" /> {m.hint.open}
          </span>
          <span>
            <Kbd keys="space" /> {m.hint.preview}
          </span>
        </span>
      )}
    </footer>
  );
}

/** In the page's one unit; how many clients it could be summed over on asking. */
function Total(props: { label: string; sum: Money; known: number; of: number }) {
  const m = useMessages().clients;
  if (props.known === 0) return null;
  return (
    <span className="clients-total" title={m.known(props.known, props.of)}>
      {props.label} <b className="num">{wan(props.sum)}</b>
    </span>
  );
}
