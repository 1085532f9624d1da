import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useCallback, useRef, useState } from "react";
import { useCrumbs } from "../../app/crumbs";
import { router } from "../../app/router";
import { createStore } from "../../app/store";
import { literal } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { Zoom } from "../../components/pdf/fit";
import { PdfPages, type PdfPagesHandle } from "../../components/pdf/PdfPages";
import { useHits, usePdf } from "../../components/pdf/usePdf";
import type { Preview } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { NO_HANDLE, useUnmade } from "./actions";
import { Contents, currentEntry } from "./Contents";
import { PreviewPanel } from "./PreviewPanel";
import { PreviewToolbar } from "./PreviewToolbar";
import { useBytes, usePreview } from "./queries";
import "./paper.css";

/** Stays from one document to the next. */
const chosenZoom = createStore<Zoom>("page");

const route = getRouteApi("/desk/documents/preview/$handle");

/** A made document before it is used: contents, pages, and what can be done with it. */
export function PreviewPage() {
  const handle = Number(route.useParams().handle);
  const m = useMessages().documents;
  const unmade = useUnmade();
  const { data: preview, error, isPending } = usePreview(handle);
  useCrumbs([
    { label: m.title, to: "/documents" },
    ...(preview
      ? [
          { label: literal(preview.client_name), to: `/clients/${preview.client}` },
          { label: m.kinds[preview.audience] },
        ]
      : []),
  ]);
  if (preview) return <LoadedPreview preview={preview} />;
  const wrong = handle === NO_HANDLE ? unmade?.error : error;
  if (isPending && !wrong && handle !== NO_HANDLE) return null;
  return (
    <div className="paper-wrong">
      <h1 className="visually-hidden">{m.title}</h1>
      <Problem error={wrong} {...(unmade && { onRetry: () => void unmade.again() })}>
        <Button size="small" onClick={() => void router.navigate({ to: "/documents" })}>
          {m.toLibrary}
        </Button>
      </Problem>
    </div>
  );
}

function LoadedPreview({ preview }: { preview: Preview }) {
  const m = useMessages().documents;
  const bytes = useBytes(preview.handle);
  const { pdf, error } = usePdf(bytes.data);
  const pages = useRef<PdfPagesHandle>(null);
  const zoom = chosenZoom.use();
  const [place, setPlace] = useState({ page: 1, top: 0, scale: 1 });
  const [wanted, setWanted] = useState("");
  const hits = useHits(pdf, wanted);
  const [at, setAt] = useState(0);
  const current = hits[Math.min(at, hits.length - 1)];
  const goTo = useCallback((page: number, top?: number) => pages.current?.goTo(page, top), []);

  function look(text: string) {
    setWanted(text);
    setAt(0);
  }
  function toHit(index: number) {
    const next = (index + hits.length) % hits.length;
    setAt(next);
    const hit = hits[next];
    if (hit) goTo(hit.page);
  }
  const problem = bytes.error ?? error;
  return (
    <article className="paper">
      <h1 className="visually-hidden">
        {`${m.kinds[preview.audience]} ${literal(preview.client_name)}`}
      </h1>
      <Contents preview={preview} current={currentEntry(preview.contents, place)} onOpen={goTo} />
      <section className="paper-middle">
        <PreviewToolbar
          preview={preview}
          place={place}
          zoom={zoom}
          onZoom={chosenZoom.set}
          onPage={goTo}
          search={{ wanted, hits: hits.length, at: Math.min(at, hits.length - 1), look, toHit }}
        />
        {problem ? (
          <div className="paper-wrong">
            <Problem error={problem} onRetry={() => void bytes.refetch()} />
          </div>
        ) : (
          <PdfPages
            pdf={pdf}
            pages={preview.pages}
            zoom={zoom}
            hits={hits}
            current={current}
            handle={pages}
            onZoom={chosenZoom.set}
            onMove={setPlace}
          />
        )}
      </section>
      <PreviewPanel preview={preview} pdf={pdf} />
    </article>
  );
}
