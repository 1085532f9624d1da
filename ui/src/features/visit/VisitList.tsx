import { Button } from "antd";
import { CalendarPlus } from "lucide-react";
import { Empty } from "../../components/Empty";
import { Problem } from "../../components/Problem";
import type { Phase, VisitRecord } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { openVisitDrawer } from "./drawer";
import { useVisits } from "./queries";
import { VisitRow } from "./VisitRow";
import "./visit-list.css";

const PHASES: Phase[] = ["planned", "past", "cancelled"];

/** A client's visits: what is to come first, then what was, newest first, then what was called off. */
export function VisitList({ clientId }: { clientId: string }) {
  const m = useMessages().visit;
  const { data: visits, error, refetch } = useVisits(clientId);
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!visits) return null;
  const plan = (
    <Button
      icon={<CalendarPlus size={16} strokeWidth={1.6} aria-hidden />}
      onClick={() => openVisitDrawer({ clientId })}
    >
      {m.plan}
    </Button>
  );
  if (visits.length === 0) return <Empty text={m.none} action={plan} />;
  return (
    <div className="visits">
      {PHASES.map((phase) => (
        <Part key={phase} phase={phase} visits={visits.filter((visit) => visit.phase === phase)} />
      ))}
    </div>
  );
}

function Part({ phase, visits }: { phase: Phase; visits: VisitRecord[] }) {
  const m = useMessages().visit;
  if (visits.length === 0 && phase !== "planned") return null;
  const inOrder = phase === "planned" ? visits : [...visits].reverse();
  return (
    <section aria-label={m.phases[phase]}>
      <header className="panel-head">
        <h2>{m.phases[phase]}</h2>
        <span className="panel-count">{visits.length}</span>
      </header>
      {visits.length === 0 ? (
        <p className="visits-none">{m.nonePlanned}</p>
      ) : (
        <ol className="visit-rows">
          {inOrder.map((visit) => (
            <VisitRow key={visit.id} visit={visit} />
          ))}
        </ol>
      )}
    </section>
  );
}
