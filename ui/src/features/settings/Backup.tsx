import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { notify } from "../../app/notices";
import { setPreferences, usePreferences } from "../../app/preferences";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dayAndTime } from "../start/dayAndTime";
import { BackupTable } from "./BackupTable";
import { backupsChanged, keptQuery } from "./queries";
import { Row } from "./Row";
import { WholeExport } from "./WholeExport";

/** The vault's backups: made by themselves, on request, in a second place, and restored beside. */
export function Backup() {
  const m = useMessages().settings;
  const kept = useQuery(keptQuery);
  const backup = useMutation({
    mutationFn: () => call(commands.vaultBackup()),
    onSuccess: async ({ name, second }) => {
      await backupsChanged();
      notify({ text: `${m.backupMade(name)} ${m.second[second.kind]}`.trim() });
    },
  });
  const note = kept.data?.note;
  return (
    <>
      <Row
        name={m.backupNow}
        meaning={
          <>
            {m.backupMeaning}
            <br />
            {note && m.backupState(note.newest && dayAndTime(note.newest), note.has_changed)}
          </>
        }
      >
        <Button loading={backup.isPending && { delay: 200 }} onClick={() => backup.mutate()}>
          {m.backupNow}
        </Button>
      </Row>
      {backup.error && <Problem error={backup.error} />}
      {backup.data?.second.kind === "failed" && (
        <p className="settings-warning">{backup.data.second.message}</p>
      )}
      <SecondPlace isMissing={kept.data?.is_second_missing ?? false} />
      {kept.error && <Problem error={kept.error} onRetry={() => void kept.refetch()} />}
      {kept.data && <BackupTable kept={kept.data} />}
      <WholeExport />
    </>
  );
}

function SecondPlace({ isMissing }: { isMissing: boolean }) {
  const m = useMessages().settings;
  const { backup_folder: folder } = usePreferences();
  async function set(to: string) {
    await setPreferences({ backup_folder: to });
    await backupsChanged();
  }
  async function choose() {
    const chosen = await call(commands.vaultChooseFolder(m.backupWhere, folder || null));
    if (chosen) await set(chosen);
  }
  return (
    <Row
      name={m.secondPlace}
      meaning={
        <>
          {folder ? m.secondIn(folder) : m.secondMeaning}
          {isMissing && <span className="settings-warning">{m.secondMissing}</span>}
        </>
      }
    >
      <Button onClick={() => void choose()}>{folder ? m.otherFolder : m.chooseFolder}</Button>
      {folder && <Button onClick={() => void set("")}>{m.noSecond}</Button>}
    </Row>
  );
}
