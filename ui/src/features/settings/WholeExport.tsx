import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { useState } from "react";
import { notify } from "../../app/notices";
import { Field } from "../../components/Field";
import { NewPassphrase } from "../../components/NewPassphrase";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { Row } from "./Row";
import { SettingsForm } from "./SettingsForm";

const NOBODY: string[] = [];

/** All facts in an open form, under a passphrase of their own; the import takes them back. */
export function WholeExport() {
  const m = useMessages().settings.whole;
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Row name={m.title} meaning={m.meaning}>
        {!isAsking && <Button onClick={() => setAsking(true)}>{m.deed}</Button>}
      </Row>
      {isAsking && <Asked onDone={() => setAsking(false)} />}
    </>
  );
}

function Asked({ onDone }: { onDone: () => void }) {
  const { settings, clients } = useMessages();
  const m = settings.whole;
  const [reason, setReason] = useState("");
  const [passphrase, setPassphrase] = useState<string>();
  const write = useMutation({
    mutationFn: (words: string) => call(commands.exportWhole(m.title, reason, words)),
    onSuccess: (exported) => {
      if (!exported) return;
      notify({ text: clients.exported(exported.clients, exported.file_name, exported.number) });
      onDone();
    },
  });
  return (
    <SettingsForm
      deed={m.deed}
      isReady={reason.trim() !== "" && passphrase !== undefined}
      isBusy={write.isPending}
      error={write.error}
      onSubmit={() => passphrase && write.mutate(passphrase)}
      onCancel={onDone}
    >
      <Field label={m.reason} words={reason}>
        <Input
          value={reason}
          placeholder={m.reasonSuch}
          maxLength={200}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <NewPassphrase label={m.passphrase} known={NOBODY} onChange={setPassphrase} />
    </SettingsForm>
  );
}
