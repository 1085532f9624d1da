import { Button } from "antd";
import { FileInput } from "lucide-react";
import { useState } from "react";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import type { WaitingClient } from "../../ipc/bindings";
import { CommandError } from "../../ipc/call";
import { useMessages } from "../../locales";
import { openEntry } from "../entry/drawer";
import { ArchivePassphrase } from "./ArchivePassphrase";
import { Assign } from "./Assign";
import { Checklist } from "./Checklist";
import { DropFolder } from "./DropFolder";
import { count } from "./format";
import { History } from "./History";
import { chooseFiles, useImport } from "./openImport";
import { useWaitingClients } from "./queries";
import { RememberedValues } from "./RememberedValues";
import { usePaste } from "./usePaste";
import "./landing.css";

/** Where an import begins, and what came of the earlier ones. */
export function Landing() {
  const m = useMessages().import;
  const { error, paths = [], wasCancelled } = useImport();
  const paste = usePaste();
  return (
    <div className="import-landing">
      <header className="import-zone">
        <FileInput size={28} strokeWidth={1.4} aria-hidden />
        <div>
          <h1>{m.dropHere}</h1>
          <p>{m.dropHint}</p>
        </div>
        <span className="import-ways">
          <Button title={m.paste.hint} onClick={paste}>
            {m.paste.deed}
            <Kbd keys="mod+v" />
          </Button>
          <Button type="primary" onClick={() => void chooseFiles(m.dialogTitle)}>
            {m.choose}
          </Button>
        </span>
      </header>
      {error !== undefined && <NotOpened error={error} paths={paths} />}
      {wasCancelled && (
        <p className="import-said" role="status">
          {m.cancelled}
        </p>
      )}
      <DropFolder />
      <Checklist />
      <div className="import-before">
        <History />
        <Waiting />
      </div>
      <RememberedValues />
    </div>
  );
}

function NotOpened({ error, paths }: { error: unknown; paths: string[] }) {
  const { code, message } = error instanceof CommandError ? error.failure : {};
  if (code === "needs_passphrase") return <ArchivePassphrase paths={paths} problem={undefined} />;
  if (code === "wrong_passphrase") return <ArchivePassphrase paths={paths} problem={message} />;
  return <Problem error={error} />;
}

function Waiting() {
  const m = useMessages().import;
  const waiting = useWaitingClients().data;
  if (!waiting || waiting.length === 0) return null;
  return (
    <section className="import-waiting" aria-label={m.waitingTitle}>
      <h2>{m.waitingTitle}</h2>
      <p>{m.waitingHint}</p>
      <ul>
        {waiting.map((one) => (
          <WaitingLine
            key={`${one.client.number}|${one.client.code}|${one.client.name}`}
            one={one}
          />
        ))}
      </ul>
    </section>
  );
}

function WaitingLine({ one }: { one: WaitingClient }) {
  const { import: m, entry } = useMessages();
  const [isAssigning, setAssigning] = useState(false);
  const { number, code, name } = one.client;
  const reference = number ?? code;
  return (
    <li>
      <p title={name ?? undefined}>
        <bdi>{name ?? (reference ? reference : m.unnamed)}</bdi>
        {name && reference && <span className="import-number">{reference}</span>}
      </p>
      <p className="import-quiet" title={one.file}>
        <bdi>{m.waitingRows(count(one.rows), one.file)}</bdi>
      </p>
      <p className="import-waiting-deeds">
        <button type="button" className="link-button" onClick={() => setAssigning(!isAssigning)}>
          {m.assign}
        </button>
        <button
          type="button"
          className="link-button"
          onClick={() => openEntry({ of: "client", waiting: one.client })}
        >
          {entry.client.add}
        </button>
      </p>
      {isAssigning && <Assign waiting={one.client} />}
    </li>
  );
}
