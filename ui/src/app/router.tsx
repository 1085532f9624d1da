import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { AppShell } from "./AppShell";
import { queryClient } from "./queryClient";
import { NotFound, RouteProblem } from "./RouteProblem";
import { sessionQuery } from "./session";

const root = createRootRoute({ notFoundComponent: NotFound });

/** The rooms, in their frame. */
const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  component: AppShell,
  // Who works is known before the first room is drawn.
  beforeLoad: () => queryClient.ensureQueryData(sessionQuery).then(() => undefined),
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

const shortcuts = createRoute({
  getParentRoute: () => desk,
  path: "/shortcuts",
  component: lazyRouteComponent(
    () => import("../features/shortcuts/ShortcutsPage"),
    "ShortcutsPage",
  ),
});

const preview = createRoute({
  getParentRoute: () => desk,
  path: "/documents/preview/$handle",
  component: lazyRouteComponent(() => import("../features/documents/PreviewPage"), "PreviewPage"),
});

const settings = createRoute({
  getParentRoute: () => desk,
  path: "/settings",
  component: lazyRouteComponent(() => import("../features/settings/SettingsPage"), "SettingsPage"),
});

const audit = createRoute({
  getParentRoute: () => desk,
  path: "/settings/audit",
  component: lazyRouteComponent(() => import("../features/audit/AuditPage"), "AuditPage"),
});

/** Any other address, inside the shell: the rooms stay at hand. */
const nowhere = createRoute({ getParentRoute: () => desk, path: "$", component: NotFound });

/** Addresses stand behind `#`, so that the program serves one page whatever the address. */
export const router = createRouter({
  routeTree: root.addChildren([
    index,
    desk.addChildren([
      today,
      clients,
      client,
      imports,
      documents,
      preview,
      shortcuts,
      settings,
      audit,
      nowhere,
    ]),
  ]),
  history: createHashHistory(),
  defaultPreload: false,
  defaultErrorComponent: RouteProblem,
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
