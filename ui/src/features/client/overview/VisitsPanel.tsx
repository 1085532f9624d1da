import { MapPin } from "lucide-react";
import { shortDay } from "../../../components/day";
import { Foreign } from "../../../components/Foreign";
import { Panel } from "../../../components/Panel";
import { useMessages } from "../../../locales";
import type { OverviewProps } from "./OverviewTab";

const SHOWN = 10;

/** Visits, the latest first. */
export function VisitsPanel({ page, onOpen }: OverviewProps) {
  const messages = useMessages();
  const m = messages.client.visitsPanel;
  const latest = [...page.visits].reverse();
  return (
    <Panel
      title={m.title}
      count={latest.length}
      area="visits"
      end={
        latest.length > 0 && (
          <button type="button" className="link-button" onClick={() => onOpen("contacts")}>
            {m.all}
          </button>
        )
      }
    >
      {latest.length === 0 && <p className="panel-none">{m.none}</p>}
      <ul className="visits-list">
        {latest.slice(0, SHOWN).map((visit) => {
          const text = visit.ask ?? visit.goals[0] ?? m.plain;
          return (
            <li key={visit.id}>
              <span className="visits-day">
                {visit.planned_on
                  ? shortDay(visit.planned_on, page.as_of)
                  : messages.client.next.undated}
              </span>
              <MapPin size={14} strokeWidth={1.6} aria-hidden />
              <Foreign text={text} />
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
