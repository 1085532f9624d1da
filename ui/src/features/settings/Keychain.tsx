import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { notify } from "../../app/notices";
import { queryClient } from "../../app/queryClient";
import { sessionQuery, useSession } from "../../app/session";
import { PassphraseField } from "../../components/PassphraseField";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { Row } from "./Row";
import { SettingsForm } from "./SettingsForm";

/** Opening without the passphrase when the program starts. A computer without a keychain is told before anything is typed. */
export function Keychain() {
  const m = useMessages().settings;
  const isOn = useSession()?.opens_by_keychain ?? false;
  const [isAsking, setAsking] = useState(false);
  const look = useMutation({
    mutationFn: () => call(commands.vaultKeychainLook()),
    onSuccess: () => setAsking(true),
  });
  const turnOff = useMutation({
    mutationFn: () => call(commands.vaultKeychainOff()),
    onSuccess: (isGone) => changed(isGone ? m.keychainIsOff : m.keychainLeft),
  });
  const act = isOn ? turnOff : look;
  return (
    <>
      <Row name={m.keychain} meaning={isOn ? m.keychainOn : m.keychainOff}>
        {!isAsking && (
          <Button onClick={() => act.mutate()} loading={act.isPending && { delay: 200 }}>
            {isOn ? m.keychainTurnOff : m.keychainTurnOn}
          </Button>
        )}
      </Row>
      {act.error && !isAsking && <Problem error={act.error} />}
      {isAsking && <Ask onDone={() => setAsking(false)} />}
    </>
  );
}

function changed(text: string): void {
  void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  notify({ text });
}

function Ask({ onDone }: { onDone: () => void }) {
  const m = useMessages().settings;
  const [passphrase, setPassphrase] = useState("");
  const turnOn = useMutation({
    mutationFn: () => call(commands.vaultKeychainOn(passphrase)),
    onSuccess: () => {
      changed(m.keychainIsOn);
      onDone();
    },
  });
  return (
    <SettingsForm
      deed={m.keychainAgree}
      isReady={passphrase !== ""}
      isBusy={turnOn.isPending}
      error={turnOn.error}
      onSubmit={() => turnOn.mutate()}
      onCancel={onDone}
    >
      <PassphraseField label={m.present} value={passphrase} onChange={setPassphrase} autoFocus />
    </SettingsForm>
  );
}
