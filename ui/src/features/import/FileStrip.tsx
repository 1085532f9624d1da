import { Check, CircleAlert, CircleHelp, FileText, Layers } from "lucide-react";
import type { OpenFile } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { OVERVIEW, showFile } from "./openImport";

/** The files opened together, in the order in which they are committed. */
export function FileStrip({ files, shown }: { files: readonly OpenFile[]; shown: number }) {
  const m = useMessages().import;
  return (
    <nav className="import-files" aria-label={m.files}>
      <button
        type="button"
        className="is-overview"
        aria-current={shown === OVERVIEW ? "true" : undefined}
        onClick={() => showFile(OVERVIEW)}
      >
        <Layers size={16} strokeWidth={1.6} aria-hidden />
        {m.together.overview}
      </button>
      {files.map((file, at) => (
        <button
          type="button"
          // Two files of one name may come from two folders.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
          key={at}
          ref={at === shown ? intoView : undefined}
          aria-current={at === shown ? "true" : undefined}
          disabled={file.committed !== null}
          title={file.name}
          onClick={() => showFile(at)}
        >
          <StateIcon file={file} />
          <bdi className="import-file">{file.name}</bdi>
          <span className={stateOf(file) === "open" ? "visually-hidden" : "import-quiet"}>
            {m.fileState[stateOf(file)]}
          </span>
        </button>
      ))}
    </nav>
  );
}

function intoView(tab: HTMLButtonElement | null): void {
  tab?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function stateOf(file: OpenFile): "open" | "committed" | "refused" | "left_out" | "asks" {
  if (file.left_out) return "left_out";
  if (file.standing === "refused" || file.standing === "committed") return file.standing;
  return file.standing === "asks" ? "asks" : "open";
}

function StateIcon({ file }: { file: OpenFile }) {
  const icons = {
    open: FileText,
    left_out: FileText,
    asks: CircleHelp,
    committed: Check,
    refused: CircleAlert,
  };
  const state = stateOf(file);
  const Icon = icons[state];
  return <Icon className={`is-${state}`} size={16} strokeWidth={1.6} aria-hidden />;
}
