import { useMutation } from "@tanstack/react-query";
import { Button, Select, Switch } from "antd";
import { useState } from "react";
import { lock } from "../../app/leave";
import { notify } from "../../app/notices";
import { setPreferences, usePreferences } from "../../app/preferences";
import { queryClient } from "../../app/queryClient";
import { sessionQuery, useSession } from "../../app/session";
import { Kbd } from "../../components/Kbd";
import { NewPassphrase } from "../../components/NewPassphrase";
import { PassphraseField } from "../../components/PassphraseField";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { Escrow } from "./Escrow";
import { Keychain } from "./Keychain";
import { Recovery } from "./Recovery";
import { RotateKey } from "./RotateKey";
import { Row } from "./Row";
import { SettingsForm } from "./SettingsForm";

const MINUTES = [1, 3, 5, 10, 15, 30, 60];

export function Security() {
  const m = useMessages().settings;
  const { idle_minutes, locks_with_screen } = usePreferences();
  const [isChanging, setChanging] = useState(false);
  return (
    <>
      <Row name={m.passphrase} meaning={m.passphraseMeaning}>
        {!isChanging && <Button onClick={() => setChanging(true)}>{m.change}</Button>}
      </Row>
      {isChanging && <ChangePassphrase onDone={() => setChanging(false)} />}
      <Keychain />
      <Recovery />
      <Escrow />
      <RotateKey />
      <Row name={m.idle} meaning={m.idleMeaning}>
        <Select
          aria-label={m.idle}
          value={idle_minutes}
          onChange={(minutes) => void setPreferences({ idle_minutes: minutes })}
          options={MINUTES.map((value) => ({ value, label: m.minutes(value) }))}
        />
      </Row>
      <Row name={m.lockWithScreen} meaning={m.lockWithScreenMeaning}>
        <Switch
          aria-label={m.lockWithScreen}
          checked={locks_with_screen ?? true}
          onChange={(locks) => void setPreferences({ locks_with_screen: locks })}
        />
      </Row>
      <Row name={m.lockNow} meaning={m.lockMeaning}>
        <Button onClick={() => void lock()}>
          {m.lockNow} <Kbd keys="mod+l" />
        </Button>
      </Row>
    </>
  );
}

function ChangePassphrase({ onDone }: { onDone: () => void }) {
  const m = useMessages().settings;
  const session = useSession();
  const user = session?.user;
  const [present, setPresent] = useState("");
  const [wanted, setWanted] = useState<string>();
  const change = useMutation({
    mutationFn: (words: string) => call(commands.vaultChangePassphrase(present, words)),
    onSuccess: () => {
      const wasOn = session?.opens_by_keychain;
      notify({ text: wasOn ? m.passphraseChangedAndKeychain : m.passphraseChanged });
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      onDone();
    },
  });
  const known = [user?.name ?? "", user?.staff_number ?? "", user?.branch ?? ""];
  return (
    <SettingsForm
      deed={m.changePassphrase}
      isReady={present !== "" && wanted !== undefined}
      isBusy={change.isPending}
      error={change.error}
      onSubmit={() => wanted && change.mutate(wanted)}
      onCancel={onDone}
    >
      <PassphraseField label={m.present} value={present} onChange={setPresent} autoFocus />
      <NewPassphrase label={m.wanted} known={known} onChange={setWanted} />
    </SettingsForm>
  );
}
