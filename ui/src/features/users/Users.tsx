import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useSession } from "../../app/session";
import { Problem } from "../../components/Problem";
import { useMessages } from "../../locales";
import { Row } from "../settings/Row";
import { usersQuery } from "./queries";
import { type Deed, UserDrawer } from "./UserDrawer";
import { UserTable } from "./UserTable";
import "./users.css";

/** Who works on this vault, and what the one who manages them can do. */
export function Users() {
  const m = useMessages().users;
  const session = useSession();
  const users = useQuery(usersQuery);
  const [deed, setDeed] = useState<Deed>();
  if (!session) return null;
  const { manages_users: manages } = session;
  return (
    <>
      <Row name={m.title} meaning={manages ? m.meaning : `${m.meaning} ${m.notYours}`}>
        {manages && <Button onClick={() => setDeed({ kind: "add" })}>{m.add}</Button>}
      </Row>
      {users.error && <Problem error={users.error} onRetry={() => void users.refetch()} />}
      {users.data && (
        <UserTable
          users={users.data}
          self={session.user.id}
          onDeed={manages ? setDeed : undefined}
        />
      )}
      {deed && (
        <UserDrawer
          key={deed.kind === "add" ? "add" : `${deed.kind} ${deed.user.id}`}
          deed={deed}
          onClose={() => setDeed(undefined)}
        />
      )}
    </>
  );
}
