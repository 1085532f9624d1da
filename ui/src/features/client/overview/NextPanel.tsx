import { dayNumber } from "../../../components/day";
import { Foreign } from "../../../components/Foreign";
import { Panel } from "../../../components/Panel";
import type { ClientPage, Visit } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";

/** The next planned visit: when, whom, the one ask, then the goals. */
export function NextPanel({ page }: { page: ClientPage }) {
  const m = useMessages().client.next;
  const visit = page.visits.find((known) => known.id === page.next_visit);
  const { manager } = page.client;
  return (
    <Panel
      title={m.title}
      area="next"
      end={manager && <Foreign className="next-owner" text={m.owner(manager)} />}
    >
      {visit ? <NextVisit page={page} visit={visit} /> : <p className="panel-none">{m.none}</p>}
    </Panel>
  );
}

function NextVisit({ page, visit }: { page: ClientPage; visit: Visit }) {
  const m = useMessages().client.next;
  const names = visit.attendees
    .map((id) => page.people.find((person) => person.id === id))
    .flatMap((person) => (person ? [[person.jobs[0], person.name].filter(Boolean).join(" ")] : []));
  return (
    <div className="next">
      <p className="next-when">
        <strong>
          <When page={page} visit={visit} />
        </strong>
        <Foreign text={names.length > 0 ? m.visit(names.join("、")) : m.visitNobody} />
      </p>
      <p className={visit.ask ? "next-ask" : "next-ask is-open"}>
        <Foreign text={visit.ask ?? m.noAsk} />
      </p>
      <ul>
        {visit.goals.map((goal) => (
          <li key={goal}>
            <Foreign text={goal} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function When({ page, visit }: { page: ClientPage; visit: Visit }) {
  const m = useMessages().client.next;
  if (!visit.planned_on) return m.undated;
  const ahead = dayNumber(visit.planned_on) - dayNumber(page.as_of);
  const relative = ahead === 0 ? m.today : ahead === 1 ? m.tomorrow : m.inDays(ahead);
  return [visit.planned_on, visit.starts_at, relative].filter(Boolean).join(" ");
}
