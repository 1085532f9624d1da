import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { AppShell } from "./AppShell";
import { pages } from "./pages";
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
  component: lazyRouteComponent(pages.today, "TodayPage"),
});

const clients = createRoute({
  getParentRoute: () => desk,
  path: "/clients",
  component: lazyRouteComponent(pages.clients, "ClientsPage"),
});

const client = createRoute({
  getParentRoute: () => desk,
  path: "/clients/$clientId",
  validateSearch: (search: Record<string, unknown>): { tab?: string } =>
    typeof search.tab === "string" ? { tab: search.tab } : {},
  component: lazyRouteComponent(pages.client, "ClientPage"),
});

const imports = createRoute({
  getParentRoute: () => desk,
  path: "/import",
  component: lazyRouteComponent(pages.import, "ImportPage"),
});

const documents = createRoute({
  getParentRoute: () => desk,
  path: "/documents",
  component: lazyRouteComponent(pages.documents, "DocumentsPage"),
});

const shortcuts = createRoute({
  getParentRoute: () => desk,
  path: "/shortcuts",
  component: lazyRouteComponent(pages.shortcuts, "ShortcutsPage"),
});

const preview = createRoute({
  getParentRoute: () => desk,
  path: "/documents/preview/$handle",
  component: lazyRouteComponent(pages.preview, "PreviewPage"),
});

const settings = createRoute({
  getParentRoute: () => desk,
  path: "/settings",
  component: lazyRouteComponent(pages.settings, "SettingsPage"),
});

const audit = createRoute({
  getParentRoute: () => desk,
  path: "/settings/audit",
  component: lazyRouteComponent(pages.audit, "AuditPage"),
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
