import { type KeyboardEvent, useRef } from "react";
import type { ShownCell } from "../../ipc/bindings";
import { type RowsWanted, useWholeCell } from "./queries";

/** A cell typed anew, as the file itself would write it. Enter and Tab keep what is typed, Escape leaves it. */
export function MendField(props: {
  cell: ShownCell;
  wanted: RowsWanted;
  row: number;
  column: number;
  label: string;
  /** `by`: to the cell that far to the right. */
  onKeep: (text: string, by: number) => void;
  onLeave: () => void;
}) {
  const { cell, wanted, row, column, ...field } = props;
  const whole = useWholeCell(wanted, row, column, cell.stands === null);
  const stands = cell.stands ?? whole.data;
  if (stands === undefined) {
    return <span className="import-mend">{whole.error?.message}</span>;
  }
  return <Typed stands={stands} {...field} />;
}

function Typed(props: {
  stands: string;
  label: string;
  onKeep: (text: string, by: number) => void;
  onLeave: () => void;
}) {
  const isDone = useRef(false);
  function end(act: () => void) {
    // The field loses the focus when it goes: that is no second answer.
    if (isDone.current) return;
    isDone.current = true;
    act();
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    const { value } = event.currentTarget;
    if (event.key === "Escape") end(props.onLeave);
    else if (event.key === "Enter") end(() => props.onKeep(value, 0));
    else if (event.key === "Tab") end(() => props.onKeep(value, event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
  }
  return (
    <input
      // The cell was asked for a moment ago.
      // biome-ignore lint/a11y/noAutofocus: the focus follows what was asked for
      autoFocus
      className="import-mend"
      aria-label={props.label}
      defaultValue={props.stands}
      spellCheck={false}
      autoComplete="off"
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={(event) => {
        const { value } = event.currentTarget;
        end(() => (value === props.stands ? props.onLeave() : props.onKeep(value, 0)));
      }}
    />
  );
}
