import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { enter } from "../../app/entry";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { NewPassphrase } from "../../components/NewPassphrase";
import { Problem } from "../../components/Problem";
import { TextLines } from "../../components/TextInput";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { lookQuery } from "./queries";
import type { Go } from "./step";

const NOBODY: string[] = [];

/** A forgotten passphrase: the recovery key sets a new one. */
export function RecoverVault({ folder, go }: { folder: string; go: Go }) {
  const m = useMessages().start;
  const { data: vault } = useQuery(lookQuery(folder));
  const [recoveryKey, setRecoveryKey] = useState("");
  const [passphrase, setPassphrase] = useState<string>();
  const recover = useMutation({
    mutationFn: (words: string) => call(commands.vaultRecover(folder, recoveryKey, words)),
    onSuccess: () => enter(),
  });
  const isWhole = recoveryKey.trim() !== "" && passphrase;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole && passphrase) recover.mutate(passphrase);
  }
  return (
    <form className="start-form" onSubmit={submit}>
      <h2>{m.recover.title}</h2>
      <p>{m.recover.text}</p>
      <Field label={m.recover.key} hint={m.recover.keyHint}>
        <TextLines
          value={recoveryKey}
          rows={2}
          autoFocus
          onChange={(event) => setRecoveryKey(event.target.value)}
        />
      </Field>
      <hr />
      <NewPassphrase label={m.recover.passphrase} known={NOBODY} onChange={setPassphrase} />
      {recover.error && <Problem error={recover.error} />}
      <div className="start-actions">
        <Button kind="primary" type="submit" disabled={!isWhole} isBusy={recover.isPending}>
          {m.recover.set}
        </Button>
        <Button onClick={() => go({ name: "unlock", folder })}>{m.back}</Button>
        {vault?.escrow && (
          <Button kind="link" onClick={() => go({ name: "escrow", folder })}>
            {m.escrow.instead}
          </Button>
        )}
      </div>
    </form>
  );
}
