import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { notify } from "../../app/notices";
import { queryClient } from "../../app/queryClient";
import { sessionQuery, useSession } from "../../app/session";
import { PassphraseField } from "../../components/PassphraseField";
import { Problem } from "../../components/Problem";
import type { ChosenEscrow, EscrowSeen } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { Row } from "./Row";
import { SettingsForm } from "./SettingsForm";

type Asking = { name: "set"; chosen: ChosenEscrow } | { name: "remove" };

/** The bank's escrow key: everybody sees whose it is, who manages the users sets and removes it. */
export function Escrow() {
  const m = useMessages().settings;
  const session = useSession();
  const [asking, setAsking] = useState<Asking>();
  const choose = useMutation({
    mutationFn: () => call(commands.vaultEscrowChoose(m.escrowFile)),
    onSuccess: (chosen) => setAsking(chosen ? { name: "set", chosen } : undefined),
  });
  const escrow = session?.escrow ?? null;
  const manages = session?.manages_users ?? false;
  return (
    <>
      <Row
        name={m.escrow}
        meaning={
          escrow ? (
            <>
              <Key escrow={escrow} />
              {m.escrowMeaning}
            </>
          ) : (
            m.escrowNone
          )
        }
      >
        {manages && !asking && (
          <>
            {escrow && (
              <Button onClick={() => setAsking({ name: "remove" })}>{m.escrowRemove}</Button>
            )}
            <Button onClick={() => choose.mutate()}>
              {escrow ? m.escrowReplace : m.escrowChoose}
            </Button>
          </>
        )}
      </Row>
      {choose.error && !asking && <Problem error={choose.error} />}
      {asking && <Ask asking={asking} onDone={() => setAsking(undefined)} />}
    </>
  );
}

function Key({ escrow }: { escrow: EscrowSeen }) {
  const m = useMessages().settings;
  return (
    <span className="settings-escrow">
      <bdi>{escrow.of}</bdi>
      <span>
        {m.fingerprint} <code>{escrow.fingerprint}</code>
      </span>
    </span>
  );
}

function Ask({ asking, onDone }: { asking: Asking; onDone: () => void }) {
  const m = useMessages().settings;
  const [passphrase, setPassphrase] = useState("");
  const act = useMutation<unknown>({
    mutationFn: () =>
      asking.name === "remove"
        ? call(commands.vaultEscrowRemove(passphrase))
        : call(
            commands.vaultEscrowSet(
              asking.chosen.file,
              asking.chosen.escrow.fingerprint,
              passphrase,
            ),
          ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      notify({ text: asking.name === "remove" ? m.escrowRemoved : m.escrowIsSet });
      onDone();
    },
  });
  return (
    <SettingsForm
      deed={asking.name === "set" ? m.escrowSet : m.escrowRemove}
      isReady={passphrase !== ""}
      isBusy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate()}
      onCancel={onDone}
    >
      {asking.name === "set" ? (
        <>
          <Key escrow={asking.chosen.escrow} />
          <p className="settings-meaning">{m.escrowCompare}</p>
        </>
      ) : (
        <p className="settings-meaning">{m.escrowRemoveMeaning}</p>
      )}
      <PassphraseField label={m.present} value={passphrase} onChange={setPassphrase} autoFocus />
    </SettingsForm>
  );
}
