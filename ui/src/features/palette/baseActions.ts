import {
  CalendarPlus,
  FileInput,
  FileText,
  Hash,
  Keyboard,
  Landmark,
  Languages,
  Lock,
  Monitor,
  Moon,
  Package,
  ScanBarcode,
  Settings,
  Sun,
  SunMedium,
  UserRound,
  UserRoundPlus,
  Users,
} from "lucide-react";
import { lock } from "../../app/leave";
import { notify } from "../../app/notices";
import { type Language, setPreferences, type Theme } from "../../app/preferences";
import { router } from "../../app/router";
import { copyText } from "../../components/copyText";
import type { Glance } from "../../ipc/bindings";
import { makeVisitPack } from "../documents/actions";
import { openEntry } from "../entry/drawer";
import { openVisitDrawer } from "../visit/drawer";
import {
  type ClientAction,
  type PaletteAction,
  registerActions,
  registerClientActions,
} from "./actions";

const THEME_ICONS = { light: SunMedium, dark: Moon, system: Monitor };

function theme(key: Theme): PaletteAction {
  return {
    id: `theme-${key}`,
    section: "actions",
    label: (m) => m.palette.action.theme[key],
    also: (m) => m.palette.also[key],
    icon: THEME_ICONS[key],
    run: () => setPreferences({ theme: key }),
  };
}

function language(key: Language): PaletteAction {
  return {
    id: `language-${key}`,
    section: "actions",
    label: (m) => m.palette.action.language[key],
    also: (m) => m.palette.also.language,
    icon: Languages,
    run: () => setPreferences({ language: key }),
  };
}

const PAGES = [
  { to: "/today", name: "today", icon: Sun },
  { to: "/clients", name: "clients", icon: Users },
  { to: "/import", name: "import", icon: FileInput },
  { to: "/documents", name: "documents", icon: FileText },
  { to: "/settings", name: "settings", icon: Settings, keys: "mod+," },
] as const;

const pages: PaletteAction[] = PAGES.map(({ to, name, icon, ...rest }) => ({
  id: `page-${name}`,
  section: "pages",
  label: (m) => m.shell.room[name],
  also: (m) => m.palette.also[name],
  icon,
  ...rest,
  run: () => router.navigate({ to }),
}));

registerActions([
  {
    id: "import",
    section: "actions",
    label: (m) => m.palette.action.import,
    also: (m) => m.palette.also.import,
    icon: FileInput,
    run: () => router.navigate({ to: "/import" }),
  },
  {
    id: "newClient",
    section: "actions",
    label: (m) => m.entry.client.add,
    also: (m) => m.palette.also.newClient,
    icon: UserRoundPlus,
    run: () => openEntry({ of: "client" }),
  },
  theme("light"),
  theme("dark"),
  theme("system"),
  language("zh-CN"),
  language("en-US"),
  {
    id: "keys",
    section: "actions",
    label: (m) => m.palette.action.keys,
    also: (m) => m.palette.also.keys,
    icon: Keyboard,
    keys: "?",
    run: () => router.navigate({ to: "/shortcuts" }),
  },
  {
    id: "lock",
    section: "actions",
    label: (m) => m.palette.action.lock,
    also: (m) => m.palette.also.lock,
    icon: Lock,
    keys: "mod+l",
    run: lock,
  },
  ...pages,
]);

export function openClient(client: Glance, tab?: string): Promise<void> {
  return router.navigate({
    to: "/clients/$clientId",
    params: { clientId: client.id },
    search: tab ? { tab } : {},
  });
}

function copies(
  id: "copyCode" | "copyNumber",
  icon: ClientAction["icon"],
  of: (client: Glance) => string | null,
): ClientAction {
  return {
    id,
    label: (m) => m.palette.action[id],
    also: (m) => m.palette.also[id],
    icon,
    detail: (client) => of(client) ?? undefined,
    when: (client) => of(client) !== null,
    run: async (client, m) => {
      const text = of(client) ?? "";
      if (await copyText(text)) notify({ text: m.palette.action.copied(text) });
    },
  };
}

registerClientActions([
  {
    id: "openClient",
    label: (m) => m.palette.action.openClient,
    also: (m) => m.palette.also.openClient,
    icon: UserRound,
    run: (client) => openClient(client),
  },
  {
    id: "makePack",
    label: (m) => m.palette.action.makePack,
    also: (m) => m.palette.also.makePack,
    icon: Package,
    detail: ({ visit }) => visit?.on,
    run: ({ id, visit }) =>
      makeVisitPack({ clientId: id, visitId: visit?.visit, audience: "internal" }),
  },
  {
    id: "planVisit",
    label: (m) => m.palette.action.planVisit,
    also: (m) => m.palette.also.planVisit,
    icon: CalendarPlus,
    run: ({ id }) => openVisitDrawer({ clientId: id }),
  },
  {
    id: "clientBusiness",
    label: (m) => m.palette.action.clientBusiness,
    also: (m) => m.palette.also.clientBusiness,
    icon: Landmark,
    run: (client) => openClient(client, "business"),
  },
  copies("copyCode", ScanBarcode, (client) => client.code),
  copies("copyNumber", Hash, (client) => client.number),
]);
