import type { PDFDocumentProxy } from "pdfjs-dist";
import {
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useMessages } from "../../locales";
import { GAP, PAPER, pageAt, scaleOf, stepped, topOf, type Zoom } from "./fit";
import { PdfPage } from "./PdfPage";
import type { Hit } from "./search";
import "./pdf.css";

/** A heading counts as reached once it is so near the upper edge, in CSS pixels. */
const READ_BELOW = 72;

export interface PdfPagesHandle {
  /** Scrolls to a page, or to a place so many points below its top edge. */
  goTo: (page: number, top?: number) => void;
}

export interface PdfPagesProps {
  pdf: PDFDocumentProxy | undefined;
  pages: number;
  zoom: Zoom;
  hits: Hit[];
  current: Hit | undefined;
  handle: RefObject<PdfPagesHandle | null>;
  onZoom: (zoom: Zoom) => void;
  /** The page that is read, how far down it (in points) one has come, and the scale it is shown at. */
  onMove: (place: { page: number; top: number; scale: number }) => void;
}

/** The sheets of a document under one another; only those in sight and their neighbours are drawn. */
export function PdfPages(props: PdfPagesProps) {
  const { pdf, pages, zoom, hits, current, handle, onZoom, onMove } = props;
  const m = useMessages().documents;
  const box = useRef<HTMLElement>(null);
  const room = useRoom(box);
  const [scrolled, setScrolled] = useState(0);
  const scale = scaleOf(zoom, room);
  const page = pageAt(scrolled, room.height, scale, pages);

  useImperativeHandle(handle, () => ({
    goTo(wanted, top = 0) {
      const above = top > 0 ? top * scale - 24 : -GAP;
      box.current?.scrollTo({ top: topOf(wanted, scale) + above });
    },
  }));
  useSteadyMiddle(box, scale);
  const top = (scrolled + READ_BELOW - topOf(page, scale)) / scale;
  useEffect(() => onMove({ page, top, scale }), [onMove, page, top, scale]);
  useWheelZoom(box, (direction) => onZoom(stepped(scale, direction)));

  const step = PAPER.height * scale + GAP;
  const first = Math.floor((scrolled - GAP) / step) + 1;
  const last = Math.floor((scrolled + room.height - GAP) / step) + 1;
  function sightOf(number: number) {
    if (room.height === 0 || number < first - 1 || number > last + 1) return "far";
    return number < first || number > last ? "near" : "in";
  }
  return (
    <section
      className="pdf-pages"
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard.
      tabIndex={0}
      aria-label={m.pagesLabel}
      onScroll={(event) => setScrolled(event.currentTarget.scrollTop)}
    >
      {room.height > 0 &&
        Array.from({ length: pages }, (_, index) => index + 1).map((number) => (
          <PdfPage
            key={number}
            pdf={pdf}
            page={number}
            scale={scale}
            sight={sightOf(number)}
            hits={hits.filter((hit) => hit.page === number)}
            current={current}
          />
        ))}
    </section>
  );
}

function useRoom(box: RefObject<HTMLElement | null>) {
  const [room, setRoom] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setRoom({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return room;
}

/** What was in the middle stays there when the scale changes. */
function useSteadyMiddle(box: RefObject<HTMLElement | null>, scale: number): void {
  const before = useRef(scale);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || before.current === scale) return;
    const half = element.clientHeight / 2;
    const isAtTop = element.scrollTop < GAP;
    if (!isAtTop) {
      element.scrollTop = ((element.scrollTop + half) * scale) / before.current - half;
    }
    before.current = scale;
  }, [box, scale]);
}

/** Ctrl or ⌘ with the wheel, which has to be caught before the browser scrolls. */
function useWheelZoom(box: RefObject<HTMLElement | null>, onStep: (direction: 1 | -1) => void) {
  const latest = useRef(onStep);
  useLayoutEffect(() => {
    latest.current = onStep;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      if (event.deltaY !== 0) latest.current(event.deltaY < 0 ? 1 : -1);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [box]);
}
