import { Foreign } from "../../../components/Foreign";
import { Panel } from "../../../components/Panel";
import type { Person } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";
import { openEntry } from "../../entry/drawer";
import { NotImported } from "./NotImported";
import type { OverviewProps } from "./OverviewTab";

const SHOWN = 6;

/** The first people of the file, those of the next visit before the others. */
export function PeoplePanel({ page, onOpen }: OverviewProps) {
  const messages = useMessages();
  const m = messages.client.peoplePanel;
  const visit = page.visits.find((known) => known.id === page.next_visit);
  const isIn = (person: Person) => visit?.attendees.includes(person.id) ?? false;
  const people = [...page.people.filter(isIn), ...page.people.filter((p) => !isIn(p))];
  return (
    <Panel
      title={m.title}
      count={people.length}
      area="people"
      end={
        people.length > SHOWN && (
          <button type="button" className="link-button" onClick={() => onOpen("people")}>
            {m.all}
          </button>
        )
      }
    >
      {people.length === 0 && (
        <NotImported text={m.none}>
          {" "}
          <button
            type="button"
            className="link-button"
            onClick={() => openEntry({ of: "person", clientId: page.client.id })}
          >
            {messages.entry.person.add}
          </button>
        </NotImported>
      )}
      <ul className="people-list">
        {people.slice(0, SHOWN).map((person) => (
          <li key={person.id}>
            <Initial name={person.name} />
            <Foreign className="people-name" text={person.name} />
            <Foreign className="people-jobs" text={person.jobs.join("、") || m.noJob} />
            {isIn(person) && <span className="people-visit">{m.inNextVisit}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** A ring with the surname: what is known of a person so far is who it is. */
export function Initial({ name }: { name: string }) {
  const [first = ""] = Array.from(name.replace(/[^\p{L}\p{N}]/gu, ""));
  return (
    <span className="initial" aria-hidden>
      {first}
    </span>
  );
}
