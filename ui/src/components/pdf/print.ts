import type { PDFDocumentProxy } from "pdfjs-dist";

const SHEETS = "print-sheets";
/** Dots an inch: sharp for a few pages, and still within memory for many. */
const FINE = 200;
const MANY = { pages: 10, dots: 150 };

/**
 * Lays the pages out as the only thing that the window prints: sheets of the size of the paper behind what is
 * on the screen. No file is written, so no client's text lies in a temporary folder.
 */
export async function layOutForPrint(
  pdf: PDFDocumentProxy,
  signal: AbortSignal,
  onPage: (page: number) => void,
): Promise<void> {
  clearPrint();
  const dots = pdf.numPages > MANY.pages ? MANY.dots : FINE;
  const sheets = document.createElement("div");
  sheets.id = SHEETS;
  sheets.ariaHidden = "true";
  // Paper knows nothing of the window's zoom, which stands on `html`.
  const zoom = Number(getComputedStyle(document.documentElement).zoom) || 1;
  sheets.style.setProperty("zoom", String(1 / zoom));
  for (let number = 1; number <= pdf.numPages; number += 1) {
    signal.throwIfAborted();
    onPage(number);
    const page = await pdf.getPage(number);
    const viewport = page.getViewport({ scale: dots / 72 });
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    await page.render({ canvas, viewport, intent: "print" }).promise;
    sheets.append(canvas);
  }
  signal.throwIfAborted();
  document.body.append(sheets);
}

/** Takes the sheets away again; the dialog has them by now, or was closed. */
export function clearPrint(): void {
  document.getElementById(SHEETS)?.remove();
}
