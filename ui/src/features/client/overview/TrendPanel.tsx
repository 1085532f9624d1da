import { useMemo } from "react";
import { AsOf } from "../../../components/AsOf";
import { Chart } from "../../../components/Chart";
import { type Line, lineChart } from "../../../components/lineChart";
import { Panel } from "../../../components/Panel";
import type { ClientPage } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";
import { NotImported } from "./NotImported";

/** Deposits and loans month by month, the year before dashed. */
export function TrendPanel({ page }: { page: ClientPage }) {
  const m = useMessages().client.trend;
  const { trend, deposits } = page.metrics;
  const hasAverages = deposits.month_average.value !== null;
  const draw = useMemo(() => {
    const lines: Line[] = [
      { name: m.deposits, role: "main", values: pick("month_average", "point") },
      { name: m.prior, role: "prior", values: pick("prior_month_average", "prior_point") },
      { name: m.loans, role: "beside", values: trend.map((month) => month.loans) },
    ];
    return lineChart(
      trend.map((month) => month.month),
      lines,
    );
    function pick(
      average: "month_average" | "prior_month_average",
      point: "point" | "prior_point",
    ) {
      return trend.map((month) => month[hasAverages ? average : point]);
    }
  }, [trend, hasAverages, m]);
  const [first, last] = [trend[0], trend[trend.length - 1]];
  const day = deposits.point.as_of;
  return (
    <Panel
      title={m.title}
      hint={hasAverages ? m.unitAverage : m.unitPoint}
      area="trend"
      end={day && <AsOf day={day} today={page.as_of} isStale={deposits.point.is_stale} />}
    >
      {first && last ? (
        <Chart draw={draw} label={m.alt(first.month, last.month)} />
      ) : (
        <NoTrend hasAccounts={page.metrics.accounts.length > 0} />
      )}
    </Panel>
  );
}

function NoTrend({ hasAccounts }: { hasAccounts: boolean }) {
  const m = useMessages().client.trend;
  if (hasAccounts) return <p className="panel-none">{m.foreignOnly}</p>;
  return <NotImported text={m.none} />;
}
