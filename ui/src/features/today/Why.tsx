import { wan } from "../../components/money";
import type { TodayItem } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { RowKeys } from "./WorkRow";
import { pointsText } from "./wording";

/** Why an item stands where it does: its group, and the parts of its score with what they come from. */
export function Why({ item }: { item: TodayItem }) {
  const m = useMessages().today;
  const { score } = item;
  return (
    <span className="work-why" title={m.formula}>
      <span className="work-why-parts">
        <span>{m.why(item.position)}</span>
        <span>
          {m.severity} <b className="num">{pointsText(score.severity)}</b> {m.reason[score.reason]}
        </span>
        {score.overdue > 0 && (
          <span className="is-added">
            {m.overdueDays} <b className="num">{pointsText(score.overdue)}</b>{" "}
            {m.daysCounted(score.overdue_days)}
          </span>
        )}
        {score.amount !== null && (
          <span className="is-added">
            {m.amount} <b className="num">{pointsText(score.amount_points)}</b>{" "}
            <span className="num">{wan(score.amount)}</span> {m.wan}
          </span>
        )}
        <span className="is-sum">
          <b className="num">{pointsText(score.total)}</b>
        </span>
      </span>
      <RowKeys />
    </span>
  );
}
