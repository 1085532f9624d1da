/** Characters that turn the text after them around or are not seen at all. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** What a file or a user wrote, as it is written: characters that hide or turn text are spelt out. */
export function literal(text: string): string {
  return text.replace(UNSEEN, (unseen) => {
    const code = (unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return `[U+${code}]`;
  });
}

/** Foreign text beside other text: set apart from its direction, and whole in its title where it is cut. */
export function Foreign({ text, className }: { text: string; className?: string }) {
  const shown = literal(text);
  return (
    <bdi className={className} title={shown}>
      {shown}
    </bdi>
  );
}
