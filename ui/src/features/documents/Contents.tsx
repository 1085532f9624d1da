import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { literal } from "../../components/Foreign";
import type { ContentsEntry, Preview } from "../../ipc/bindings";
import { useMessages } from "../../locales";

/** The last heading above the place that is read. */
export function currentEntry(
  contents: ContentsEntry[],
  place: { page: number; top: number },
): ContentsEntry | undefined {
  const isAbove = (entry: ContentsEntry) =>
    entry.page < place.page || (entry.page === place.page && entry.top <= place.top);
  return contents.findLast(isAbove) ?? contents[0];
}

export interface ContentsProps {
  preview: Preview;
  current: ContentsEntry | undefined;
  onOpen: (page: number, top: number) => void;
}

/** The headings with their pages, and below them what to heed before the document is used. */
export function Contents({ preview, current, onOpen }: ContentsProps) {
  const m = useMessages().documents;
  const { contents, notes } = preview;
  const sections = contents.filter((entry) => entry.depth === 0).length;
  const heeded = new Set(notes.map((note) => note.section));
  return (
    <nav className="contents" aria-label={m.contents}>
      <header className="panel-head">
        <h2>{m.contents}</h2>
        <span className="panel-count">{m.sections(sections)}</span>
      </header>
      <ol className="contents-list">
        {contents.map((entry) => (
          <Entry
            key={entry.order}
            entry={entry}
            isCurrent={entry === current}
            isHeeded={heeded.has(entry.order)}
            onOpen={onOpen}
          />
        ))}
      </ol>
      {notes.length > 0 && <Notes preview={preview} onOpen={onOpen} />}
    </nav>
  );
}

function Entry(props: {
  entry: ContentsEntry;
  isCurrent: boolean;
  isHeeded: boolean;
  onOpen: ContentsProps["onOpen"];
}) {
  const { entry, isCurrent, isHeeded, onOpen } = props;
  const m = useMessages().documents;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  return (
    <li>
      <button
        type="button"
        ref={button}
        className={entry.depth > 0 ? "contents-entry is-sub" : "contents-entry"}
        aria-current={isCurrent ? "location" : undefined}
        onClick={() => onOpen(entry.page, entry.top)}
      >
        <span className="contents-number">{entry.number}</span>
        <bdi className="contents-title" title={entry.title}>
          {/* Behind the wide space stands a date, which the page shows. */}
          {entry.title.split("\u3000")[0]}
        </bdi>
        {isHeeded && (
          <span className="contents-heed" title={m.heedHere}>
            <CircleAlert size={14} strokeWidth={1.6} aria-hidden />
            <span className="visually-hidden">{m.heedHere}</span>
          </span>
        )}
        <span className="contents-page">{entry.page}</span>
      </button>
    </li>
  );
}

function Notes({ preview, onOpen }: Pick<ContentsProps, "preview" | "onOpen">) {
  const m = useMessages().documents;
  const place = (section: number | null) =>
    preview.contents.find((entry) => entry.order === section);
  return (
    <section className="contents-notes" aria-label={m.heed(preview.notes.length)}>
      <h3>
        <CircleAlert size={14} strokeWidth={1.6} aria-hidden />
        {m.heed(preview.notes.length)}
      </h3>
      <ul>
        {preview.notes.map((note) => {
          const entry = place(note.section);
          return (
            <li key={note.text} className={note.stale ? "is-stale" : undefined}>
              {entry ? (
                <button type="button" onClick={() => onOpen(entry.page, entry.top)}>
                  <bdi>{literal(note.text)}</bdi>
                </button>
              ) : (
                <bdi>{literal(note.text)}</bdi>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
