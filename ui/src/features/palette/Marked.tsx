import type { SearchMark } from "../../ipc/bindings";

/** A text with the stretches that the core found marked; they are in order and do not overlap. */
export function Marked({ text, marks }: { text: string; marks: SearchMark[] }) {
  let from = 0;
  const parts = marks.map(({ start, end }) => {
    const before = text.slice(from, start);
    from = end;
    return { start, before, found: text.slice(start, end) };
  });
  return (
    <bdi>
      {parts.map(({ start, before, found }) => (
        <span key={start}>
          {before}
          <mark className="palette-mark">{found}</mark>
        </span>
      ))}
      {text.slice(from)}
    </bdi>
  );
}
