import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useMemo, useState } from "react";
import { openPdf } from "./load";
import { type Hit, hitsOn, type PageText } from "./search";

/** The opened file, or why it does not open. */
export function usePdf(bytes: ArrayBuffer | undefined) {
  const [opened, setOpened] = useState<{ pdf?: PDFDocumentProxy; error?: unknown }>({});
  useEffect(() => {
    setOpened({});
    if (!bytes) return;
    let isOver = false;
    const opening = openPdf(bytes);
    opening.then(
      (pdf) => !isOver && setOpened({ pdf }),
      (error: unknown) => !isOver && setOpened({ error }),
    );
    return () => {
      isOver = true;
    };
  }, [bytes]);
  return opened;
}

/** Every place in the document where `wanted` stands, in reading order. */
export function useHits(pdf: PDFDocumentProxy | undefined, wanted: string): Hit[] {
  const [texts, setTexts] = useState<PageText[]>([]);
  const isWanted = wanted.trim() !== "";
  useEffect(() => {
    setTexts([]);
    if (!pdf || !isWanted) return;
    let isOver = false;
    readTexts(pdf).then(
      (read) => !isOver && setTexts(read),
      // The document was closed while it was read.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [pdf, isWanted]);
  return useMemo(
    () => texts.flatMap((text, index) => hitsOn(index + 1, text, wanted)),
    [texts, wanted],
  );
}

async function readTexts(pdf: PDFDocumentProxy): Promise<PageText[]> {
  const texts: PageText[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    texts.push(items.flatMap((item) => ("str" in item ? [item.str] : [])));
  }
  return texts;
}
