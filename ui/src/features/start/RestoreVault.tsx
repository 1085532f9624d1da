import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { enter } from "../../app/entry";
import { usePreferences } from "../../app/preferences";
import { Button } from "../../components/Button";
import { Empty } from "../../components/Empty";
import { Field } from "../../components/Field";
import { FolderField } from "../../components/FolderField";
import { PassphraseField } from "../../components/PassphraseField";
import { Problem } from "../../components/Problem";
import { TextInput } from "../../components/TextInput";
import type { BackupFound } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dayAndTime } from "./dayAndTime";
import { backupsQuery, defaultFolderQuery, lookQuery } from "./queries";

/** A vault made from a backup, beside what is there and never over it. */
export function RestoreVault({ from }: { from: string | undefined }) {
  const m = useMessages().start.restore;
  const { backup_folder } = usePreferences();
  const [folder, setFolder] = useState(backup_folder);
  const own = useQuery({ ...backupsQuery(from ?? "", true), enabled: from !== undefined });
  const elsewhere = useQuery(backupsQuery(folder.trim(), false));
  const found = [...(own.data ?? []), ...(elsewhere.data ?? [])];
  const [chosen, choose] = useState<string>();
  const backup = found.find((other) => other.folder === chosen) ?? found[0];
  return (
    <div className="start-form">
      <h2>{m.title}</h2>
      <p>{m.text}</p>
      <FolderField label={m.folder} value={folder} onChange={setFolder} />
      {elsewhere.error && <Problem error={elsewhere.error} />}
      {found.length === 0 && elsewhere.isSuccess && <Empty text={m.none} />}
      {backup && (
        <>
          <div className="start-backups" role="radiogroup" aria-label={m.backups}>
            {found.map((other) => (
              <label key={other.folder}>
                <input
                  type="radio"
                  name="backup"
                  checked={other === backup}
                  onChange={() => choose(other.folder)}
                />
                <Backup backup={other} />
              </label>
            ))}
          </div>
          <Target key={backup.folder} backup={backup} />
        </>
      )}
    </div>
  );
}

function Backup({ backup }: { backup: BackupFound }) {
  const m = useMessages().start.restore;
  const { name, made_at, clients, folder } = backup;
  return (
    <span className="start-backup" title={folder}>
      <bdi>{name}</bdi>
      <span>
        {made_at ? dayAndTime(made_at) : m.beforeUpgrade}
        {clients !== null && ` · ${m.clients(clients)}`}
      </span>
    </span>
  );
}

function Target({ backup }: { backup: BackupFound }) {
  const m = useMessages().start;
  const { data: defaultFolder = "" } = useQuery(defaultFolderQuery);
  const { data: locked } = useQuery(lookQuery(backup.folder));
  const [typed, setTyped] = useState<string>();
  const [staffNumber, setStaffNumber] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const folder = typed ?? defaultFolder;
  const restore = useMutation({
    mutationFn: () => {
      const staff = staffNumber.trim() || null;
      return call(commands.vaultRestore(backup.folder, folder, staff, passphrase));
    },
    onSuccess: () => enter(),
  });
  const isWhole = folder !== "" && passphrase !== "";
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole) restore.mutate();
  }
  return (
    <form className="start-part" onSubmit={submit}>
      <FolderField label={m.restore.to} value={folder} onChange={setTyped} />
      {locked && locked.users > 1 && (
        <Field label={m.staffNumber} hint={m.severalUsers}>
          <TextInput value={staffNumber} onChange={(event) => setStaffNumber(event.target.value)} />
        </Field>
      )}
      <PassphraseField
        label={m.passphrase}
        value={passphrase}
        onChange={setPassphrase}
        hint={m.restore.passphraseHint}
      />
      {restore.error && <Problem error={restore.error} />}
      <div className="start-actions">
        <Button kind="primary" type="submit" disabled={!isWhole} isBusy={restore.isPending}>
          {m.restore.restore}
        </Button>
      </div>
    </form>
  );
}
