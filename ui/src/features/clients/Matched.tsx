/** A text with what was searched for marked where it stands as typed. */
export function Matched({ text, search }: { text: string; search: string }) {
  const at = search === "" ? -1 : text.toLowerCase().indexOf(search.toLowerCase());
  if (at < 0) return text;
  const end = at + search.length;
  return (
    <>
      {text.slice(0, at)}
      <mark className="clients-match">{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
