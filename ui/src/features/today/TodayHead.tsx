import { Link } from "@tanstack/react-router";
import { Segmented } from "antd";
import { Fragment, type ReactNode } from "react";
import { wan } from "../../components/money";
import type { DroppedFile, MissingTables, Today, TodayItem } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { useFolderLook, useFolderPreview } from "../import/dropFolder";
import { weekday } from "./wording";

export type Filter = "all" | "visit" | "maturity" | "data";

const KINDS: Filter[] = ["visit", "maturity", "data"];

/** Which filter an item falls under. */
export function filterOf({ subject }: TodayItem): Filter {
  return subject.kind === "visit" || subject.kind === "maturity" ? subject.kind : "data";
}

export function passes(filter: Filter, item: TodayItem): boolean {
  return filter === "all" || filterOf(item) === filter;
}

/** The day, what it holds in one sentence, and the filter. */
export function TodayHead(props: {
  page: Today;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}) {
  const m = useMessages().today;
  const { page, filter } = props;
  const [, month, day] = page.on.split("-").map(Number);
  const { visit, maturity, data } = page.counts;
  const counts = { all: visit + maturity + data, visit, maturity, data };
  const kinds = KINDS.filter((kind) => counts[kind as keyof typeof counts] > 0 || kind === filter);
  return (
    <header className="today-head">
      <h1>
        {m.date(month ?? 0, day ?? 0)}{" "}
        <span className="today-weekday">{m.weekdays[weekday(page.on)]}</span>
      </h1>
      <Sentence page={page} />
      {kinds.length > 0 && (
        <Segmented<Filter>
          className="today-filter"
          aria-label={m.filter.label}
          value={filter}
          onChange={props.onFilter}
          options={(["all", ...kinds] as Filter[]).map((kind) => ({
            value: kind,
            label: (
              <>
                {m.filter[kind]} <span className="today-filter-count">{counts[kind]}</span>
              </>
            ),
          }))}
        />
      )}
    </header>
  );
}

/** Counts that are not zero, each with its unit; the amount where there is one. */
function Sentence({ page }: { page: Today }) {
  const m = useMessages().today;
  const { headline } = page;
  const dropped = useFolderLook().data?.new ?? [];
  const parts: [key: string, part: ReactNode][] = [];
  if (headline.visits_today > 0) {
    const [count, unit] = m.visits(headline.visits_today);
    parts.push(["visits", <Said key="v" number={count} after={unit} />]);
  }
  if (headline.past_due.count > 0) {
    parts.push([
      "past",
      <span key="p" className="today-part">
        {m.pastDue} <b className="is-red">{m.items(headline.past_due.count)}</b>{" "}
        <b className="num">{wan(headline.past_due.balance)}</b> {m.wan}
      </span>,
    ]);
  }
  if (headline.due_this_week.count > 0) {
    parts.push([
      "due",
      <span key="d" className="today-part">
        {m.dueThisWeek} <b>{m.items(headline.due_this_week.count)}</b>{" "}
        <b className="num">{wan(headline.due_this_week.balance)}</b> {m.wan}
      </span>,
    ]);
  }
  if (headline.stale_clients > 0) {
    parts.push([
      "stale",
      <Said key="s" before={m.stale} number={m.clients(headline.stale_clients)} />,
    ]);
  }
  if (headline.waiting_rows > 0) {
    parts.push([
      "rows",
      <Said key="r" before={m.waiting} number={m.rows(headline.waiting_rows)} />,
    ]);
  }
  if (page.missing) parts.push(["missing", <Missing key="m" missing={page.missing} />]);
  if (dropped.length > 0) parts.push(["dropped", <Dropped key="f" files={dropped} />]);
  if (parts.length === 0) return page.clients > 0 ? <p className="today-said">{m.calm}</p> : null;
  return (
    <p className="today-said">
      {parts.map(([key, part]) => (
        <Fragment key={key}>{part}</Fragment>
      ))}
    </p>
  );
}

/** Late tables of the last month end; they lead to the checklist. */
function Missing({ missing }: { missing: MissingTables }) {
  const m = useMessages().today;
  const month = Number(missing.month_end.split("-")[1]);
  const kinds = missing.kinds.map((kind) => m.missingTables[kind]).join(m.missingSeparator);
  return (
    <span className="today-part">
      {m.missing(month)} <Link to="/import">{kinds}</Link>
    </span>
  );
}

/** New files in the drop folder: told, and previewed on demand. */
function Dropped({ files }: { files: readonly DroppedFile[] }) {
  const m = useMessages().today;
  const preview = useFolderPreview();
  return (
    <span className="today-part">
      {m.dropFolder} <b>{m.newFiles(files.length)}</b>{" "}
      <button type="button" className="link-button" onClick={() => preview(files)}>
        {m.previewFiles}
      </button>
    </span>
  );
}

function Said(props: { before?: string; number: string; after?: string }) {
  return (
    <span className="today-part">
      {props.before && `${props.before} `}
      <b>{props.number}</b>
      {props.after}
    </span>
  );
}
