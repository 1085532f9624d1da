import { useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { readOnce } from "../../app/modules";
import { Drawer } from "../../components/Drawer";
import { Problem } from "../../components/Problem";
import { useMessages } from "../../locales";
import { closeVisitDrawer, type DrawerVisit, useVisitDrawer } from "./drawer";
import { usePeople, useVisit } from "./queries";
import "./visit-drawer.css";

/** Its controls are large, and not needed to start. */
const readEditor = readOnce(() => import("./VisitEditor"));
const VisitEditor = lazy(async () => ({ default: (await readEditor()).VisitEditor }));

/** The form of a visit, beside the page: what is read there can be typed here. Mounted once. */
export function VisitDrawer() {
  const visit = useVisitDrawer();
  if (!visit) return null;
  return <OpenDrawer key={`${visit.clientId} ${visit.visitId ?? ""}`} visit={visit} />;
}

function OpenDrawer({ visit }: { visit: DrawerVisit }) {
  const m = useMessages();
  const known = useVisit(visit.clientId, visit.visitId);
  const people = usePeople(visit.clientId);
  useLeaving(visit.clientId);
  const title = visit.visitId ? m.visit.change : m.visit.plan;
  const isReady = people.data !== undefined && (!visit.visitId || known.data !== undefined);
  const error = known.error ?? people.error;
  return (
    <Drawer title={title} closing={m.visit.close} onClose={closeVisitDrawer}>
      {error && (
        <div className="drawer-problem">
          <Problem error={error} />
        </div>
      )}
      {!error && isReady && (
        <Suspense>
          <VisitEditor clientId={visit.clientId} people={people.data} saved={known.data} />
        </Suspense>
      )}
    </Drawer>
  );
}

/** It stands beside the page it was opened on, or its client's; any other page is not covered by it. */
function useLeaving(clientId: string): void {
  const path = useLocation({ select: ({ pathname }) => pathname });
  const [opened] = useState(path);
  const isAtHome = path === opened || path === `/clients/${clientId}`;
  useEffect(() => {
    if (!isAtHome) closeVisitDrawer();
  }, [isAtHome]);
}
