import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { enter } from "../../app/entry";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { NewPassphrase } from "../../components/NewPassphrase";
import { PassphraseField } from "../../components/PassphraseField";
import { Problem } from "../../components/Problem";
import { TextInput } from "../../components/TextInput";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { lookQuery } from "./queries";
import type { Go } from "./step";

const NOBODY: string[] = [];

/** A forgotten passphrase and no recovery key: the bank's private file sets a new one. */
export function RecoverByEscrow({ folder, go }: { folder: string; go: Go }) {
  const { start: m, common } = useMessages();
  const { data: vault } = useQuery(lookQuery(folder));
  const [file, setFile] = useState("");
  const [words, setWords] = useState("");
  const [staffNumber, setStaffNumber] = useState("");
  const [passphrase, setPassphrase] = useState<string>();
  const choose = useMutation({
    mutationFn: () => call(commands.vaultEscrowChoosePrivate(m.escrow.file)),
    onSuccess: (chosen) => chosen && setFile(chosen),
  });
  const recover = useMutation({
    mutationFn: (wanted: string) =>
      call(commands.vaultEscrowRecover(folder, file, words, staffNumber.trim() || null, wanted)),
    onSuccess: () => enter(),
  });
  const isWhole = file.trim() !== "" && words !== "" && passphrase;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole && passphrase) recover.mutate(passphrase);
  }
  return (
    <form className="start-form" onSubmit={submit}>
      <h2>{m.escrow.title}</h2>
      <p>{m.escrow.text}</p>
      {vault?.escrow && (
        <p className="start-note">
          {m.escrow.of(vault.escrow.of)}
          <br />
          {m.escrow.fingerprint(vault.escrow.fingerprint)}
        </p>
      )}
      <div className="folder-field">
        <Field label={m.escrow.file}>
          <TextInput value={file} onChange={(event) => setFile(event.target.value)} />
        </Field>
        <Button onClick={() => choose.mutate()}>{common.browse}</Button>
      </div>
      <PassphraseField label={m.escrow.words} value={words} onChange={setWords} />
      {vault && vault.users > 1 && (
        <Field label={m.staffNumber} hint={m.escrow.forWhom}>
          <TextInput value={staffNumber} onChange={(event) => setStaffNumber(event.target.value)} />
        </Field>
      )}
      <hr />
      <NewPassphrase label={m.recover.passphrase} known={NOBODY} onChange={setPassphrase} />
      {recover.error && <Problem error={recover.error} />}
      <div className="start-actions">
        <Button kind="primary" type="submit" disabled={!isWhole} isBusy={recover.isPending}>
          {m.recover.set}
        </Button>
        <Button onClick={() => go({ name: "recover", folder })}>{m.back}</Button>
      </div>
    </form>
  );
}
