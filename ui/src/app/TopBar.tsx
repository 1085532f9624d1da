import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "@tanstack/react-router";
import { ChevronLeft, ChevronRight, Database, Lock } from "lucide-react";
import { Fragment } from "react";
import { shortDay } from "../components/day";
import { PaletteButton } from "../features/palette/PaletteButton";
import { useMessages } from "../locales";
import { type Crumb, useCurrentCrumbs } from "./crumbs";
import { useHistorySteps } from "./historySteps";
import { lock } from "./leave";
import { router } from "./router";
import { dataDayQuery, useSession } from "./session";
import { ThemeMenu } from "./ThemeMenu";
import { UserMenu } from "./UserMenu";

/** Where one is, the way back, and what is true for the whole desk. */
export function TopBar() {
  const m = useMessages().shell;
  const { canGoBack, canGoForward } = useHistorySteps(router.history);
  return (
    <header className="top-bar">
      <button
        type="button"
        className="icon-button"
        disabled={!canGoBack}
        onClick={() => router.history.back()}
      >
        <ChevronLeft size={16} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{m.back}</span>
      </button>
      <button
        type="button"
        className="icon-button"
        disabled={!canGoForward}
        onClick={() => router.history.forward()}
      >
        <ChevronRight size={16} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{m.forward}</span>
      </button>
      <Crumbs />
      <span className="top-bar-gap" />
      <PaletteButton />
      <DataDay />
      <ThemeMenu />
      <button type="button" className="icon-button" title={m.lock} onClick={lock}>
        <Lock size={16} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{m.lock}</span>
      </button>
      <UserMenu />
    </header>
  );
}

function Crumbs() {
  const m = useMessages().shell;
  const said = useCurrentCrumbs();
  const room = useLocation({ select: ({ pathname }) => pathname.split("/")[1] ?? "" });
  // A room that is one page need not say where it is.
  const crumbs = said.length > 0 ? said : roomNames(m.room, room);
  return (
    <nav className="crumbs" aria-label={m.place}>
      {crumbs.map(({ label, to }, at) => {
        const isHere = at === crumbs.length - 1;
        return (
          <Fragment key={label}>
            {at > 0 && <span aria-hidden>/</span>}
            {to && !isHere ? (
              <Link to={to} className="crumb" title={label}>
                <bdi>{label}</bdi>
              </Link>
            ) : (
              <span className="crumb" title={label} aria-current={isHere ? "page" : undefined}>
                <bdi>{label}</bdi>
              </span>
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}

function roomNames(names: Record<string, string>, room: string): Crumb[] {
  return Object.hasOwn(names, room) ? [{ label: names[room] ?? "" }] : [];
}

/** Until which day the vault's balances reach. Absent while it has none. */
function DataDay() {
  const m = useMessages().shell;
  const session = useSession();
  const { data: day } = useQuery(dataDayQuery);
  if (!day || !session) return null;
  return (
    <span className="data-day" title={day}>
      <Database size={14} strokeWidth={1.6} aria-hidden />
      {m.dataUntil} <time dateTime={day}>{shortDay(day, session.today)}</time>
    </span>
  );
}
