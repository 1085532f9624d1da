import { Button } from "antd";
import type { Member } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { dayAndTime } from "../start/dayAndTime";
import type { Deed } from "./UserDrawer";

/** Everybody who works here or did. Whoever only looks has no deeds. */
export function UserTable(props: {
  users: Member[];
  self: string;
  onDeed: ((deed: Deed) => void) | undefined;
}) {
  const { users, self, onDeed } = props;
  const m = useMessages().users;
  return (
    <table className="settings-table users">
      <caption className="visually-hidden">{m.list}</caption>
      <thead>
        <tr>
          <th scope="col">{m.name}</th>
          <th scope="col">{m.staffNumber}</th>
          <th scope="col">{m.branch}</th>
          <th scope="col">{m.role}</th>
          <th scope="col">{m.state}</th>
          <th scope="col">{onDeed && <span className="visually-hidden">{m.deeds}</span>}</th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <UserRow key={user.id} user={user} isSelf={user.id === self} onDeed={onDeed} />
        ))}
      </tbody>
    </table>
  );
}

function UserRow(props: {
  user: Member;
  isSelf: boolean;
  onDeed: ((deed: Deed) => void) | undefined;
}) {
  const { user, isSelf, onDeed } = props;
  const m = useMessages().users;
  const hasLeft = user.left_at !== null;
  const isLocked = !hasLeft && !user.has_passphrase;
  const marks = [user.is_owner && m.owner, isSelf && m.self, isLocked && m.noPassphrase];
  const state = user.left_at ? m.left(dayAndTime(user.left_at)) : marks.filter(Boolean).join(" · ");
  return (
    <>
      <tr className={hasLeft ? "users-left" : undefined}>
        <th scope="row" title={user.name}>
          <bdi>{user.name}</bdi>
        </th>
        <td title={user.staff_number ?? undefined}>{user.staff_number}</td>
        <td title={user.branch ?? undefined}>
          <bdi>{user.branch}</bdi>
        </td>
        <td>{m.roles[user.role]}</td>
        <td className={isLocked ? "settings-warning users-state" : "users-state"}>{state}</td>
        <td className="users-deeds">
          {onDeed && !hasLeft && (
            <>
              <Button
                size="small"
                aria-label={m.changeOf(user.name)}
                onClick={() => onDeed({ kind: "change", user })}
              >
                {m.change}
              </Button>
              {!isSelf && (
                <>
                  <Button
                    size="small"
                    aria-label={m.resetOf(user.name)}
                    onClick={() => onDeed({ kind: "reset", user })}
                  >
                    {m.reset}
                  </Button>
                  <Button
                    size="small"
                    danger
                    aria-label={m.removeOf(user.name)}
                    onClick={() => onDeed({ kind: "remove", user })}
                  >
                    {m.remove}
                  </Button>
                </>
              )}
            </>
          )}
        </td>
      </tr>
      <SigningKeys user={user} />
    </>
  );
}

/** What a user signs with, and did; nothing where an earlier version made the vault and they did not open it since. */
function SigningKeys({ user }: { user: Member }) {
  const m = useMessages().users;
  if (user.signing_keys.length === 0) return null;
  return (
    <tr className="users-key">
      <td colSpan={6} title={m.signingKeyMeaning}>
        {user.signing_keys.map(({ fingerprint, from, to }) => (
          <div key={fingerprint}>
            {m.signingKey} <span className="num">{fingerprint}</span> ·{" "}
            {to ? m.keyRetired(dayAndTime(from), dayAndTime(to)) : m.keyFrom(dayAndTime(from))}
          </div>
        ))}
      </td>
    </tr>
  );
}
