import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useCallback, useMemo, useState } from "react";
import { useCrumbs } from "../../app/crumbs";
import { notify } from "../../app/notices";
import { textCell } from "../../components/clipboard";
import { copyText } from "../../components/copyText";
import { type DataColumn, DataTable } from "../../components/DataTable";
import { Empty } from "../../components/Empty";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import { NOTHING, type RowSelection } from "../../components/rowSelection";
import type { AuditRow, OpenedTrail } from "../../ipc/bindings";
import { CommandError, call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import "../../components/list-tools.css";
import { AuditDetail } from "./AuditDetail";
import { ExportButton } from "./ExportButton";
import { FilterBar } from "./FilterBar";
import { EVERYTHING, filterOf, type Narrowed } from "./filters";
import { reopen, useSource, useTrail } from "./queries";
import { VerifyBand } from "./VerifyBand";
import { localSecond } from "./when";
import "./audit.css";

/** More are exported. */
const MOST_COPIED = 1_000;

/** 操作记录: who did what when, in sentences; whether it is whole; and the way out for compliance. */
export function AuditPage() {
  const { audit: m, shell } = useMessages();
  useCrumbs([{ label: shell.room.settings, to: "/settings" }, { label: m.title }]);
  const [narrowed, setNarrowed] = useState<Narrowed>(EVERYTHING);
  const trail = useTrail(filterOf(narrowed));
  if (trail.error && !trail.data) {
    return <Problem error={trail.error} onRetry={() => void trail.refetch()} />;
  }
  return (
    <div className="audit">
      <h1 className="visually-hidden">{m.title}</h1>
      <VerifyBand />
      <div className="list-bar is-tools">
        <FilterBar narrowed={narrowed} onChange={setNarrowed} />
        <span className="list-bar-gap" />
        {trail.data && <ExportButton opened={trail.data} />}
      </div>
      {trail.data && <Rows opened={trail.data} onClear={() => setNarrowed(EVERYTHING)} />}
    </div>
  );
}

function Rows({ opened, onClear }: { opened: OpenedTrail; onClear: () => void }) {
  const { audit: m, clients } = useMessages();
  const navigate = useNavigate();
  const columns = useColumns();
  const source = useSource(opened);
  const [row, setRow] = useState<AuditRow>();
  const [isDetailOpen, setDetailOpen] = useState(true);
  const [chosen, choose] = useState({ trail: opened.trail, selection: NOTHING });
  const selection = chosen.trail === opened.trail ? chosen.selection : NOTHING;
  const [error, setError] = useState<unknown>();
  const onError = useCallback((failed: unknown) => {
    // The shell keeps few trails open; one that it let go is opened again.
    if (failed instanceof CommandError && failed.failure.code === "not_found") reopen();
    else setError(failed);
  }, []);
  const onActive = useCallback((index: number, active: AuditRow | undefined) => {
    if (index >= 0 && active) setRow(active);
  }, []);
  if (!source) return null;
  if (source.count === 0) {
    return (
      <Empty text={m.noMatch} action={<Button onClick={onClear}>{clients.clearFilters}</Button>} />
    );
  }
  return (
    <div className={isDetailOpen && row ? "audit-sheet has-detail" : "audit-sheet"}>
      <div className="list-grid">
        {error !== undefined && <Problem error={error} onRetry={reopen} />}
        <DataTable
          label={m.title}
          labelAll={clients.chooseAll}
          columns={columns}
          source={source}
          sort={[]}
          onSort={() => {}}
          onActive={onActive}
          selection={selection}
          onSelect={(selected) => choose({ trail: opened.trail, selection: selected })}
          onOpen={({ client }) => {
            if (client) navigate({ to: "/clients/$clientId", params: { clientId: client.id } });
          }}
          onPreview={() => setDetailOpen((isOpen) => !isOpen)}
          onCopy={(what) => {
            if ("row" in what) void copyText(line(what.row, m));
            else void copy(opened.trail, what.selection, m);
          }}
          onError={onError}
        />
      </div>
      {isDetailOpen && row && <AuditDetail row={row} />}
      <footer className="audit-count">
        <b className="num">{opened.count.toLocaleString()}</b> {m.rows}
      </footer>
    </div>
  );
}

type Words = ReturnType<typeof useMessages>["audit"];

function line(row: AuditRow, m: Words): string {
  const { at, user, area, client, says } = row;
  return [localSecond(at), user, m.areas[area], client?.name ?? "", says].map(textCell).join("\t");
}

async function copy(trail: number, selection: RowSelection, m: Words): Promise<void> {
  const heads = [m.col.at, m.col.user, m.col.area, m.col.client, m.col.says].join("\t");
  const lines: string[] = [];
  for (const { first, last } of selection) {
    const wanted = Math.min(last - first + 1, MOST_COPIED - lines.length);
    if (wanted <= 0) break;
    const rows = await call(commands.auditPage(trail, first, wanted));
    lines.push(...rows.map((row) => line(row, m)));
  }
  if (await copyText([heads, ...lines, ""].join("\r\n"))) notify({ text: m.copied(lines.length) });
}

function useColumns(): DataColumn<AuditRow>[] {
  const m = useMessages().audit;
  return useMemo(
    () => [
      {
        id: "at",
        label: m.col.at,
        width: 156,
        cell: ({ at }) => <time dateTime={at}>{localSecond(at)}</time>,
      },
      { id: "user", label: m.col.user, width: 96, cell: ({ user }) => <bdi>{user}</bdi> },
      { id: "area", label: m.col.area, width: 96, cell: ({ area }) => m.areas[area] },
      {
        id: "says",
        label: m.col.says,
        width: 300,
        grow: true,
        cell: ({ says }) => (
          <span className="audit-says" title={says}>
            {says}
          </span>
        ),
      },
      {
        id: "client",
        label: m.col.client,
        width: 220,
        cell: ({ client }) =>
          client && (
            <span className="audit-says" title={client.name}>
              <Foreign text={client.name} />
            </span>
          ),
      },
    ],
    [m],
  );
}
