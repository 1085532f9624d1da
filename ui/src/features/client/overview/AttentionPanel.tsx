import { Button } from "antd";
import { useState } from "react";
import { router } from "../../../app/router";
import { SeverityChip } from "../../../components/Chip";
import { shortDay } from "../../../components/day";
import { Foreign } from "../../../components/Foreign";
import { headline } from "../../../components/money";
import { Panel } from "../../../components/Panel";
import type { ClientPage, Concern, ConcernedItem } from "../../../ipc/bindings";
import { type Messages, useMessages } from "../../../locales";
import { openEntry } from "../../entry/drawer";
import type { OverviewProps } from "./OverviewTab";

/** As many as stand beside the next step without scrolling. */
const SHOWN = 3;

/** What asks for action, the gravest first, each with the one thing to do about it. */
export function AttentionPanel({ page, onOpen }: OverviewProps) {
  const m = useMessages();
  const t = m.client.attention;
  const [isWhole, setWhole] = useState(false);
  const { concerns } = page.metrics;
  const rules = concerns.filter((concern) => concern.severity !== "note");
  const shown = isWhole ? concerns : concerns.slice(0, SHOWN);
  const more = concerns.length - SHOWN;
  return (
    <Panel title={t.title} count={rules.length} area="attention">
      {concerns.length === 0 && <p className="panel-none">{t.none}</p>}
      <ul className="attention">
        {shown.map((concern) => (
          <ConcernRow
            key={JSON.stringify(concern.subject)}
            concern={concern}
            page={page}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {more > 0 && (
        <button
          type="button"
          className="link-button attention-more"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {isWhole ? t.less : t.more(more)}
        </button>
      )}
    </Panel>
  );
}

function ConcernRow({ concern, page, onOpen }: OverviewProps & { concern: Concern }) {
  const m = useMessages();
  const t = m.client.attention;
  const { title, evidence } = told(concern, page, m);
  const isLoan = "item" in concern.subject;
  const isNobody = concern.subject.kind === "never" && concern.subject.ledger === "people";
  return (
    <li>
      {concern.severity === "note" ? (
        <span className="attention-note" aria-hidden />
      ) : (
        <SeverityChip severity={concern.severity} />
      )}
      <div className="attention-text">
        <p>
          <Foreign text={title} />
        </p>
        <p className="attention-evidence">
          <Foreign text={evidence} />{" "}
          {isNobody && (
            <button
              type="button"
              className="link-button"
              onClick={() => openEntry({ of: "person", clientId: page.client.id })}
            >
              {m.entry.person.add}
            </button>
          )}
        </p>
      </div>
      <Button
        onClick={() => (isLoan ? onOpen("business") : void router.navigate({ to: "/import" }))}
      >
        {isLoan ? t.openLoans : t.import}
      </Button>
    </li>
  );
}

function told(
  concern: Concern,
  page: ClientPage,
  m: Messages,
): { title: string; evidence: string } {
  const t = m.client.attention;
  const { subject } = concern;
  const name = (item: ConcernedItem) => item.product ?? t.item;
  const amount = (item: ConcernedItem) => {
    if (item.balance === null) return m.common.missing;
    const head = headline(item.balance);
    const unit = m.figure.unit[head.unit];
    return item.currency === "CNY"
      ? `${head.number} ${unit}`
      : `${item.currency} ${head.number} ${unit}`;
  };
  const className = (label: string) => m.figure.classes[label] ?? label;
  switch (subject.kind) {
    case "overdue": {
      const { item, days, floor } = subject;
      const official = subject.class ? className(subject.class) : m.client.noClass;
      return {
        title: t.overdue(name(item), amount(item), days),
        evidence: floor
          ? `${t.loan(item.number)} · ${t.belowFloor(official, className(floor))}`
          : `${t.loan(item.number)} · ${m.client.class(official)}`,
      };
    }
    case "past_maturity":
      return {
        title: t.past(name(subject.item), amount(subject.item), subject.days),
        evidence: `${t.loan(subject.item.number)} · ${t.pastDoubt}`,
      };
    case "maturing": {
      const { item, days_ahead } = subject;
      const day = item.matures_on ? shortDay(item.matures_on, page.as_of) : "";
      return {
        title:
          days_ahead === 0
            ? t.maturingToday(name(item), amount(item))
            : t.maturing(name(item), amount(item), day),
        evidence: `${t.loan(item.number)} · ${t.daysAhead(days_ahead)}`,
      };
    }
    case "stale":
      return {
        title: t.stale(m.client.ledgers[subject.ledger], subject.as_of),
        evidence: t.staleEvidence(subject.days, page.settings.stale_days),
      };
    case "gaps":
      return {
        title: t.gaps(subject.items.length),
        evidence: subject.items
          .map((item) => m.client.gapNames[item] ?? item)
          .join(m.today.listing),
      };
    case "never":
      return {
        title: t.never(m.client.ledgers[subject.ledger]),
        evidence: subject.ledger === "people" ? t.neverPeople : t.neverLedger,
      };
  }
}
