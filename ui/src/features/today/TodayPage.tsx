import { useState } from "react";
import { Empty } from "../../components/Empty";
import { Problem } from "../../components/Problem";
import type { Today } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { PutAsideList } from "./PutAsideList";
import { useToday } from "./queries";
import { SidePanels } from "./SidePanels";
import { type Filter, passes, TodayHead } from "./TodayHead";
import { TodaySkeleton } from "./TodaySkeleton";
import { ToImport } from "./ToImport";
import { WeekStrip } from "./WeekStrip";
import { WorkList } from "./WorkList";
import "./today.css";
import "./work.css";

/** What waits, ranked; the week before it; and beside it what moves, falls due and grows old. */
export function TodayPage() {
  const { data: page, error, isPending, refetch } = useToday();
  if (error && !page) {
    return (
      <div className="today-problem">
        <Problem error={error} onRetry={() => void refetch()} />
      </div>
    );
  }
  if (isPending || !page) return <TodaySkeleton />;
  return <Loaded page={page} />;
}

function Loaded({ page }: { page: Today }) {
  const m = useMessages().today;
  const [filter, setFilter] = useState<Filter>("all");
  const items = page.items.filter((item) => passes(filter, item));
  if (page.clients === 0) {
    return (
      <div className="today is-empty">
        <TodayHead page={page} filter={filter} onFilter={setFilter} />
        <Empty text={m.empty} action={<ToImport isPrimary />} />
      </div>
    );
  }
  return (
    <div className="today">
      <TodayHead page={page} filter={filter} onFilter={setFilter} />
      <WeekStrip week={page.week} />
      <div className="today-body">
        <div className="today-work">
          {items.length > 0 ? (
            <WorkList key={filter} items={items} today={page.on} />
          ) : (
            <Empty text={page.items.length > 0 ? m.nothingOfKind : m.nothing} />
          )}
          <Shortened page={page} filter={filter} shown={items.length} />
          {page.put_aside.length > 0 && <PutAsideList items={page.put_aside} today={page.on} />}
        </div>
        <SidePanels page={page} />
      </div>
    </div>
  );
}

/** Says that the list is longer than it shows; never in silence. */
function Shortened(props: { page: Today; filter: Filter; shown: number }) {
  const m = useMessages().today;
  const { visit, maturity, data } = props.page.counts;
  const counts = { all: visit + maturity + data, visit, maturity, data };
  const all = counts[props.filter];
  if (props.shown >= all) return null;
  return <p className="today-shortened">{m.moreOfKind(props.shown, all)}</p>;
}
