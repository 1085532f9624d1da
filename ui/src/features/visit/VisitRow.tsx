import { useMutation } from "@tanstack/react-query";
import { Button, Input, Popover } from "antd";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { notify } from "../../app/notices";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import { SensitiveNote } from "../../components/SensitiveNote";
import type { VisitRecord } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { makeVisitPack } from "../documents/actions";
import { openVisitDrawer } from "./drawer";
import { visitsChanged } from "./queries";
import { useWhen } from "./useWhen";

/** One visit: when and where, whom, the ask and the goals; and what can still be done with it. */
export function VisitRow({ visit }: { visit: VisitRecord }) {
  const m = useMessages().visit;
  const when = useWhen();
  return (
    <li className={`visit-row is-${visit.phase}`}>
      <div className="visit-when">
        <time dateTime={visit.planned_on ?? undefined}>{when(visit)}</time>
        {visit.place && <Foreign text={visit.place} />}
      </div>
      <div className="visit-what">
        <p className="visit-whom">
          {visit.people.length === 0 && m.nobody}
          {visit.people.map((person) => (
            <span key={person.id} title={person.jobs.join("、")}>
              <Foreign text={person.name} />
            </span>
          ))}
        </p>
        {visit.cancel_reason ? (
          <p className="visit-reason">
            {m.cancelledBecause} <Foreign text={visit.cancel_reason} />
          </p>
        ) : (
          visit.ask && (
            <p className="visit-the-ask">
              <b>{m.ask}</b> <Foreign text={visit.ask} />
            </p>
          )
        )}
        {visit.goals.length > 0 && (
          <ol className="visit-the-goals">
            {visit.goals.map((goal) => (
              <li key={goal}>
                <Foreign text={goal} />
              </li>
            ))}
          </ol>
        )}
      </div>
      {visit.phase === "cancelled" ? <Reinstate visit={visit} /> : <Deeds visit={visit} />}
    </li>
  );
}

function Deeds({ visit }: { visit: VisitRecord }) {
  const messages = useMessages();
  const order = { clientId: visit.client, visitId: visit.id };
  if (visit.phase === "past") {
    return (
      <Button size="small" type="text" onClick={() => openVisitDrawer(order)}>
        {messages.visit.correct}
      </Button>
    );
  }
  return (
    <div className="visit-deeds">
      <Button size="small" onClick={() => void makeVisitPack({ ...order, audience: "internal" })}>
        {messages.documents.make.internal}
      </Button>
      <Button size="small" type="text" onClick={() => openVisitDrawer(order)}>
        {messages.visit.changeIt}
      </Button>
      <Cancel visit={visit} />
    </div>
  );
}

function Cancel({ visit }: { visit: VisitRecord }) {
  const messages = useMessages();
  const m = messages.visit;
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const cancel = useMutation({
    mutationFn: async () => {
      const version = await call(commands.visitCancel(visit.id, visit.version, reason));
      setOpen(false);
      await visitsChanged(visit.client);
      notify({
        text: m.isCancelled,
        undo: async () => {
          await call(commands.visitReinstate(visit.id, version));
          await visitsChanged(visit.client);
        },
      });
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    cancel.mutate();
  }
  const button = useRef<HTMLButtonElement>(null);
  function leave(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    // This form alone, and nothing beneath it.
    event.stopPropagation();
    setOpen(false);
    button.current?.focus();
  }
  const form = (
    <form
      className="visit-cancel"
      role="dialog"
      aria-label={m.cancelIt}
      onSubmit={submit}
      onKeyDown={leave}
    >
      <label htmlFor={`reason-${visit.id}`}>{m.reason}</label>
      <Input
        id={`reason-${visit.id}`}
        autoFocus
        value={reason}
        maxLength={200}
        onChange={(event) => setReason(event.target.value)}
      />
      <SensitiveNote text={reason} />
      {cancel.error && <Problem error={cancel.error} />}
      <Button htmlType="submit" danger loading={cancel.isPending} disabled={!reason.trim()}>
        {m.cancelIt}
      </Button>
    </form>
  );
  return (
    <Popover
      content={form}
      trigger="click"
      open={isOpen}
      onOpenChange={setOpen}
      placement="bottomRight"
      destroyOnHidden
    >
      <Button ref={button} size="small" type="text" aria-haspopup="dialog" aria-expanded={isOpen}>
        {messages.common.cancel}
      </Button>
    </Popover>
  );
}

function Reinstate({ visit }: { visit: VisitRecord }) {
  const m = useMessages().visit;
  const back = useMutation({
    mutationFn: async () => {
      await call(commands.visitReinstate(visit.id, visit.version));
      await visitsChanged(visit.client);
    },
  });
  return (
    <div className="visit-deeds">
      {back.error && <Problem error={back.error} />}
      <Button size="small" type="text" loading={back.isPending} onClick={() => back.mutate()}>
        {m.reinstate}
      </Button>
    </div>
  );
}
