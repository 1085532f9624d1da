import { Link } from "@tanstack/react-router";
import { KeyRound, PencilOff, ShieldAlert } from "lucide-react";
import { useMessages } from "../locales";
import { useSession } from "./session";
import "./vault-notes.css";

const ICON = { size: 16, strokeWidth: 1.6, "aria-hidden": true };

/** What is true of the whole vault and stays so until something is done about it. */
export function VaultNotes() {
  const m = useMessages().shell;
  const session = useSession();
  if (!session) return null;
  const {
    is_read_only: isReadOnly,
    recovery_is_kept: isKept,
    trail_is_at_odds: isAtOdds,
  } = session;
  if (!isReadOnly && isKept && !isAtOdds) return null;
  return (
    <aside className="vault-notes" aria-label={m.vaultNotes}>
      {isAtOdds && (
        <p>
          <ShieldAlert {...ICON} />
          <b>{m.trailAtOdds}</b>
          <span>{m.trailAtOddsMeaning}</span>
          <Link to="/settings/audit">{m.toTrail}</Link>
        </p>
      )}
      {isReadOnly && (
        <p>
          <PencilOff {...ICON} />
          <b>{m.readOnly}</b>
          <span>{m.readOnlyMeaning}</span>
        </p>
      )}
      {!isReadOnly && !isKept && (
        <p>
          <KeyRound {...ICON} />
          <b>{m.recoveryNotKept}</b>
          <span>{m.recoveryNotKeptMeaning}</span>
          <Link to="/settings">{m.renewRecovery}</Link>
        </p>
      )}
    </aside>
  );
}
