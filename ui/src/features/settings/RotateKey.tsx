import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { type FormEvent, useState } from "react";
import { useSession } from "../../app/session";
import { PassphraseField } from "../../components/PassphraseField";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { Row } from "./Row";

/** Another key for the vault, for who manages its users. The window locks when it is done. */
export function RotateKey() {
  const m = useMessages().settings;
  const manages = useSession()?.manages_users ?? false;
  const [isAsking, setAsking] = useState(false);
  if (!manages) return null;
  return (
    <>
      <Row name={m.rotateKey} meaning={m.rotateMeaning}>
        {!isAsking && <Button onClick={() => setAsking(true)}>{m.rotateKey}</Button>}
      </Row>
      {isAsking && <Ask onCancel={() => setAsking(false)} />}
    </>
  );
}

function Ask({ onCancel }: { onCancel: () => void }) {
  const { settings: m, common } = useMessages();
  const [passphrase, setPassphrase] = useState("");
  const rotate = useMutation({
    mutationFn: () => call(commands.vaultRotateKey(passphrase)),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (passphrase !== "") rotate.mutate();
  }
  return (
    <form className="settings-form" onSubmit={submit}>
      <PassphraseField label={m.present} value={passphrase} onChange={setPassphrase} autoFocus />
      {rotate.error && <Problem error={rotate.error} />}
      <div className="settings-actions">
        <Button
          type="primary"
          htmlType="submit"
          disabled={passphrase === ""}
          loading={rotate.isPending && { delay: 200 }}
        >
          {m.rotateAndLock}
        </Button>
        <Button onClick={onCancel}>{common.cancel}</Button>
      </div>
    </form>
  );
}
