import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { ExternalLink, Eye } from "lucide-react";
import { Foreign, literal } from "../../components/Foreign";
import { LedgerTable } from "../../components/LedgerTable";
import { Problem } from "../../components/Problem";
import type { DocumentRecord, LibraryFilter } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { reopenDocument } from "./actions";
import { useLibrary } from "./queries";
import { localMinute } from "./when";
import "./documents.css";

export interface DocumentTableProps {
  filter: LibraryFilter;
  /** Off where every row is of one client. */
  hasClient: boolean;
  none: string;
}

/** What was made, newest first: which client and day, for whom, by whom, and where a copy lies. */
export function DocumentTable({ filter, hasClient, none }: DocumentTableProps) {
  const m = useMessages().documents;
  const library = useLibrary(filter);
  const openFile = useMutation({
    mutationFn: (id: string) => call(commands.documentOpenFile(id)),
  });
  if (library.error) {
    return <Problem error={library.error} onRetry={() => void library.refetch()} />;
  }
  if (!library.data) return null;
  const documents = library.data.pages.flatMap((page) => page.documents);
  const total = library.data.pages[0]?.total ?? 0;
  return (
    <div className="documents-table">
      {openFile.error && (
        <div className="documents-problem">
          <Problem error={openFile.error} />
        </div>
      )}
      <LedgerTable title={m.library} count={total} unit="" none={none}>
        <thead>
          <tr>
            <th scope="col">{m.col.document}</th>
            {hasClient && <th scope="col">{m.col.client}</th>}
            <th scope="col">{m.col.audience}</th>
            <th scope="col">{m.col.version}</th>
            <th scope="col">{m.col.dataUntil}</th>
            <th scope="col">{m.col.madeAt}</th>
            <th scope="col">{m.col.madeBy}</th>
            <th scope="col">{m.col.saved}</th>
            <th scope="col">{m.col.digest}</th>
            <th scope="col">
              <span className="visually-hidden">{m.col.deeds}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {documents.map((document) => (
            <Row
              key={document.id}
              document={document}
              hasClient={hasClient}
              onOpenFile={() => openFile.mutate(document.id)}
            />
          ))}
        </tbody>
      </LedgerTable>
      {library.hasNextPage && (
        <Button
          className="documents-more"
          loading={library.isFetchingNextPage}
          onClick={() => void library.fetchNextPage()}
        >
          {m.more(documents.length, total)}
        </Button>
      )}
    </div>
  );
}

function Row(props: { document: DocumentRecord; hasClient: boolean; onOpenFile: () => void }) {
  const { document, hasClient, onOpenFile } = props;
  const { documents: m, common } = useMessages();
  return (
    <tr>
      <th scope="row" className="documents-name" title={document.file_name}>
        <button type="button" onClick={() => void reopenDocument(document.id)}>
          <bdi>{m.kinds[document.audience]}</bdi>
        </button>
      </th>
      {hasClient && (
        <td className="is-name">
          <Foreign text={document.client_name} />
        </td>
      )}
      <td>{m.audience[document.audience]}</td>
      <td>v{document.version}</td>
      <td className="documents-day">{document.data_until ?? common.missing}</td>
      <td className="documents-day">{localMinute(document.made_at)}</td>
      <td className="documents-who">
        <bdi>{document.made_by}</bdi>
      </td>
      <td className="documents-saved" title={document.saved_to ?? undefined}>
        {document.saved_to ? <bdi>{literal(document.saved_to)}</bdi> : m.notSaved}
      </td>
      <td className="documents-digest" title={document.sha256} data-copy={document.sha256}>
        {document.sha256.slice(0, 8)}
      </td>
      <td className="documents-deeds" data-copy="">
        <button
          type="button"
          className="icon-button"
          title={m.openAgain}
          onClick={() => void reopenDocument(document.id)}
        >
          <Eye size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{m.openAgain}</span>
        </button>
        <button
          type="button"
          className="icon-button"
          title={m.openFile}
          disabled={!document.saved_to}
          onClick={onOpenFile}
        >
          <ExternalLink size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{m.openFile}</span>
        </button>
      </td>
    </tr>
  );
}
