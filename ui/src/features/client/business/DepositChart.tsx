import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { Chart } from "../../../components/Chart";
import { lineChart } from "../../../components/lineChart";
import { Panel } from "../../../components/Panel";
import type { ClientPage } from "../../../ipc/bindings";
import { useMessages } from "../../../locales";

type Series = "point" | "month_average";

/** CNY deposits over 24 months, at the month's last known day or as the bank's month average. */
export function DepositChart({ page }: { page: ClientPage }) {
  const m = useMessages().client.business;
  const { trend, deposits } = page.metrics;
  const hasAverages = deposits.month_average.value !== null;
  const [series, setSeries] = useState<Series>("point");
  const name = series === "point" ? m.point : m.monthAverage;
  const draw = useMemo(
    () =>
      lineChart(
        trend.map((month) => month.month),
        [
          { name, role: "main", values: trend.map((month) => month[series]) },
          { name: m.prior, role: "prior", values: trend.map((month) => month[`prior_${series}`]) },
        ],
      ),
    [trend, series, name, m],
  );
  return (
    <Panel
      title={m.deposits}
      hint={m.unit}
      area="chart"
      end={
        hasAverages && (
          <Segmented<Series>
            size="small"
            aria-label={m.series}
            value={series}
            onChange={setSeries}
            options={[
              { value: "point", label: m.point },
              { value: "month_average", label: m.monthAverage },
            ]}
          />
        )
      }
    >
      {deposits.months.length > 0 ? (
        <Chart draw={draw} label={m.depositsAlt(name)} height={230} />
      ) : (
        <p className="panel-none">{m.noDeposits}</p>
      )}
    </Panel>
  );
}
