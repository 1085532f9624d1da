import { dayNumber, shortDay } from "../../../components/day";
import { Foreign } from "../../../components/Foreign";
import { Panel } from "../../../components/Panel";
import type { ClientPage, Visit } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";
import { openVisitDrawer } from "../../visit/drawer";

/** The next planned visit: when, whom, the one ask, then the goals. */
export function NextPanel({ page }: { page: ClientPage }) {
  const m = useMessages().client.next;
  const visit = page.visits.find((known) => known.id === page.next_visit);
  const { manager } = page.client;
  return (
    <Panel
      title={m.title}
      area="next"
      end={
        <>
          {manager && <Foreign className="next-owner" text={m.owner(manager)} />}
          {visit && (
            <button
              type="button"
              className="link-button"
              onClick={() => openVisitDrawer({ clientId: page.client.id, visitId: visit.id })}
            >
              {m.edit}
            </button>
          )}
        </>
      }
    >
      {visit ? <NextVisit page={page} visit={visit} /> : <NoVisit clientId={page.client.id} />}
    </Panel>
  );
}

function NextVisit({ page, visit }: { page: ClientPage; visit: Visit }) {
  const m = useMessages().client.next;
  const names = visit.attendees
    .map((id) => page.people.find((person) => person.id === id))
    .flatMap((person) => (person ? [[person.jobs[0], person.name].filter(Boolean).join(" ")] : []));
  const whom = names.length > 0 ? m.visit(names.join("、")) : m.visitNobody;
  return (
    <div className="next">
      <p className="next-when">
        <strong>
          <When page={page} visit={visit} />
        </strong>
        <Foreign text={[whom, visit.place].filter(Boolean).join(" · ")} />
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

function NoVisit({ clientId }: { clientId: string }) {
  const m = useMessages().client;
  return (
    <p className="panel-none">
      {m.next.none}{" "}
      <button type="button" className="link-button" onClick={() => openVisitDrawer({ clientId })}>
        {m.planVisit}
      </button>
    </p>
  );
}

function When({ page, visit }: { page: ClientPage; visit: Visit }) {
  const m = useMessages().client.next;
  if (!visit.planned_on) return m.undated;
  const ahead = dayNumber(visit.planned_on) - dayNumber(page.as_of);
  const relative = ahead === 0 ? m.today : ahead === 1 ? m.tomorrow : m.inDays(ahead);
  return [shortDay(visit.planned_on, page.as_of), visit.starts_at, relative]
    .filter(Boolean)
    .join(" ");
}
