import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowUpRight } from "lucide-react";
import { useEffect, useState } from "react";
import { dataDayQuery } from "../../app/session";
import { ClassText, TierChip } from "../../components/Chip";
import { shortDay } from "../../components/day";
import { Figure as FigureView } from "../../components/Figure";
import { change, headline, wan } from "../../components/money";
import { Problem } from "../../components/Problem";
import type { ClientPage, ClientRow, Figure, LoanRow } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { clientPageQuery } from "../client/queries";
import "./preview.css";

const PEOPLE = 5;
const MATURITIES = 8;

/** One client beside the list: figures, what is next, who decides, what falls due. */
export function ClientPreview({ row }: { row: ClientRow }) {
  const m = useMessages().clients;
  const client = useRested(row.id);
  const page = useQuery({ ...clientPageQuery(client), gcTime: 60_000 });
  const shown = page.data?.client.id === row.id ? page.data : undefined;
  return (
    <aside className="preview" aria-label={m.previewOf(row.name)}>
      <header className="preview-head">
        <div className="preview-title">
          <h2>
            <bdi title={row.name}>{row.name}</bdi>
          </h2>
          {row.tier && <TierChip tier={row.tier} />}
          <Link
            to="/clients/$clientId"
            params={{ clientId: row.id }}
            className="icon-button"
            title={m.openClient}
          >
            <ArrowUpRight size={16} strokeWidth={1.6} aria-hidden />
            <span className="visually-hidden">{m.openClient}</span>
          </Link>
        </div>
        <p className="preview-facts">
          {[row.code ?? row.number, row.industry].map(
            (fact) =>
              fact && (
                <bdi key={fact} title={fact}>
                  {fact}
                </bdi>
              ),
          )}
          {row.worst_class && <ClassText value={row.worst_class} />}
        </p>
      </header>
      {page.error && <Problem error={page.error} onRetry={() => page.refetch()} />}
      {shown && <PreviewBody page={shown} />}
    </aside>
  );
}

/** Milliseconds that a row stands before its client is read. */
const REST = 90;

/** The value once it stands still: holding J down over a hundred clients reads the last one only, and a key
 * typed in the search box paints its list first. */
function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}

function PreviewBody({ page }: { page: ClientPage }) {
  const { metrics } = page;
  const m = useMessages().clients;
  return (
    <>
      <div className="preview-figures">
        <PreviewFigure
          label={m.columns.deposits}
          figure={metrics.deposits.month_average}
          today={page.as_of}
          spark={metrics.deposits.months.slice(-12).map((month) => month.month_average)}
        />
        <PreviewFigure
          label={m.columns.loans}
          figure={metrics.loans.balance}
          today={page.as_of}
          spark={metrics.trend.slice(-12).map((month) => month.loans)}
        />
        <PreviewFigure
          label={m.columns.off_balance}
          figure={metrics.loans.off_balance}
          today={page.as_of}
        />
        <PreviewFigure
          label={m.dueWithin(page.settings.due_soon_days)}
          figure={metrics.loans.due_soon}
          today={page.as_of}
        />
      </div>
      <NextVisit page={page} />
      <People page={page} />
      <Maturities page={page} />
    </>
  );
}

function PreviewFigure(props: {
  label: string;
  figure: Figure;
  today: string;
  spark?: (number | null)[];
}) {
  const m = useMessages().figure;
  // The page says once until which day its figures reach; here only what differs does.
  const { data: dataDay } = useQuery(dataDayQuery);
  const { figure } = props;
  const shown = figure.value === null ? undefined : headline(figure.value);
  const first = figure.comparisons[0];
  return (
    <FigureView
      label={props.label}
      value={shown?.number ?? null}
      {...(shown && { unit: m.unit[shown.unit] })}
      isNegative={(figure.value ?? 0) < 0}
      reason={figure.note ? m.noteOf(figure.note) : null}
      {...(figure.as_of &&
        (figure.is_stale || figure.as_of !== dataDay) && {
          asOf: { day: figure.as_of, today: props.today, isStale: figure.is_stale },
        })}
      {...(first && {
        basis: { name: m.bases[first.basis], change: change(first, m.movement) },
      })}
      {...(props.spark && { spark: props.spark })}
    />
  );
}

function NextVisit({ page }: { page: ClientPage }) {
  const m = useMessages().clients;
  const visit = page.visits.find((planned) => planned.id === page.next_visit);
  if (!visit) return null;
  const names = page.people
    .filter(({ id }) => visit.attendees.includes(id))
    .map(({ name }) => name);
  return (
    <section className="preview-part">
      <h3>{m.nextStep}</h3>
      <div className="preview-visit">
        <b>
          {visit.planned_on ? shortDay(visit.planned_on, page.as_of) : m.noDay}{" "}
          <bdi>{m.anyOf(names)}</bdi>
        </b>
        {visit.ask && (
          <p>
            <bdi>{visit.ask}</bdi>
          </p>
        )}
      </div>
    </section>
  );
}

function People({ page }: { page: ClientPage }) {
  const m = useMessages().clients;
  const { people } = page;
  if (people.length === 0) return null;
  return (
    <section className="preview-part">
      <h3>
        {m.people} <span className="num">{people.length}</span>
      </h3>
      <ul>
        {people.slice(0, PEOPLE).map((person) => (
          <li key={person.id} className="preview-line">
            <bdi className="preview-person">{person.name}</bdi>
            <bdi className="preview-jobs" title={person.jobs.join("、")}>
              {person.jobs.join("、")}
            </bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Maturities({ page }: { page: ClientPage }) {
  const m = useMessages().clients;
  const soon = page.settings.due_soon_days;
  const due = page.metrics.items.filter((item) => isDue(item, soon));
  if (due.length === 0) return null;
  return (
    <section className="preview-part">
      <h3>
        {m.maturities} <span className="num">{due.length}</span>{" "}
        <span className="preview-note">{m.within(soon)}</span>
      </h3>
      <ul>
        {due.slice(0, MATURITIES).map(({ loan, days_ahead: ahead }) => (
          <li key={loan.id} className="preview-line">
            <time
              className={(ahead ?? 0) < 0 ? "is-past" : undefined}
              dateTime={loan.matures_on ?? undefined}
              title={loan.matures_on ?? undefined}
            >
              {loan.matures_on?.slice(5)}
            </time>
            <bdi className="preview-product">{loan.product?.label ?? loan.number}</bdi>
            <span className="num">{loan.balance && wan(loan.balance.fen)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Past its day or due soon, with a balance, in the page's currency. */
function isDue({ loan, days_ahead: ahead }: LoanRow, soon: number): boolean {
  const owes = loan.balance !== null && loan.balance.fen > 0 && loan.currency === "CNY";
  return owes && ahead !== null && ahead <= soon;
}
