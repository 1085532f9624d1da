import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { Field } from "../../components/Field";
import { NewPassphrase } from "../../components/NewPassphrase";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { enter } from "./enter";
import type { Go } from "./step";

const NOBODY: string[] = [];

/** A forgotten passphrase: the recovery key sets a new one. */
export function RecoverVault({ folder, go }: { folder: string; go: Go }) {
  const m = useMessages().start;
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
        <Input.TextArea
          value={recoveryKey}
          autoSize={{ minRows: 2, maxRows: 3 }}
          autoFocus
          onChange={(event) => setRecoveryKey(event.target.value)}
        />
      </Field>
      <hr />
      <NewPassphrase label={m.recover.passphrase} known={NOBODY} onChange={setPassphrase} />
      {recover.error && <Problem error={recover.error} />}
      <div className="start-actions">
        <Button
          type="primary"
          htmlType="submit"
          disabled={!isWhole}
          loading={recover.isPending && { delay: 200 }}
        >
          {m.recover.set}
        </Button>
        <Button onClick={() => go({ name: "unlock", folder })}>{m.back}</Button>
      </div>
    </form>
  );
}
