import { useMutation } from "@tanstack/react-query";
import { Button, Segmented } from "antd";
import { Check, Download, Printer } from "lucide-react";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { notify } from "../../app/notices";
import { shortDay } from "../../components/day";
import { Problem } from "../../components/Problem";
import { clearPrint, layOutForPrint } from "../../components/pdf/print";
import type { Audience, Preview } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { hasEntered, reopenDocument, showFor } from "./actions";
import { useLibrary } from "./queries";
import { localMinute } from "./when";

/** Beside the pages: for whom, from which data, earlier versions, and what to do with it. */
export function PreviewPanel(props: { preview: Preview; pdf: PDFDocumentProxy | undefined }) {
  const { preview, pdf } = props;
  const { documents: m, common } = useMessages();
  return (
    <aside className="paper-panel" aria-label={m.panel}>
      <div className="paper-panel-scroll">
        <AudienceSwitch preview={preview} />
        <section className="paper-part">
          <h2>{m.data}</h2>
          <dl className="paper-facts">
            <dt>{m.dataUntil}</dt>
            <dd className="num">{preview.data_until ?? common.missing}</dd>
            <dt>{m.madeFor}</dt>
            <dd className="num">{preview.as_of}</dd>
            <dt>{m.madeAt}</dt>
            <dd className="num">{localMinute(preview.made_at)}</dd>
            <dt>{m.digest}</dt>
            <dd className="paper-digest" title={preview.sha256}>
              {preview.sha256.slice(0, 12)}
            </dd>
          </dl>
          {preview.same_as_recorded !== null && (
            <p className={preview.same_as_recorded ? "paper-hint" : "paper-hint is-warning"}>
              {preview.same_as_recorded ? m.sameBytes : m.otherBytes}
            </p>
          )}
        </section>
        <Versions preview={preview} />
      </div>
      <Deeds preview={preview} pdf={pdf} />
    </aside>
  );
}

function AudienceSwitch({ preview }: { preview: Preview }) {
  const m = useMessages().documents;
  const change = useMutation({ mutationFn: (to: Audience) => showFor(preview, to) });
  return (
    <section className="paper-part">
      <h2>{m.forWhom}</h2>
      <Segmented<Audience>
        block
        value={preview.audience}
        aria-label={m.forWhom}
        onChange={(to) => change.mutate(to)}
        options={[
          { value: "internal", label: m.audience.internal },
          { value: "client", label: m.audience.client },
        ]}
      />
      <p className="paper-hint">{m.audienceHint[preview.audience]}</p>
      {change.error && <Problem error={change.error} />}
    </section>
  );
}

/** The newest of the same kind in the library; an earlier one is opened as it was. */
function Versions({ preview }: { preview: Preview }) {
  const m = useMessages().documents;
  const library = useLibrary({ client: preview.client, audience: preview.audience });
  const known = library.data?.pages[0]?.documents ?? [];
  return (
    <section className="paper-part">
      <h2>{m.versions}</h2>
      {known.length === 0 && <p className="paper-hint">{m.noVersions}</p>}
      <ul className="paper-versions">
        {known.slice(0, 6).map((document) => (
          <li key={document.id}>
            <button
              type="button"
              aria-current={document.id === preview.recorded?.id}
              onClick={() => void reopenDocument(document.id)}
            >
              <b>v{document.version}</b>
              <span>
                {document.data_until && m.until(shortDay(document.data_until, preview.as_of))}
              </span>
              <time className="num">{localMinute(document.made_at).slice(5)}</time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Deeds({ preview, pdf }: { preview: Preview; pdf: PDFDocumentProxy | undefined }) {
  const m = useMessages().documents;
  const finish = useMutation({
    mutationFn: async () => {
      const recorded = await call(commands.documentFinish(preview.handle));
      await hasEntered(preview, recorded);
      notify({ text: m.finished(recorded.version) });
    },
  });
  const save = useMutation({
    mutationFn: async () => {
      const saved = await call(commands.documentSave(preview.handle, m.saveAs));
      if (!saved) return;
      await hasEntered(preview, saved.recorded);
      notify({ text: m.savedTo(saved.path) });
    },
  });
  const print = usePrint(preview, pdf);
  const isIn = preview.recorded !== null;
  const problem = save.error ?? finish.error ?? print.error ?? null;
  return (
    <div className="paper-deeds">
      {problem !== null && <Problem error={problem} />}
      <Button
        type="primary"
        block
        disabled={isIn}
        loading={finish.isPending}
        icon={<Check size={16} strokeWidth={1.6} aria-hidden />}
        onClick={() => finish.mutate()}
      >
        {isIn ? m.isRecorded : m.finish}
      </Button>
      <Button
        loading={save.isPending}
        icon={<Download size={16} strokeWidth={1.6} aria-hidden />}
        onClick={() => save.mutate()}
      >
        {m.saveAs}
      </Button>
      {print.page ? (
        <Button onClick={print.cancel}>{m.printing(print.page, preview.pages)}</Button>
      ) : (
        <Button
          disabled={!pdf}
          icon={<Printer size={16} strokeWidth={1.6} aria-hidden />}
          onClick={print.start}
        >
          {m.print}
        </Button>
      )}
    </div>
  );
}

/** Lays the pages out, then asks the shell for the system's dialog; pressing again while it works stops it. */
function usePrint(preview: Preview, pdf: PDFDocumentProxy | undefined) {
  const [page, setPage] = useState<number>();
  const [error, setError] = useState<unknown>();
  const stop = useRef<AbortController>(undefined);
  useEffect(
    () => () => {
      stop.current?.abort();
      clearPrint();
    },
    [],
  );
  async function start() {
    if (!pdf) return;
    const abort = new AbortController();
    stop.current = abort;
    setError(undefined);
    try {
      await layOutForPrint(pdf, abort.signal, setPage);
      const recorded = await call(commands.documentPrint(preview.handle));
      await hasEntered(preview, recorded);
    } catch (failed) {
      if (!abort.signal.aborted) setError(failed);
    } finally {
      setPage(undefined);
    }
  }
  return { page, error, start: () => void start(), cancel: () => stop.current?.abort() };
}
