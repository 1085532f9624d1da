import { useEffect, useRef, useState } from "react";
import type { FoundClient } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

export interface Found {
  /** What these hits answer. */
  query: string;
  hits: FoundClient[];
  error?: unknown;
}

const NOTHING: Found = { query: "", hits: [] };

/**
 * The clients for what was typed. Every change is asked at once; of answers that overtake each other only the
 * newest question's is kept, and until it comes the hits before it stay, so that nothing flickers.
 */
export function useFound(query: string): Found {
  const [found, setFound] = useState(NOTHING);
  const newest = useRef(query);
  useEffect(() => {
    newest.current = query;
    if (query.trim() === "") {
      setFound({ query, hits: [] });
      return;
    }
    const settle = (answer: Found) => newest.current === query && setFound(answer);
    call(commands.paletteSearch(query)).then(
      (hits) => settle({ query, hits }),
      (error: unknown) => settle({ query, hits: [], error }),
    );
  }, [query]);
  return found;
}
