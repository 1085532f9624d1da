import { Button, Input, Segmented } from "antd";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { router } from "../../app/router";
import { Empty } from "../../components/Empty";
import type { Audience } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { DocumentTable } from "./DocumentTable";
import { useLibrary } from "./queries";
import "./documents.css";

/** The library: everything that was made, for whom, and where copies lie. */
export function DocumentsPage() {
  const m = useMessages().documents;
  const [audience, setAudience] = useState<Audience>();
  const [text, setText] = useState("");
  const search = useDeferredValue(text.trim());
  const all = useLibrary({});
  if (all.data?.pages[0]?.total === 0) {
    return (
      <Empty
        text={m.empty}
        action={
          <Button onClick={() => void router.navigate({ to: "/clients" })}>{m.toClients}</Button>
        }
      />
    );
  }
  return (
    <div className="documents">
      <h1 className="visually-hidden">{m.title}</h1>
      <div className="documents-bar">
        <Input
          allowClear
          className="documents-search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          prefix={<Search size={14} strokeWidth={1.6} aria-hidden />}
          placeholder={m.find}
          aria-label={m.find}
        />
        <Segmented<Audience | "all">
          value={audience ?? "all"}
          aria-label={m.forWhom}
          onChange={(to) => setAudience(to === "all" ? undefined : to)}
          options={[
            { value: "all", label: m.allAudiences },
            { value: "internal", label: m.audience.internal },
            { value: "client", label: m.audience.client },
          ]}
        />
      </div>
      <DocumentTable
        filter={{ audience: audience ?? null, search: search || null }}
        hasClient
        none={m.noMatch}
      />
    </div>
  );
}
