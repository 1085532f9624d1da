import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useMessages } from "../../locales";
import { FIELDS, type FilterField } from "./filters";
import { facetsQuery } from "./queries";

/** What a list can be narrowed by. */
export function FilterFields(props: { onChoose: (field: FilterField) => void }) {
  const m = useMessages().clients;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), []);
  // Asked for while the user chooses.
  useQuery(facetsQuery);

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }

  return (
    <div
      ref={list}
      className="clients-menu"
      role="menu"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      aria-label={m.filter}
    >
      {FIELDS.map((field) => (
        <button key={field} type="button" role="menuitem" onClick={() => props.onChoose(field)}>
          {m.fields[field]}
        </button>
      ))}
    </div>
  );
}
