/** The words of a page, piece by piece as they are drawn. */
export type PageText = readonly string[];

/** A part of one piece: from `start` up to `end`, in UTF-16 units. */
export interface Segment {
  piece: number;
  start: number;
  end: number;
}

/** One place where the words stand; they may run over several pieces. */
export interface Hit {
  /** From 1. */
  page: number;
  segments: Segment[];
}

interface Letter {
  piece: number;
  start: number;
  end: number;
}

/** Without spaces and case, full-width forms as plain ones: lines of Chinese break anywhere, and nobody
 * remembers which form of a digit was used. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}

/** Every place on a page where `wanted` stands. */
export function hitsOn(page: number, text: PageText, wanted: string): Hit[] {
  const needle = folded(wanted);
  if (!needle) return [];
  let haystack = "";
  const letters: Letter[] = [];
  for (const [piece, words] of text.entries()) {
    let start = 0;
    for (const letter of words) {
      const end = start + letter.length;
      const plain = folded(letter);
      haystack += plain;
      for (let unit = 0; unit < plain.length; unit += 1) letters.push({ piece, start, end });
      start = end;
    }
  }
  const hits: Hit[] = [];
  for (let at = haystack.indexOf(needle); at >= 0; at = haystack.indexOf(needle, at)) {
    hits.push({ page, segments: segmentsOf(letters.slice(at, at + needle.length)) });
    at += needle.length;
  }
  return hits;
}

function segmentsOf(letters: Letter[]): Segment[] {
  const segments: Segment[] = [];
  for (const letter of letters) {
    const last = segments.at(-1);
    if (last?.piece === letter.piece) last.end = letter.end;
    else segments.push({ ...letter });
  }
  return segments;
}
