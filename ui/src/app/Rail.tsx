import { Link } from "@tanstack/react-router";
import { FileInput, FileText, type LucideIcon, Settings, Sun, Users } from "lucide-react";
import { Mark } from "../components/Mark";
import { useMessages } from "../locales";
import { useRailCounts } from "./railCounts";

const ROOMS = [
  { to: "/today", name: "today", icon: Sun },
  { to: "/clients", name: "clients", icon: Users },
  { to: "/import", name: "import", icon: FileInput },
  { to: "/documents", name: "documents", icon: FileText },
] as const;

/** Left navigation: an icon and two characters a room, and what waits there. */
export function Rail() {
  const m = useMessages().shell;
  const counts = useRailCounts();
  return (
    <nav className="rail" aria-label={m.rooms}>
      <Mark />
      {ROOMS.map(({ to, name, icon }) => (
        <RailLink key={to} to={to} icon={icon} label={m.room[name]} count={counts[name] ?? 0} />
      ))}
      <span className="rail-gap" />
      <RailLink to="/settings" icon={Settings} label={m.room.settings} count={0} />
    </nav>
  );
}

function RailLink(props: {
  to: (typeof ROOMS)[number]["to"] | "/settings";
  icon: LucideIcon;
  label: string;
  count: number;
}) {
  const m = useMessages().shell;
  const Icon = props.icon;
  return (
    <Link to={props.to} className="rail-link" activeProps={{ "aria-current": "page" }}>
      <Icon size={16} strokeWidth={1.6} aria-hidden />
      <span>{props.label}</span>
      {props.count > 0 && (
        <span className="rail-count">
          <span aria-hidden>{props.count > 99 ? "99+" : props.count}</span>
          <span className="visually-hidden">{m.waiting(props.count)}</span>
        </span>
      )}
    </Link>
  );
}
