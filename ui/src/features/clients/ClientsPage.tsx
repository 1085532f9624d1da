import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { Plus } from "lucide-react";
import { useCallback, useRef, useState } from "react";
import { notify } from "../../app/notices";
import { dataDayQuery, useSession } from "../../app/session";
import { useShortcut } from "../../app/shortcuts";
import { AsOf } from "../../components/AsOf";
import { copyText } from "../../components/copyText";
import { DataTable, type DataTableHandle } from "../../components/DataTable";
import { Empty } from "../../components/Empty";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import { countChosen, type RowSelection } from "../../components/rowSelection";
import type { ClientRow, Day } from "../../ipc/bindings";
import { CommandError } from "../../ipc/call";
import { useMessages } from "../../locales";
import { openEntry } from "../entry/drawer";
import { usePaste } from "../import/usePaste";
import { ClientPreview } from "./ClientPreview";
import { ColumnMenu } from "./ColumnMenu";
import { CHOSEN, type ClientColumn, isColumnId, isSortKey, useColumns } from "./columns";
import { cellText, copyRows, MOST_COPIED } from "./copyOut";
import { ExportButton } from "./ExportButton";
import { FilterBar } from "./FilterBar";
import { ListFooter } from "./ListFooter";
import { firstRow, reopen, type ShownList, tabsQuery, useOpenList, useSource } from "./queries";
import { SearchBox } from "./SearchBox";
import { SortMenu } from "./SortMenu";
import { change, clearAll, type ListState, sortBy, tabKey, useListState } from "./state";
import { ViewTabs } from "./ViewTabs";
import { useWindowWidth } from "./window";
import "../../components/list-tools.css";
import "./clients.css";

/** Every client, in views, narrowed and sorted, with one beside it. */
export function ClientsPage() {
  const session = useSession();
  const state = useListState();
  const opened = useOpenList(state);
  usePaste();
  if (opened.error && !opened.data) {
    return <Problem error={opened.error} onRetry={() => opened.refetch()} />;
  }
  if (!opened.data || !session) return null;
  const { totals, left_out: leftOut } = opened.data;
  if (totals.clients + leftOut === 0) return <NoClients />;
  return <ClientList state={state} opened={opened.data} today={session.today} />;
}

function NoClients() {
  const m = useMessages().clients;
  const navigate = useNavigate();
  return (
    <Empty
      text={m.noClients}
      action={
        <span className="clients-begin">
          <Button type="primary" onClick={() => navigate({ to: "/import" })}>
            {m.goImport}
          </Button>
          <NewClient />
        </span>
      }
    />
  );
}

function NewClient() {
  const m = useMessages().entry.client;
  const enter = () => openEntry({ of: "client" });
  useShortcut("n", m.add, enter);
  return (
    <Button icon={<Plus size={16} strokeWidth={1.6} aria-hidden />} onClick={enter}>
      {m.add}
    </Button>
  );
}

function ClientList(props: { state: ListState; opened: ShownList; today: Day }) {
  const { state, opened, today } = props;
  const m = useMessages().clients;
  const width = useWindowWidth();
  const ids = useShownIds(state, width);
  const columns = useColumns(ids, today);
  const [selection, setSelection] = useSelection(opened.list);
  const [row, setRow] = useState<ClientRow>();
  const table = useRef<DataTableHandle>(null);
  const navigate = useNavigate();
  const title = useTitle(state);
  const chosen = countChosen(selection);
  const preview = state.isPreviewOpen && opened.totals.clients > 0 ? row : undefined;

  function open(client: ClientRow | undefined) {
    if (client) navigate({ to: "/clients/$clientId", params: { clientId: client.id } });
  }
  useShortcut("escape", m.clear, clearAll, {
    when: state.search !== "" || state.filters.length > 0,
  });

  return (
    <div className="clients">
      <h1 className="visually-hidden">{m.listName}</h1>
      <div className="list-bar">
        <ViewTabs />
        <UnitNote today={today} />
      </div>
      <div className="list-bar is-tools">
        <SearchBox
          search={state.search}
          onDown={() => table.current?.focus()}
          onEnter={() => void firstRow().then(open)}
        />
        <FilterBar filters={state.filters} onDone={() => table.current?.focus()} />
        <span className="list-bar-gap" />
        <SortMenu columns={columns} />
        <ColumnMenu shown={ids} />
        <ExportButton
          list={opened.list}
          count={opened.totals.clients}
          selection={selection}
          columns={ids}
          title={title}
        />
        <NewClient />
      </div>
      <div className={preview ? "clients-sheet has-preview" : "clients-sheet"}>
        <ListGrid
          ref={table}
          state={state}
          opened={opened}
          columns={columns}
          selection={selection}
          onSelect={setSelection}
          onRow={setRow}
          onOpen={open}
        />
        {preview && <ClientPreview row={preview} />}
        <ListFooter
          totals={opened.totals}
          leftOut={opened.left_out}
          chosen={chosen}
          actions={
            <ChosenActions
              list={opened.list}
              selection={selection}
              columns={columns}
              onClear={() => setSelection([])}
            />
          }
        />
      </div>
    </div>
  );
}

function ListGrid(props: {
  ref: React.Ref<DataTableHandle>;
  state: ListState;
  opened: ShownList;
  columns: ClientColumn[];
  selection: RowSelection;
  onSelect: (selection: RowSelection) => void;
  onRow: (row: ClientRow | undefined) => void;
  onOpen: (row: ClientRow) => void;
}) {
  const { state, opened, columns, onRow } = props;
  const m = useMessages().clients;
  const source = useSource(opened);
  const [error, setError] = useState<unknown>();
  const onError = useCallback((failed: unknown) => {
    // The shell keeps few lists open; one that it let go is opened again.
    if (failed instanceof CommandError && failed.failure.code === "not_found") reopen();
    else setError(failed);
  }, []);
  const onActive = useCallback(
    (index: number, row: ClientRow | undefined) => {
      // In the head the row before stays beside the list.
      if (index < 0) return;
      change({ row: index });
      if (row) onRow(row);
    },
    [onRow],
  );
  if (!source) return null;
  if (source.count === 0) return <NoHits search={opened.search} />;
  return (
    <div className="list-grid">
      {error !== undefined && <Problem error={error} onRetry={reopen} />}
      <DataTable
        ref={props.ref}
        label={m.listName}
        labelAll={m.chooseAll}
        columns={columns}
        source={source}
        sort={
          state.isByRank
            ? []
            : state.sort.map(({ by, descending }) => ({ column: by, isDescending: descending }))
        }
        onSort={(column, isAdditional) => {
          if (isSortKey(column.id)) {
            sortBy(column.id, isAdditional, column.isLargestFirst ?? false);
          }
        }}
        startRow={state.row}
        onActive={onActive}
        selection={props.selection}
        onSelect={props.onSelect}
        onOpen={props.onOpen}
        onPreview={() => change({ isPreviewOpen: !state.isPreviewOpen })}
        onCopy={(what) => {
          if ("row" in what) {
            const column = columns.find(({ id }) => id === what.column.id);
            if (column) void copyText(cellText(what.row, column));
          } else {
            void copyChosen(opened.list, what.selection, columns, m);
          }
        }}
        onError={onError}
      >
        {opened.search !== "" && (
          <HitNote count={source.count} leftOut={opened.left_out} search={opened.search} />
        )}
      </DataTable>
    </div>
  );
}

async function copyChosen(
  list: number,
  selection: RowSelection,
  columns: readonly ClientColumn[],
  m: ReturnType<typeof useMessages>["clients"],
): Promise<void> {
  const copied = await copyRows(list, selection, columns);
  if (copied === 0) return;
  notify({ text: copied === null ? m.tooManyToCopy(MOST_COPIED) : m.copied(copied) });
}

function ChosenActions(props: {
  list: number;
  selection: RowSelection;
  columns: readonly ClientColumn[];
  onClear: () => void;
}) {
  const m = useMessages().clients;
  return (
    <>
      <button
        type="button"
        className="link-button"
        onClick={() => copyChosen(props.list, props.selection, props.columns, m)}
      >
        {m.copy}
      </button>
      <button type="button" className="link-button" onClick={props.onClear}>
        {m.unchoose}
      </button>
    </>
  );
}

/** What a search found, and what it leaves out. */
function HitNote(props: { count: number; leftOut: number; search: string }) {
  const m = useMessages().clients;
  return (
    <p className="clients-hits" role="status">
      <b className="num">{props.count}</b> {m.hits} <bdi className="kbd">{props.search}</bdi>
      {props.leftOut > 0 && m.othersLeftOut(props.leftOut)}
      <button type="button" className="link-button" onClick={clearAll}>
        {m.clear}
      </button>
      <Kbd keys="escape" />
    </p>
  );
}

function NoHits({ search }: { search: string }) {
  const m = useMessages().clients;
  return (
    <Empty
      text={search === "" ? m.noneWithFilters : m.noneFound(search)}
      action={<Button onClick={clearAll}>{m.clearFilters}</Button>}
    />
  );
}

/** The one unit of the page, and the day its figures reach. */
function UnitNote({ today }: { today: Day }) {
  const m = useMessages().clients;
  const { data: day } = useQuery(dataDayQuery);
  return (
    <span className="clients-unit">
      {m.unitNote}
      {day && <AsOf day={day} today={today} />}
    </span>
  );
}

function useShownIds(state: ListState, width: keyof typeof CHOSEN) {
  const { columns } = state;
  const [kept, setKept] = useState({ columns, ids: columns?.filter(isColumnId) });
  if (kept.columns !== columns) setKept({ columns, ids: columns?.filter(isColumnId) });
  return kept.ids ?? CHOSEN[width];
}

/** What is chosen belongs to one list: another order or search begins with nothing. */
function useSelection(list: number) {
  const [state, setState] = useState<{ list: number; selection: RowSelection }>({
    list,
    selection: [],
  });
  const set = useCallback((selection: RowSelection) => setState({ list, selection }), [list]);
  return [state.list === list ? state.selection : EMPTY, set] as const;
}

const EMPTY: RowSelection = [];

function useTitle(state: ListState): string {
  const m = useMessages().clients;
  const { data: tabs } = useQuery(tabsQuery);
  const tab = tabs?.find((one) => tabKey(one) === state.view);
  if (!tab) return m.listName;
  const due = tab.content.query.filters.find((filter) => filter.field === "matures_within");
  return tab.built_in ? m.builtIn[tab.built_in](due?.days ?? 0) : (tab.name ?? m.listName);
}
