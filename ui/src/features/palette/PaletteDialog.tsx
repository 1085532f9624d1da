import { Search } from "lucide-react";
import { useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import type { Glance } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { reopenDocument } from "../documents/actions";
import { useActions, useClientActions } from "./actions";
import { openClient } from "./baseActions";
import { ClientGlance } from "./ClientGlance";
import { EntryList } from "./EntryList";
import { type Entry, parseTyped, type Scope, type Section, sectionsOf } from "./entries";
import { PaletteFoot } from "./PaletteFoot";
import { useFoundClients, useFoundDocuments } from "./useNewest";
import "./palette.css";

/** Clients, actions and pages by what is typed; keyboard first. */
export function PaletteDialog(props: { initial: string; onClosed: () => void }) {
  const m = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const listId = useId();
  useLayoutEffect(() => dialog.current?.showModal(), []);
  // The dialog gives the focus back to where it was.
  const close = () => dialog.current?.close();
  const state = usePaletteState(props.initial, close);
  const { sections, highlighted, forClient } = state;
  const count = sections.reduce((sum, { entries }) => sum + entries.length, 0);
  const shown = state.client;

  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-modal
      aria-label={m.palette.title}
      onClose={props.onClosed}
      onCancel={(event) => {
        event.preventDefault();
        state.back();
      }}
      onMouseDown={(event) => event.target === dialog.current && close()}
    >
      <div className="palette-frame">
        <div className="palette-field">
          <Search size={18} strokeWidth={1.6} aria-hidden />
          {forClient && (
            <span className="palette-token">
              <bdi>{forClient.name}</bdi>
            </span>
          )}
          <input
            autoFocus
            role="combobox"
            aria-label={m.palette.title}
            aria-expanded={count > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={highlighted ? `${listId}-${highlighted.id}` : undefined}
            placeholder={forClient ? m.palette.forIt : m.palette.placeholder}
            spellCheck={false}
            value={state.text}
            onChange={(event) =>
              state.type(
                event.target.value,
                (event.nativeEvent as Partial<InputEvent>).isComposing ?? false,
              )
            }
            onCompositionEnd={(event) => state.type(event.currentTarget.value, false)}
            onKeyDown={state.onKeyDown}
          />
          <span className="palette-scope">{m.palette.scope[state.scope]}</span>
          <Kbd keys="escape" />
        </div>
        <div className="palette-body">
          <div className="palette-results">
            {state.error !== undefined && <Problem error={state.error} />}
            {state.isNothing && (
              <p className="palette-nothing">
                {state.text.trim() ? m.palette.nothing(state.text.trim()) : m.palette.nothingYet}
              </p>
            )}
            <EntryList
              id={listId}
              sections={sections}
              client={shown}
              highlighted={highlighted?.id}
              onHighlight={state.highlight}
              onRun={state.run}
            />
          </div>
          {shown && <ClientGlance client={shown} />}
        </div>
        <PaletteFoot canAct={shown !== undefined} />
        <p className="visually-hidden" role="status">
          {m.palette.results(count)}
        </p>
      </div>
    </dialog>
  );
}

function usePaletteState(initial: string, close: () => void) {
  const m = useMessages();
  const actions = useActions();
  const clientActions = useClientActions();
  const [text, setText] = useState(initial);
  // What an input method is still working on is shown and not searched.
  const [typed, setTyped] = useState(initial);
  const [forClient, setForClient] = useState<Glance>();
  const [chosen, setChosen] = useState<string>();
  const [lastClient, setLastClient] = useState<string>();
  // What was typed before a client was asked about, for the way back.
  const [before, setBefore] = useState("");
  const isWaitingToRun = useRef(false);
  const { scope, query } = parseTyped(typed);
  const isSought = (place: Scope) =>
    !forClient && (scope === place || (scope === "all" && query.trim() !== ""));
  const clientQuestion = isSought("people") && query.trim() !== "" ? query : undefined;
  const documentQuestion = isSought("documents") ? query : undefined;
  const foundClients = useFoundClients(clientQuestion);
  const foundDocuments = useFoundDocuments(documentQuestion);
  const hits = foundClients.answer;
  const documents = foundDocuments.answer;

  const client =
    forClient ?? (hits.find((hit) => hit.client.id === lastClient) ?? hits[0])?.client ?? undefined;
  const sections = useMemo(
    () =>
      sectionsOf(
        {
          scope,
          query,
          hits,
          documents,
          client,
          isForClient: forClient !== undefined,
          actions,
          clientActions,
        },
        m,
      ),
    [scope, query, hits, documents, client, forClient, actions, clientActions, m],
  );
  const entries = sections.flatMap((section: Section) => section.entries);
  const highlighted = entries.find(({ id }) => id === chosen) ?? entries[0];
  const isAnswered =
    foundClients.question === clientQuestion && foundDocuments.question === documentQuestion;
  const error = foundClients.error ?? foundDocuments.error;

  function highlight(entry: Entry) {
    setChosen(entry.id);
    if (entry.kind === "client") setLastClient(entry.found.client.id);
  }
  function askAbout(next: Glance) {
    setBefore(typed);
    restart("", next);
    setLastClient(next.id);
  }
  function restart(nextText: string, next?: Glance) {
    setForClient(next);
    setText(nextText);
    setTyped(nextText);
    setChosen(next ? undefined : forClient && `client-${forClient.id}`);
  }
  function run(entry: Entry | undefined) {
    if (!entry) return;
    close();
    if (entry.kind === "client") void openClient(entry.found.client);
    else if (entry.kind === "document") void reopenDocument(entry.document.id);
    else if (entry.kind === "client-action") void entry.action.run(entry.client, m);
    else void entry.action.run();
  }
  // ↵ was pressed before the answer came: it means the first of what comes.
  useLayoutEffect(() => {
    if (!isWaitingToRun.current || !isAnswered) return;
    isWaitingToRun.current = false;
    run(highlighted);
  });

  function back() {
    if (forClient) restart(before);
    else close();
  }
  function move(step: number) {
    const at = entries.findIndex(({ id }) => id === highlighted?.id);
    const next = entries[(at + step + entries.length) % entries.length];
    if (next) highlight(next);
  }
  function onKeyDown(event: React.KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const { key } = event;
    if (key === "Escape") back();
    else if (key === "ArrowDown") move(1);
    else if (key === "ArrowUp") move(-1);
    else if (key === "PageDown") move(Math.min(8, entries.length - 1));
    else if (key === "PageUp") move(-Math.min(8, entries.length - 1));
    else if (key === "Enter") {
      if (isAnswered) run(highlighted);
      else isWaitingToRun.current = true;
    } else if (key === "Tab") {
      if (client && !forClient && !event.shiftKey) askAbout(client);
    } else if (key === "Backspace" && forClient && text === "") restart(before);
    else return;
    event.preventDefault();
  }

  return {
    text,
    scope,
    sections,
    highlighted,
    error,
    client,
    forClient,
    isNothing: isAnswered && entries.length === 0 && error === undefined,
    highlight,
    run,
    back,
    onKeyDown,
    type(value: string, isComposing: boolean) {
      setText(value);
      if (isComposing) return;
      isWaitingToRun.current = false;
      setTyped(value);
      setChosen(undefined);
      setLastClient(undefined);
    },
  };
}
