import type { ClientPage } from "../../../ipc/bindings";
import type { TabName } from "../ClientTabs";
import { AccountsPanel } from "./AccountsPanel";
import { AttentionPanel } from "./AttentionPanel";
import { DuePanel } from "./DuePanel";
import { NextPanel } from "./NextPanel";
import { PeoplePanel } from "./PeoplePanel";
import { TrendPanel } from "./TrendPanel";
import { VisitsPanel } from "./VisitsPanel";
import "./overview.css";

export interface OverviewProps {
  page: ClientPage;
  onOpen: (tab: TabName) => void;
}

/** The first look: what to do, where it stands, what comes, who decides. */
export function OverviewTab({ page, onOpen }: OverviewProps) {
  const isBare = page.metrics.trend.length === 0 && page.metrics.accounts.length === 0;
  return (
    <div className={isBare ? "overview is-bare" : "overview"}>
      <AttentionPanel page={page} onOpen={onOpen} />
      <NextPanel page={page} />
      <PeoplePanel page={page} onOpen={onOpen} />
      <TrendPanel page={page} />
      {!isBare && <AccountsPanel page={page} onOpen={onOpen} />}
      <DuePanel page={page} />
      <VisitsPanel page={page} onOpen={onOpen} />
    </div>
  );
}
