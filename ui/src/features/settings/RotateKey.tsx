import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { useSession } from "../../app/session";
import { PassphraseField } from "../../components/PassphraseField";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { Row } from "./Row";
import { SettingsForm } from "./SettingsForm";

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
  const m = useMessages().settings;
  const [passphrase, setPassphrase] = useState("");
  const rotate = useMutation({
    mutationFn: () => call(commands.vaultRotateKey(passphrase)),
  });
  return (
    <SettingsForm
      deed={m.rotateAndLock}
      isReady={passphrase !== ""}
      isBusy={rotate.isPending}
      error={rotate.error}
      onSubmit={() => rotate.mutate()}
      onCancel={onCancel}
    >
      <PassphraseField label={m.present} value={passphrase} onChange={setPassphrase} autoFocus />
    </SettingsForm>
  );
}
