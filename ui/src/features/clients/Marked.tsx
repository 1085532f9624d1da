import { Fragment } from "react";
import type { SearchMark } from "../../ipc/bindings";

/** A text with the stretches that a search found. */
export function Marked({ text, marks }: { text: string; marks: SearchMark[] }) {
  if (marks.length === 0) return text;
  return (
    <>
      {marks.map(({ start, end }, at) => (
        <Fragment key={start}>
          {text.slice(marks[at - 1]?.end ?? 0, start)}
          <mark className="clients-match">{text.slice(start, end)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.end)}
    </>
  );
}
