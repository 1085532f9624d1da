import { Link } from "@tanstack/react-router";
import { FolderSync, HardDrive, KeyRound, PencilOff, ShieldAlert } from "lucide-react";
import { dayAndTime } from "../features/start/dayAndTime";
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
  const { backup, shared } = session;
  const failed = isReadOnly ? null : backup.failed;
  const isOverdue = !isReadOnly && backup.is_overdue;
  if (!isReadOnly && isKept && !isAtOdds && !isOverdue && !failed && !shared) return null;
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
      {shared && (
        <p>
          <FolderSync {...ICON} />
          <b>{shared.kind === "network" ? m.sharedNetwork : m.sharedSynchronised(shared.by)}</b>
          <span>{m.sharedMeaning}</span>
        </p>
      )}
      {failed && (
        <p>
          <HardDrive {...ICON} />
          <b>{failed.is_second_place ? m.secondFailed : m.backupFailed}</b>
          <span>{m.backupFailedMeaning(dayAndTime(failed.at), failed.reason)}</span>
          <Link to="/settings">{m.toBackup}</Link>
        </p>
      )}
      {isOverdue && (
        <p>
          <HardDrive {...ICON} />
          <b>{m.backupOverdue}</b>
          <span>{m.backupOverdueMeaning(backup.newest && dayAndTime(backup.newest))}</span>
          <Link to="/settings">{m.toBackup}</Link>
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
