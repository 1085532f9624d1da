import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Dropdown, type MenuProps } from "antd";
import { Ellipsis, Eraser, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { queryClient } from "../../app/queryClient";
import { useMessages } from "../../locales";
import { dataChanged } from "../import/openImport";
import { EraseDialog } from "./EraseDialog";
import { HoldDialog } from "./HoldDialog";
import { holdsQuery } from "./queries";

const ICON = { size: 16, strokeWidth: 1.6, "aria-hidden": true };

/** What is seldom done to a client: to keep it from being erased, and to erase it. */
export function ClientDataMenu({ clientId }: { clientId: string }) {
  const m = useMessages().erasure;
  const navigate = useNavigate();
  const { data: standing = [] } = useQuery(holdsQuery(clientId));
  const [deed, setDeed] = useState<"hold" | "erase">();
  const done = () => setDeed(undefined);
  const [hold] = standing;
  const items: MenuProps["items"] = [
    { key: "hold", label: `${hold ? m.liftHold : m.setHold}…`, icon: <ShieldCheck {...ICON} /> },
    { key: "erase", label: m.eraseClient, icon: <Eraser {...ICON} />, danger: true },
  ];
  async function leave() {
    await navigate({ to: "/clients" });
    // Nothing of it stays in the page either.
    queryClient.removeQueries({ queryKey: ["client", clientId] });
    await dataChanged();
  }
  return (
    <>
      {hold && (
        <span className="hold-mark" title={m.holdOf(hold.reason, hold.until, hold.by)}>
          {m.onHold}
        </span>
      )}
      <Dropdown
        trigger={["click"]}
        autoFocus
        // At once: growing, it would let a quick click through to the figures below.
        transitionName=""
        menu={{ items, onClick: ({ key }) => setDeed(key === "hold" ? "hold" : "erase") }}
      >
        <button type="button" className="icon-button" title={m.more}>
          <Ellipsis {...ICON} />
          <span className="visually-hidden">{m.more}</span>
        </button>
      </Dropdown>
      {deed === "hold" && <HoldDialog clientId={clientId} standing={standing} onClose={done} />}
      {deed === "erase" && (
        <EraseDialog
          subject={{ kind: "client", id: clientId }}
          onClose={done}
          onErased={() => void leave()}
        />
      )}
    </>
  );
}
