import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, useState } from "react";
import { notify } from "../../app/notices";
import { Field } from "../../components/Field";
import { NewPassphrase } from "../../components/NewPassphrase";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { Row } from "./Row";

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
  const { settings, clients, common } = useMessages();
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
  const isWhole = reason.trim() !== "" && passphrase;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole && passphrase) write.mutate(passphrase);
  }
  return (
    <form className="settings-form" onSubmit={submit}>
      <Field label={clients.exportReason} words={reason}>
        <Input
          value={reason}
          maxLength={200}
          autoFocus
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <NewPassphrase label={m.passphrase} known={NOBODY} onChange={setPassphrase} />
      {write.error && <Problem error={write.error} />}
      <div className="settings-actions">
        <Button
          type="primary"
          htmlType="submit"
          disabled={!isWhole}
          loading={write.isPending && { delay: 200 }}
        >
          {m.deed}
        </Button>
        <Button onClick={onDone}>{common.cancel}</Button>
      </div>
    </form>
  );
}
