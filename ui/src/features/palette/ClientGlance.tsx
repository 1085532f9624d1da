import { useSession } from "../../app/session";
import { AsOf } from "../../components/AsOf";
import { TierChip } from "../../components/Chip";
import { shortDay } from "../../components/day";
import { ChangeText } from "../../components/Figure";
import { change, headline } from "../../components/money";
import type { Glance, Money } from "../../ipc/bindings";
import { useMessages } from "../../locales";

/** The highlighted client at a glance, beside the list. */
export function ClientGlance({ client }: { client: Glance }) {
  const m = useMessages();
  const today = useSession()?.today ?? "";
  const about = [client.industry, client.manager].filter(Boolean).join(" · ");
  const day = client.deposit_day ?? client.loan_day;
  return (
    <section className="glance" aria-label={m.palette.preview}>
      <h2>
        <bdi>{client.name}</bdi>
        {client.tier && <TierChip tier={client.tier} />}
      </h2>
      <p className="glance-about">
        <bdi>{about}</bdi>
      </p>
      <dl>
        <Amount label={m.palette.deposits} fen={client.month_average} />
        {client.moved && (
          <div>
            <dt>{m.palette.moved}</dt>
            <dd>
              <ChangeText change={change(client.moved, m.figure.movement)} />
            </dd>
          </div>
        )}
        <Amount label={m.palette.point} fen={client.point} />
        <Amount label={m.palette.loans} fen={client.loans} />
        <Amount label={m.palette.offBalance} fen={client.off_balance} />
        {client.maturity && (
          <div>
            <dt>{m.palette.maturity}</dt>
            <dd className={client.maturity.days < 0 ? "is-past" : undefined}>
              {shortDay(client.maturity.on, today)}{" "}
              {client.maturity.days < 0 ? m.palette.isPast : m.palette.inDays(client.maturity.days)}
            </dd>
          </div>
        )}
      </dl>
      {day ? <AsOf day={day} today={today} /> : <p>{m.palette.noFigures}</p>}
      <NextVisit client={client} today={today} />
    </section>
  );
}

function Amount({ label, fen }: { label: string; fen: Money | null }) {
  const m = useMessages().figure;
  if (fen === null) return null;
  const { number, unit } = headline(fen);
  return (
    <div>
      <dt>{label}</dt>
      <dd className={fen < 0 ? "num is-past" : "num"}>
        <b className="glance-number">{number}</b> {m.unit[unit]}
      </dd>
    </div>
  );
}

function NextVisit({ client, today }: { client: Glance; today: string }) {
  const m = useMessages().palette;
  const { visit } = client;
  if (!visit) return <p className="glance-none">{m.noVisit}</p>;
  return (
    <div className="glance-visit">
      <b className="glance-visit-day">
        {visit.on === today ? m.inDays(0) : shortDay(visit.on, today)} {visit.starts_at}
      </b>
      <p>
        <bdi>{visit.ask ?? m.noAsk}</bdi>
      </p>
    </div>
  );
}
