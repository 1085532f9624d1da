import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useState } from "react";
import { notify } from "../../app/notices";
import { sessionQuery, useSession } from "../../app/session";
import { PassphraseField } from "../../components/PassphraseField";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { RecoveryKey } from "../start/RecoveryKey";
import { Row } from "./Row";
import { SettingsForm } from "./SettingsForm";

/** Whether the recovery key is known to be kept, and another one in its place. */
export function Recovery() {
  const { settings: m, start } = useMessages();
  const isKept = useSession()?.recovery_is_kept ?? true;
  const [isAsking, setAsking] = useState(false);
  const [recoveryKey, setRecoveryKey] = useState<string>();
  const client = useQueryClient();
  const done = () => {
    setRecoveryKey(undefined);
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <>
      <Row name={m.recovery} meaning={isKept ? m.recoveryMeaning : m.recoveryNotKept}>
        {!isAsking && <Button onClick={() => setAsking(true)}>{m.renewRecovery}</Button>}
      </Row>
      {isAsking && (
        <Renew
          onDone={(key) => {
            setAsking(false);
            setRecoveryKey(key);
          }}
        />
      )}
      {/* Closed without typing it back, the key counts as not kept, and the desk goes on saying so. */}
      <Modal
        open={recoveryKey !== undefined}
        title={start.recoveryKey.title}
        footer={null}
        width={560}
        maskClosable={false}
        destroyOnHidden
        onCancel={done}
      >
        {recoveryKey && (
          <RecoveryKey
            recoveryKey={recoveryKey}
            isTitled
            onKept={() => {
              done();
              notify({ text: m.recoveryRenewed });
            }}
          />
        )}
      </Modal>
    </>
  );
}

function Renew({ onDone }: { onDone: (recoveryKey?: string) => void }) {
  const m = useMessages().settings;
  const [passphrase, setPassphrase] = useState("");
  const renew = useMutation({
    mutationFn: () => call(commands.vaultRenewRecovery(passphrase)),
    onSuccess: onDone,
  });
  return (
    <SettingsForm
      deed={m.renewRecovery}
      isReady={passphrase !== ""}
      isBusy={renew.isPending}
      error={renew.error}
      onSubmit={() => renew.mutate()}
      onCancel={() => onDone()}
    >
      <PassphraseField label={m.present} value={passphrase} onChange={setPassphrase} autoFocus />
    </SettingsForm>
  );
}
