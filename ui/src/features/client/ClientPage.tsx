import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Button } from "antd";
import { useCrumbs } from "../../app/crumbs";
import { router } from "../../app/router";
import { Empty } from "../../components/Empty";
import { literal } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import { CommandError } from "../../ipc/call";
import { useMessages } from "../../locales";
import { DocumentList } from "../documents/DocumentList";
import { VisitList } from "../visit/VisitList";
import { BusinessTab } from "./business/BusinessTab";
import { ClientHeader } from "./ClientHeader";
import { ClientSkeleton } from "./ClientSkeleton";
import { ClientTabs, type TabName } from "./ClientTabs";
import { HeaderFigures } from "./HeaderFigures";
import { OverviewTab } from "./overview/OverviewTab";
import { PeopleTab } from "./PeopleTab";
import { clientPageQuery, isClientId } from "./queries";
import "./client.css";

const TABS: TabName[] = ["overview", "business", "people", "contacts", "documents"];

const route = getRouteApi("/desk/clients/$clientId");

/** One client: who it is, its figures, and a tab for each thing that can be known of it. */
export function ClientPage() {
  const { clientId } = route.useParams();
  return isClientId(clientId) ? <LoadedClient key={clientId} clientId={clientId} /> : <Gone />;
}

function LoadedClient({ clientId }: { clientId: string }) {
  const m = useMessages().client;
  const { tab } = route.useSearch();
  const { data: page, error, refetch } = useQuery(clientPageQuery(clientId));
  useCrumbs([
    { label: m.room, to: "/clients" },
    ...(page ? [{ label: literal(page.client.name) }] : []),
  ]);
  if (error instanceof CommandError && error.failure.code === "not_found") return <Gone />;
  if (error) return <Problem error={error} onRetry={() => void refetch()} />;
  if (!page) return <ClientSkeleton />;

  const counts = { people: page.people.length, contacts: page.visits.length };
  const current = TABS.find((name) => name === tab) ?? "overview";
  const open = (name: TabName) =>
    void router.navigate({
      to: "/clients/$clientId",
      params: { clientId },
      search: name === "overview" ? {} : { tab: name },
      replace: true,
    });
  return (
    <article className="client">
      <ClientHeader page={page} />
      <HeaderFigures page={page} />
      <ClientTabs names={TABS} counts={counts} current={current} onOpen={open} />
      <div
        className="client-body"
        role="tabpanel"
        id={`tab-panel-${current}`}
        aria-labelledby={`tab-${current}`}
      >
        {current === "overview" && <OverviewTab page={page} onOpen={open} />}
        {current === "business" && <BusinessTab page={page} />}
        {current === "people" && <PeopleTab page={page} />}
        {current === "contacts" && <VisitList clientId={clientId} />}
        {current === "documents" && <DocumentList clientId={clientId} />}
      </div>
    </article>
  );
}

function Gone() {
  const m = useMessages().client;
  return (
    <Empty
      isPage
      text={m.gone}
      action={<Button onClick={() => void router.navigate({ to: "/clients" })}>{m.toList}</Button>}
    />
  );
}
