import { type KeyboardEvent, useEffect, useRef } from "react";
import "./list-tools.css";

/** What a list can be narrowed by; the arrows go through it. */
export function FieldMenu<F extends string>(props: {
  label: string;
  fields: readonly F[];
  names: Record<F, string>;
  onChoose: (field: F) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.querySelector("button")?.focus(), []);

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
      className="list-menu"
      role="menu"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      aria-label={props.label}
    >
      {props.fields.map((field) => (
        <button key={field} type="button" role="menuitem" onClick={() => props.onChoose(field)}>
          {props.names[field]}
        </button>
      ))}
    </div>
  );
}
