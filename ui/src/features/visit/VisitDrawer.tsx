import { useLocation } from "@tanstack/react-router";
import { X } from "lucide-react";
import { lazy, Suspense, useEffect, useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { Problem } from "../../components/Problem";
import { useMessages } from "../../locales";
import { closeVisitDrawer, type DrawerVisit, useVisitDrawer } from "./drawer";
import { usePeople, useVisit } from "./queries";
import "./visit-drawer.css";

/** Its controls are large, and not needed to start. */
const VisitEditor = lazy(() =>
  import("./VisitEditor").then((module) => ({ default: module.VisitEditor })),
);

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
  useShortcut("escape", m.visit.close, closeVisitDrawer);
  useReturnOfFocus();
  useLeaving(visit.clientId);
  const title = visit.visitId ? m.visit.change : m.visit.plan;
  const isReady = people.data !== undefined && (!visit.visitId || known.data !== undefined);
  const error = known.error ?? people.error;
  return (
    <aside className="visit-drawer" aria-label={title}>
      <header className="visit-drawer-head">
        <h2>{title}</h2>
        <button type="button" className="icon-button" onClick={closeVisitDrawer}>
          <X size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{m.common.close}</span>
        </button>
      </header>
      {error && (
        <div className="visit-drawer-problem">
          <Problem error={error} />
        </div>
      )}
      {!error && isReady && (
        <Suspense>
          <VisitEditor clientId={visit.clientId} people={people.data} saved={known.data} />
        </Suspense>
      )}
    </aside>
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

/** Closing leads back to where the drawer was opened from. */
function useReturnOfFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}
