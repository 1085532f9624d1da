import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { notify } from "../../app/notices";
import { loadPreferences, usePreferences } from "../../app/preferences";
import { useSession } from "../../app/session";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dayAndTime } from "../start/dayAndTime";
import { backupsQuery } from "../start/queries";
import { Row } from "./Row";

/** Only the newest matter; the folder shows the rest. */
const SHOWN = 5;

export function Backup() {
  const m = useMessages().settings;
  const { backup_folder } = usePreferences();
  const vault = useSession()?.vault ?? "";
  const cache = useQueryClient();
  const backup = useMutation({
    mutationFn: async (folder: string | undefined) => {
      const where = folder ?? (await call(commands.vaultChooseFolder(m.backupWhere, null)));
      return where ? call(commands.vaultBackup(where)) : undefined;
    },
    onSuccess: async (made) => {
      if (!made) return;
      await loadPreferences();
      await cache.invalidateQueries({ queryKey: ["vault"] });
      notify({ text: m.backupMade(made.name) });
    },
  });
  const { data: all = [] } = useQuery(backupsQuery(backup_folder, false));
  const own = all.filter(({ name }) => name.startsWith(`${vault}-`)).slice(0, SHOWN);
  return (
    <>
      <Row
        name={m.backupNow}
        meaning={backup_folder ? m.backupInto(backup_folder) : m.backupMeaning}
      >
        <Button
          loading={backup.isPending && { delay: 200 }}
          onClick={() => backup.mutate(backup_folder || undefined)}
        >
          {m.backupNow}
        </Button>
        {backup_folder && (
          <Button disabled={backup.isPending} onClick={() => backup.mutate(undefined)}>
            {m.otherFolder}
          </Button>
        )}
      </Row>
      {backup.error && <Problem error={backup.error} />}
      {own.length > 0 && (
        <table className="settings-table">
          <caption>{m.lastBackups}</caption>
          <tbody>
            {own.map(({ folder, name, made_at, clients }) => (
              <tr key={folder} title={folder}>
                <td>
                  <bdi>{name}</bdi>
                </td>
                <td className="num">{made_at && dayAndTime(made_at)}</td>
                <td className="num">{clients !== null && m.clients(clients)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
