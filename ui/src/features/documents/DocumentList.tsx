import { Button } from "antd";
import { FileText } from "lucide-react";
import { useMessages } from "../../locales";
import { makeVisitPack } from "./actions";
import { DocumentTable } from "./DocumentTable";

/** The documents of one client, and the way to the next. */
export function DocumentList({ clientId }: { clientId: string }) {
  const m = useMessages().documents;
  return (
    <div className="documents-of-client">
      <div className="documents-bar">
        <Button
          icon={<FileText size={16} strokeWidth={1.6} aria-hidden />}
          onClick={() => void makeVisitPack({ clientId, audience: "internal" })}
        >
          {m.make.internal}
        </Button>
        <Button onClick={() => void makeVisitPack({ clientId, audience: "client" })}>
          {m.make.client}
        </Button>
      </div>
      <DocumentTable filter={{ client: clientId }} hasClient={false} none={m.noneOfClient} />
    </div>
  );
}
