import { Button, Input } from "antd";
import { Eraser, PenLine, Plus, Search } from "lucide-react";
import { useMemo, useState } from "react";
import { Foreign } from "../../components/Foreign";
import { LedgerTable } from "../../components/LedgerTable";
import type { ClientPage, Person, SourceFile } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { openEntry } from "../entry/drawer";
import { EraseDialog } from "../erasure/EraseDialog";
import { dataChanged } from "../import/openImport";
import { Initial } from "./overview/PeoplePanel";
import "./people.css";

/** From this many on a list is searched rather than read. */
const SEARCHED_FROM = 20;

/** Everybody the files name, with their positions, in the order of the files. */
export function PeopleTab({ page }: { page: ClientPage }) {
  const messages = useMessages();
  const m = messages.client.people;
  const [wanted, setWanted] = useState("");
  const [erased, setErased] = useState<Person>();
  const found = useMemo(() => matching(page.people, wanted), [page.people, wanted]);
  const visit = page.visits.find((known) => known.id === page.next_visit);
  const files = new Map(page.sources.map((source) => [source.batch, source]));
  return (
    <div className="people">
      {page.people.length > SEARCHED_FROM && (
        <div className="people-find">
          <Input
            allowClear
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
            prefix={<Search size={14} strokeWidth={1.6} aria-hidden />}
            placeholder={m.find}
            aria-label={m.find}
          />
          <span role="status">{wanted && m.found(found.length, page.people.length)}</span>
        </div>
      )}
      <LedgerTable
        title={messages.client.tabs.people}
        count={found.length}
        unit=""
        none={page.people.length > 0 ? m.noMatch : m.none}
        deed={
          <Button
            size="small"
            icon={<Plus size={14} strokeWidth={1.6} aria-hidden />}
            onClick={() => openEntry({ of: "person", clientId: page.client.id })}
          >
            {messages.entry.person.add}
          </Button>
        }
      >
        <thead>
          <tr>
            <th scope="col">{m.name}</th>
            <th scope="col">{m.jobs}</th>
            <th scope="col">{m.visit}</th>
            <th scope="col">{m.source}</th>
            <th scope="col">
              <span className="visually-hidden">{messages.entry.person.change}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {found.map((person) => (
            <Row
              key={person.id}
              clientId={page.client.id}
              person={person}
              file={files.get(person.source.batch)}
              isInNext={visit?.attendees.includes(person.id) ?? false}
              onErase={() => setErased(person)}
            />
          ))}
        </tbody>
      </LedgerTable>
      {erased && (
        <EraseDialog
          subject={{ kind: "person", id: erased.id }}
          onClose={() => setErased(undefined)}
          onErased={() => {
            setErased(undefined);
            void dataChanged();
          }}
        />
      )}
    </div>
  );
}

function matching(people: Person[], wanted: string): Person[] {
  const text = wanted.trim().toLowerCase();
  if (!text) return people;
  return people.filter((person) =>
    [person.name, ...person.jobs].some((part) => part.toLowerCase().includes(text)),
  );
}

function Row(props: {
  clientId: string;
  person: Person;
  file: SourceFile | undefined;
  isInNext: boolean;
  onErase: () => void;
}) {
  const { clientId, person, file, isInNext, onErase } = props;
  const { client: m, entry, erasure, figure } = useMessages();
  return (
    <tr>
      <th scope="row" data-copy={person.name}>
        <span className="people-who">
          <Initial name={person.name} />
          <Foreign text={person.name} />
        </span>
      </th>
      <td className="people-positions">
        <Foreign text={person.jobs.join("、") || m.peoplePanel.noJob} />
      </td>
      <td className="people-visit">{isInNext && m.peoplePanel.inNextVisit}</td>
      <td className="people-source">
        <Foreign text={figure.sourceName(file?.file ?? "")} />
        {/* What was typed has no rows. */}
        {file?.nature === "reported" && ` ${m.people.row(person.source.row)}`}
      </td>
      <td className="people-deed" data-copy="">
        <button
          type="button"
          className="icon-button"
          title={entry.person.change}
          onClick={() => openEntry({ of: "person", clientId, person })}
        >
          <PenLine size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{`${entry.person.change} ${person.name}`}</span>
        </button>
        <button type="button" className="icon-button" title={erasure.eraseThis} onClick={onErase}>
          <Eraser size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{erasure.erasePerson(person.name)}</span>
        </button>
      </td>
    </tr>
  );
}
