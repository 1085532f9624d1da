import type { PDFDocumentProxy, RenderTask } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { useMessages } from "../../locales";
import { nextFrame } from "../nextFrame";
import { PAPER } from "./fit";
import { loadPdfjs } from "./load";
import type { Hit, Segment } from "./search";

const NEIGHBOURS_WAIT_MS = 250;

export interface PdfPageProps {
  /** A blank sheet stands there until it is open. */
  pdf: PDFDocumentProxy | undefined;
  /** From 1. */
  page: number;
  /** CSS pixels a point. */
  scale: number;
  /** In sight it is drawn at once, near it a moment later, and elsewhere not at all. */
  sight: "in" | "near" | "far";
  hits: Hit[];
  /** The hit that is looked at. */
  current: Hit | undefined;
}

/** One sheet: drawn sharply where it is near, with its words above the picture to select and to mark. */
export function PdfPage({ pdf, page, scale, sight, hits, current }: PdfPageProps) {
  const m = useMessages().documents;
  const pieces = useRef<HTMLElement[]>([]);
  const picture = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [drawnAt, setDrawnAt] = useState(0);
  const [wordsAt, setWordsAt] = useState(0);

  const isWanted = useWanted(sight);
  useEffect(() => {
    if (!isWanted || !pdf) {
      picture.current?.replaceChildren();
      words.current?.replaceChildren();
      setDrawnAt(0);
      setWordsAt(0);
      return;
    }
    const host = { picture: picture.current, words: words.current };
    if (!host.picture || !host.words) return;
    let isOver = false;
    const drawing = draw(pdf, page, scale, host.picture, host.words, () => setDrawnAt(scale));
    drawing.done.then(
      (found) => {
        if (isOver) return;
        pieces.current = found;
        setWordsAt(scale);
      },
      // Cancelled because the page went out of sight or its size changed.
      () => undefined,
    );
    return () => {
      isOver = true;
      drawing.cancel();
    };
  }, [pdf, page, scale, isWanted]);

  return (
    <section
      className="pdf-page"
      aria-label={m.pageLabel(page)}
      data-page={page}
      data-drawn={drawnAt > 0}
      style={{
        width: PAPER.width * scale,
        height: PAPER.height * scale,
        // pdf.js measures the words by it.
        ["--total-scale-factor" as string]: scale,
      }}
    >
      <div className="pdf-picture" ref={picture} />
      {wordsAt === scale &&
        hits.map((hit) => (
          <Marks
            key={`${hit.segments[0]?.piece}-${hit.segments[0]?.start}`}
            hit={hit}
            pieces={pieces.current}
            isCurrent={hit === current}
          />
        ))}
      <div className="pdf-words" ref={words} />
    </section>
  );
}

/** What is only near waits until what is in sight has had its turn. */
function useWanted(sight: PdfPageProps["sight"]): boolean {
  const [isWanted, setWanted] = useState(sight === "in");
  useEffect(() => {
    if (sight !== "near") {
      setWanted(sight === "in");
      return;
    }
    const timer = setTimeout(() => setWanted(true), NEIGHBOURS_WAIT_MS);
    return () => clearTimeout(timer);
  }, [sight]);
  return isWanted || sight === "in";
}

/** Draws the picture, shows it, then lays the words over it; the elements of the words come back in order. */
function draw(
  pdf: PDFDocumentProxy,
  number: number,
  scale: number,
  picture: HTMLElement,
  words: HTMLElement,
  onPicture: () => void,
) {
  let task: RenderTask | undefined;
  let isCancelled = false;
  const stopIfCancelled = () => {
    if (isCancelled) throw new Error("cancelled");
  };
  async function run(): Promise<HTMLElement[]> {
    const [{ pdfjs }, page] = await Promise.all([loadPdfjs(), pdf.getPage(number)]);
    stopIfCancelled();
    const sharp = window.devicePixelRatio * zoomOf(picture);
    const viewport = page.getViewport({ scale: scale * sharp });
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    // As for a printer: in one go. Otherwise each few milliseconds of drawing wait for a frame.
    task = page.render({ canvas, viewport, intent: "print" });
    await task.promise;
    stopIfCancelled();
    // Only now: what was there stays, stretched, until the sharp one is ready.
    picture.replaceChildren(canvas);
    onPicture();
    await nextFrame();
    stopIfCancelled();
    const layer = new pdfjs.TextLayer({
      textContentSource: await page.getTextContent(),
      container: words,
      viewport: page.getViewport({ scale }),
    });
    stopIfCancelled();
    words.replaceChildren();
    await layer.render();
    // It measures with a canvas of its own, which would stay beside the page's landmarks.
    pdfjs.TextLayer.cleanup();
    stopIfCancelled();
    return layer.textDivs;
  }
  return {
    done: run(),
    cancel() {
      isCancelled = true;
      task?.cancel();
    },
  };
}

/** How much larger than its own CSS pixels an element is shown: the window's zoom. */
export function zoomOf(element: HTMLElement): number {
  const width = element.offsetWidth;
  return width > 0 ? element.getBoundingClientRect().width / width : 1;
}

/** Yellow behind the words of one hit. */
function Marks(props: { hit: Hit; pieces: HTMLElement[]; isCurrent: boolean }) {
  const { hit, pieces, isCurrent } = props;
  const boxes = hit.segments.flatMap((segment) => boxesOf(segment, pieces[segment.piece]));
  return boxes.map((box) => (
    <i
      key={`${box.left}-${box.top}`}
      className={isCurrent ? "pdf-mark is-current" : "pdf-mark"}
      style={box}
    />
  ));
}

function boxesOf(segment: Segment, piece: HTMLElement | undefined) {
  const text = piece?.firstChild;
  const sheet = piece?.closest<HTMLElement>(".pdf-page");
  if (!piece || !sheet || text?.nodeType !== Node.TEXT_NODE) return [];
  const length = text.textContent?.length ?? 0;
  const range = document.createRange();
  range.setStart(text, Math.min(segment.start, length));
  range.setEnd(text, Math.min(segment.end, length));
  const origin = sheet.getBoundingClientRect();
  const zoom = zoomOf(sheet);
  return [...range.getClientRects()].map((box) => ({
    left: (box.left - origin.left) / zoom,
    top: (box.top - origin.top) / zoom,
    width: box.width / zoom,
    height: box.height / zoom,
  }));
}
