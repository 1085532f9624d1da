import type { PDFDocumentProxy, PDFWorker } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";
import { readOnce } from "../../app/modules";

type Pdfjs = typeof import("pdfjs-dist/legacy/build/pdf.min.mjs");

/** pdf.js (the build for older web views: macOS 13 comes with Safari 16) and its worker, loaded once, when the first
 * document is wanted. The worker is made here from the program's own file: pdf.js would wrap its address in a `blob:`,
 * which the window's policy forbids. */
export const loadPdfjs = readOnce(async (): Promise<{ pdfjs: Pdfjs; worker: PDFWorker }> => {
  const pdfjs = await import("pdfjs-dist/legacy/build/pdf.min.mjs");
  const port = new Worker(workerUrl, { type: "module" });
  return { pdfjs, worker: new pdfjs.PDFWorker({ port: port as unknown as null }) };
});

/** Documents that are open; the one looked at longest ago is closed when another comes. */
const opened = new Map<ArrayBuffer, Promise<PDFDocumentProxy>>();
const OPEN_AT_ONCE = 4;

/** Opens a file once, however often it is asked for. */
export function openPdf(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  const known = opened.get(bytes) ?? read(bytes);
  opened.delete(bytes);
  opened.set(bytes, known);
  for (const [oldest, closing] of opened) {
    if (opened.size <= OPEN_AT_ONCE) break;
    opened.delete(oldest);
    closing.then((pdf) => pdf.loadingTask.destroy()).catch(() => undefined);
  }
  return known;
}

/** A document of ours: its fonts are embedded, so nothing else is ever fetched. */
async function read(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  const { pdfjs, worker } = await loadPdfjs();
  // The worker takes what it is given; the page keeps its own copy.
  const data = new Uint8Array(bytes.slice(0));
  return pdfjs.getDocument({
    data,
    worker,
    useWasm: false,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
    disableAutoFetch: true,
  }).promise;
}
