import { useEffect, useRef, useState } from "react";
import type { DocumentRecord, FoundClient } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";

export interface Newest<T> {
  /** What this answers; `undefined` while nothing is asked. */
  question: string | undefined;
  answer: T[];
  error?: unknown;
}

/**
 * The answer to what was typed. Every change is asked at once; of answers that overtake each other only the
 * newest question's is kept, and until it comes the one before it stays, so that nothing flickers.
 */
function useNewest<T>(
  question: string | undefined,
  ask: (question: string) => Promise<T[]>,
): Newest<T> {
  const [newest, setNewest] = useState<Newest<T>>({ question: undefined, answer: [] });
  const asked = useRef(question);
  const latestAsk = useRef(ask);
  useEffect(() => {
    asked.current = question;
    if (question === undefined) {
      setNewest({ question, answer: [] });
      return;
    }
    const settle = (answer: Newest<T>) => asked.current === question && setNewest(answer);
    latestAsk.current(question).then(
      (answer) => settle({ question, answer }),
      (error: unknown) => settle({ question, answer: [], error }),
    );
  }, [question]);
  return newest;
}

export function useFoundClients(question: string | undefined): Newest<FoundClient> {
  return useNewest(question, (query) => call(commands.paletteSearch(query)));
}

export function useFoundDocuments(question: string | undefined): Newest<DocumentRecord> {
  return useNewest(question, async (search) => {
    const page = await call(commands.documentList({ search: search.trim() || null }));
    return page.documents;
  });
}
