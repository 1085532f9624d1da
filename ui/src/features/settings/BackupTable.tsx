import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { notify } from "../../app/notices";
import { Problem } from "../../components/Problem";
import type { BackupKept, BackupsKept } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dayAndTime } from "../start/dayAndTime";
import { backupsChanged } from "./queries";

/** Every backup with its state, and what can be done with it. */
export function BackupTable({ kept }: { kept: BackupsKept }) {
  const m = useMessages().settings;
  const rows = [
    ...kept.own.map((backup) => ({ backup, place: m.ownPlace })),
    ...kept.second.map((backup) => ({ backup, place: m.secondPlace })),
  ].toSorted((a, b) => (b.backup.made_at ?? "").localeCompare(a.backup.made_at ?? ""));
  const verify = useMutation({
    mutationFn: (folder: string) => call(commands.vaultBackupVerify(folder)),
    onSuccess: async (problems) => {
      await backupsChanged();
      if (problems.length === 0) notify({ text: m.backupWhole });
    },
  });
  const restore = useMutation({
    mutationFn: (folder: string) => call(commands.vaultRestoreBeside(folder)),
    onSuccess: (vault) => notify({ text: m.restoredBeside(vault) }),
  });
  const isBusy = verify.isPending || restore.isPending;
  if (rows.length === 0) return null;
  return (
    <>
      {verify.error && <Problem error={verify.error} />}
      {restore.error && <Problem error={restore.error} />}
      {verify.data?.map((problem) => (
        <p key={problem} className="settings-warning">
          {problem}
        </p>
      ))}
      <table className="settings-table backups">
        <caption>{m.keptMeaning}</caption>
        <thead>
          <tr>
            <th scope="col">{m.madeAt}</th>
            <th scope="col">{m.place}</th>
            <th scope="col" className="num">
              {m.content}
            </th>
            <th scope="col">{m.state}</th>
            <th scope="col">
              <span className="visually-hidden">{m.change}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ backup, place }) => (
            <BackupRow
              key={backup.folder}
              backup={backup}
              place={place}
              isBusy={isBusy}
              onVerify={() => verify.mutate(backup.folder)}
              onRestore={() => restore.mutate(backup.folder)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

function BackupRow(props: {
  backup: BackupKept;
  place: string;
  isBusy: boolean;
  onVerify: () => void;
  onRestore: () => void;
}) {
  const { backup, place, isBusy } = props;
  const m = useMessages().settings;
  const { name, folder, made_at, clients, state, is_before_upgrade: isBeforeUpgrade } = backup;
  const called = made_at ? dayAndTime(made_at) : name;
  return (
    <tr title={folder}>
      <td>
        <bdi>{called}</bdi>
      </td>
      <td>{isBeforeUpgrade ? m.beforeUpgrade : place}</td>
      <td className="num">{clients !== null && m.clients(clients)}</td>
      <td className={state === "damaged" ? "settings-warning" : undefined}>
        {m.backupStates[state]}
      </td>
      <td className="backups-deeds">
        <Button
          size="small"
          disabled={isBusy}
          onClick={props.onVerify}
          aria-label={m.verifyOf(called)}
        >
          {m.verify}
        </Button>
        <Button
          size="small"
          disabled={isBusy || state === "damaged"}
          onClick={props.onRestore}
          aria-label={m.restoreOf(called)}
        >
          {m.restore}
        </Button>
      </td>
    </tr>
  );
}
