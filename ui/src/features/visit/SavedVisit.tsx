import { Button } from "antd";
import { CircleCheck, FileText } from "lucide-react";
import { useEffect, useRef } from "react";
import { Foreign } from "../../components/Foreign";
import { useMessages } from "../../locales";
import { makeVisitPack } from "../documents/actions";
import { closeVisitDrawer, openVisitDrawer } from "./drawer";
import { useVisit } from "./queries";
import { useWhen } from "./useWhen";

/** The visit is saved: its pack is the next thing wanted. */
export function SavedVisit({ clientId, visitId }: { clientId: string; visitId: string }) {
  const m = useMessages();
  const when = useWhen();
  const { data: visit } = useVisit(clientId, visitId);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const make = (audience: "internal" | "client") => {
    closeVisitDrawer();
    void makeVisitPack({ clientId, visitId, audience });
  };
  return (
    <div className="visit-saved">
      <p role="status">
        <CircleCheck size={16} strokeWidth={1.6} aria-hidden />
        {m.visit.saved}
        {visit && <b>{when(visit)}</b>}
      </p>
      {visit?.ask && (
        <p className="visit-saved-ask">
          <Foreign text={visit.ask} />
        </p>
      )}
      <div className="visit-saved-deeds">
        <Button
          type="primary"
          ref={first}
          icon={<FileText size={16} strokeWidth={1.6} aria-hidden />}
          onClick={() => make("internal")}
        >
          {m.documents.make.internal}
        </Button>
        <Button onClick={() => make("client")}>{m.documents.make.client}</Button>
        <Button
          onClick={() => {
            closeVisitDrawer();
            openVisitDrawer({ clientId, visitId });
          }}
        >
          {m.visit.goOn}
        </Button>
        <Button type="text" onClick={closeVisitDrawer}>
          {m.common.close}
        </Button>
      </div>
    </div>
  );
}
