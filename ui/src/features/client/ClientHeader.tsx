import { Button } from "antd";
import { CalendarPlus, Check, Copy, Package, PenLine } from "lucide-react";
import { useState } from "react";
import { ClassText, TierChip } from "../../components/Chip";
import { copyText } from "../../components/copyText";
import { Foreign } from "../../components/Foreign";
import type { ClientFile, ClientPage } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { makeVisitPack } from "../documents/actions";
import { openEntry } from "../entry/drawer";
import { ClientDataMenu } from "../erasure/ClientDataMenu";
import { openVisitDrawer } from "../visit/drawer";

/** Who the client is, on one line; what does not fit gives way from the right. */
export function ClientHeader({ page }: { page: ClientPage }) {
  const m = useMessages().client;
  const { client, metrics } = page;
  const people = [client.manager, client.branch].filter((text) => text !== null);
  return (
    <header className="client-title">
      <h1>
        <Foreign text={client.name} />
      </h1>
      {client.tier && <TierChip tier={client.tier} />}
      <ul className="client-facts">
        {client.code ? (
          <li>
            <CopyText text={client.code} label={m.copyCode} />
          </li>
        ) : (
          client.number && (
            <li>
              <CopyText text={client.number} label={m.copyNumber} />
            </li>
          )
        )}
        {metrics.loans.worst_class && (
          <li>
            <ClassText value={metrics.loans.worst_class} />
          </li>
        )}
        {client.industry_label && (
          <li className="client-industry">
            <Foreign text={client.industry_label} />
          </li>
        )}
        {people.length > 0 && (
          <li>
            <Foreign text={people.join(" · ")} />
          </li>
        )}
      </ul>
      <Actions client={client} />
    </header>
  );
}

/** The two things a page is opened for: to plan the next visit, and to take its pack along. */
function Actions({ client }: { client: ClientFile }) {
  const { client: m, entry } = useMessages();
  const clientId = client.id;
  const [isMaking, setMaking] = useState(false);
  async function makePack() {
    setMaking(true);
    await makeVisitPack({ clientId, audience: "internal" }).finally(() => setMaking(false));
  }
  return (
    <div className="client-actions">
      <ClientDataMenu clientId={clientId} />
      <button
        type="button"
        className="icon-button"
        title={entry.client.change}
        onClick={() => openEntry({ of: "client", client })}
      >
        <PenLine size={16} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{entry.client.change}</span>
      </button>
      <Button
        icon={<CalendarPlus size={16} strokeWidth={1.6} aria-hidden />}
        onClick={() => openVisitDrawer({ clientId })}
      >
        {m.planVisit}
      </Button>
      <Button
        type="primary"
        disabled={isMaking}
        icon={<Package size={16} strokeWidth={1.6} aria-hidden />}
        onClick={() => void makePack()}
      >
        {m.makePack}
      </Button>
    </div>
  );
}

function CopyText({ text, label }: { text: string; label: string }) {
  const m = useMessages().client;
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    if (!(await copyText(text))) return;
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  }
  const Icon = isCopied ? Check : Copy;
  return (
    <>
      <span className="client-code">{text}</span>
      <button type="button" className="client-copy" onClick={copy} title={label}>
        <Icon size={14} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{label}</span>
      </button>
      <span className="visually-hidden" role="status">
        {isCopied && m.copied}
      </span>
    </>
  );
}
