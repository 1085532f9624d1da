import { Building2, FileText, type LucideIcon } from "lucide-react";
import { memo, type ReactNode, useEffect, useRef } from "react";
import { TierChip } from "../../components/Chip";
import { Kbd } from "../../components/Kbd";
import { MISSING, wan } from "../../components/money";
import type { DocumentRecord, FoundClient, Glance } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import type { Entry, Section } from "./entries";
import { Marked } from "./Marked";

interface EntryListProps {
  id: string;
  sections: Section[];
  client: Glance | undefined;
  highlighted: string | undefined;
  onHighlight: (entry: Entry) => void;
  onRun: (entry: Entry) => void;
}

/** The listbox behind the field: the focus stays in the field, the highlight moves here. */
export function EntryList(props: EntryListProps) {
  const m = useMessages().palette;
  const list = useRef<HTMLDivElement>(null);
  const { highlighted } = props;
  useEffect(() => {
    if (!highlighted) return;
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [highlighted]);
  return (
    <div ref={list} id={props.id} role="listbox" aria-label={m.title} className="palette-list">
      {props.sections.map((section) => (
        <Group key={section.name} section={section} {...props} />
      ))}
    </div>
  );
}

function Group({ section, ...list }: EntryListProps & { section: Section }) {
  const m = useMessages();
  const headId = `${list.id}-${section.name}`;
  const names = {
    clients: m.palette.clients,
    "client-actions": m.palette.forClient(list.client?.name ?? ""),
    documents: m.palette.documents,
    actions: m.palette.actions,
    pages: m.palette.pages,
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox
    <div role="group" aria-labelledby={headId}>
      <p id={headId} className="palette-head">
        <bdi>{names[section.name]}</bdi>
        {section.name === "clients" && (
          <span className="palette-unit">
            {m.palette.deposits} · {m.figure.unit.wan}
          </span>
        )}
      </p>
      {section.entries.map((entry) => (
        <Line
          key={entry.id}
          id={`${list.id}-${entry.id}`}
          entry={entry}
          isHighlighted={entry.id === list.highlighted}
          list={list}
        />
      ))}
    </div>
  );
}

interface LineProps {
  id: string;
  entry: Entry;
  isHighlighted: boolean;
  list: Pick<EntryListProps, "onHighlight" | "onRun">;
}

/** Entries are made anew at every key; what they show mostly is not. */
function isSame(before: LineProps, after: LineProps): boolean {
  if (before.id !== after.id || before.isHighlighted !== after.isHighlighted) return false;
  const [one, other] = [before.entry, after.entry];
  if (one.kind === "client" && other.kind === "client") return one.found === other.found;
  if (one.kind === "document" && other.kind === "document") return one.document === other.document;
  if (one.kind === "action" && other.kind === "action") return one.action === other.action;
  return false;
}

const Line = memo(function Line({ id, entry, isHighlighted, list }: LineProps) {
  return (
    // The field has the keys: they move the highlight and run it.
    // biome-ignore lint/a11y/useFocusableInteractive: named by aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      id={id}
      role="option"
      aria-selected={isHighlighted}
      className="palette-line"
      onMouseMove={() => !isHighlighted && list.onHighlight(entry)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => list.onRun(entry)}
    >
      <LineContent entry={entry} />
    </div>
  );
}, isSame);

function LineContent({ entry }: { entry: Entry }) {
  const m = useMessages();
  if (entry.kind === "client") return <ClientLine found={entry.found} />;
  if (entry.kind === "document") return <DocumentLine document={entry.document} />;
  const { action } = entry;
  const detail = entry.kind === "client-action" && entry.action.detail?.(entry.client, m);
  return (
    <ActionLine icon={action.icon} label={action.label(m)}>
      {detail && (
        <span className="palette-detail">
          <bdi>{detail}</bdi>
        </span>
      )}
      {entry.kind === "action" && entry.action.keys && <Kbd keys={entry.action.keys} />}
    </ActionLine>
  );
}

function DocumentLine({ document }: { document: DocumentRecord }) {
  return (
    <>
      <FileText size={16} strokeWidth={1.6} aria-hidden />
      <span className="palette-name" title={document.file_name}>
        <bdi>{document.file_name}</bdi>
      </span>
      <span className="palette-detail">
        <bdi>{document.client_name}</bdi>
      </span>
      <span className="palette-day">{document.as_of}</span>
    </>
  );
}

function ActionLine(props: { icon: LucideIcon; label: string; children: ReactNode }) {
  const Icon = props.icon;
  return (
    <>
      <Icon size={16} strokeWidth={1.6} aria-hidden />
      <span className="palette-label">{props.label}</span>
      {props.children}
    </>
  );
}

function ClientLine({ found }: { found: FoundClient }) {
  const m = useMessages().palette;
  const { client } = found;
  const average = client.month_average;
  return (
    <>
      <Building2 size={16} strokeWidth={1.6} aria-hidden />
      <span className="palette-name" title={client.name}>
        <Marked text={client.name} marks={found.marks} />
      </span>
      <span className="palette-detail">
        <bdi>{found.person ? m.byPerson(found.person) : otherThanName(found)}</bdi>
      </span>
      {client.tier && <TierChip tier={client.tier} />}
      <span className="palette-amount num">{average === null ? MISSING : wan(average)}</span>
    </>
  );
}

/** The code where it was found by the code, else the number. */
function otherThanName({ field, client }: FoundClient): string {
  return (field === "code" ? client.code : client.number) ?? "";
}
