import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { call, commands } from "../ipc/call";
import { AppShell } from "./AppShell";

const root = createRootRoute();

/** Before a vault is open. */
const start = createRoute({
  getParentRoute: () => root,
  path: "/start",
  component: lazyRouteComponent(() => import("../features/start/StartPage"), "StartPage"),
});

/** Everything that needs an open vault. */
const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  component: AppShell,
  beforeLoad: async () => {
    const session = await call(commands.session());
    if (!session) throw redirect({ to: "/start" });
    return { session };
  },
});

const index = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/today" });
  },
});

const today = createRoute({
  getParentRoute: () => desk,
  path: "/today",
  component: lazyRouteComponent(() => import("../features/today/TodayPage"), "TodayPage"),
});

const clients = createRoute({
  getParentRoute: () => desk,
  path: "/clients",
  component: lazyRouteComponent(() => import("../features/clients/ClientsPage"), "ClientsPage"),
});

const client = createRoute({
  getParentRoute: () => desk,
  path: "/clients/$clientId",
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search.tab === "string" ? { tab: search.tab } : {},
  component: lazyRouteComponent(() => import("../features/client/ClientPage"), "ClientPage"),
});

const imports = createRoute({
  getParentRoute: () => desk,
  path: "/import",
  component: lazyRouteComponent(() => import("../features/import/ImportPage"), "ImportPage"),
});

const documents = createRoute({
  getParentRoute: () => desk,
  path: "/documents",
  component: lazyRouteComponent(
    () => import("../features/documents/DocumentsPage"),
    "DocumentsPage",
  ),
});

const settings = createRoute({
  getParentRoute: () => desk,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/SettingsPage"), "SettingsPage"),
});

/** Addresses stand behind `#`, so that the program serves one page whatever the address. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    index,
    desk.addChildren([today, clients, client, imports, documents, settings]),
  ]),
  history: createHashHistory(),
  defaultPreload: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
