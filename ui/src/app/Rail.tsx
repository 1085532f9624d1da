import { Link } from "@tanstack/react-router";
import { FileText, Import, type LucideIcon, Settings, Sun, Users } from "lucide-react";
import { Mark } from "../components/Mark";
import { useMessages } from "../locales";

const ROOMS = [
  { to: "/today", name: "today", icon: Sun },
  { to: "/clients", name: "clients", icon: Users },
  { to: "/import", name: "import", icon: Import },
  { to: "/documents", name: "documents", icon: FileText },
] as const;

/** Left navigation: an icon and two characters a room. */
export function Rail() {
  const m = useMessages().shell;
  return (
    <nav className="rail" aria-label={m.rooms}>
      <Mark />
      {ROOMS.map(({ to, name, icon }) => (
        <RailLink key={to} to={to} icon={icon} label={m.room[name]} />
      ))}
      <span className="rail-gap" />
      <RailLink to="/settings" icon={Settings} label={m.room.settings} />
    </nav>
  );
}

function RailLink(props: {
  to: (typeof ROOMS)[number]["to"] | "/settings";
  icon: LucideIcon;
  label: string;
}) {
  const Icon = props.icon;
  return (
    <Link to={props.to} className="rail-link" activeProps={{ "aria-current": "page" }}>
      <Icon size={16} strokeWidth={1.6} aria-hidden />
      <span>{props.label}</span>
    </Link>
  );
}
