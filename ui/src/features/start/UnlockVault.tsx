import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { enter } from "../../app/entry";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { PassphraseField } from "../../components/PassphraseField";
import { Problem } from "../../components/Problem";
import { TextInput } from "../../components/TextInput";
import type { LockedVault } from "../../ipc/bindings";
import { CommandError, call, commands } from "../../ipc/call";
import { type Messages, useMessages } from "../../locales";
import { ByKeychain } from "./ByKeychain";
import { lookQuery } from "./queries";
import type { Go } from "./step";
import { useCountdown } from "./useCountdown";

/** A vault, opened by the keychain or with its passphrase; or why it cannot be opened, with the way on. */
export function UnlockVault({ folder, go }: { folder: string; go: Go }) {
  const m = useMessages().start;
  const { data: vault, error, refetch } = useQuery(lookQuery(folder));
  if (error) {
    return (
      <div className="start-form">
        <h2>{m.cannotOpen}</h2>
        <Folder folder={folder} />
        <Problem error={error} onRetry={() => void refetch()} />
        <Ways error={error} folder={folder} go={go} />
      </div>
    );
  }
  return vault ? <Locked vault={vault} folder={folder} go={go} /> : null;
}

function Locked({ vault, folder, go }: { vault: LockedVault; folder: string; go: Go }) {
  // As it was when the page was opened: asked once, the keychain is not offered again.
  const [isByKeychain, setByKeychain] = useState(vault.by_keychain);
  const [refusal, setRefusal] = useState<Error>();
  if (!isByKeychain) {
    return <Form vault={vault} folder={folder} go={go} refusal={refusal} />;
  }
  function typed(error?: Error) {
    setRefusal(error);
    setByKeychain(false);
  }
  return (
    <div className="start-form">
      <h2 title={vault.name}>
        <bdi>{vault.name}</bdi>
      </h2>
      <Folder folder={folder} />
      <ByKeychain folder={folder} onPassphrase={typed} />
    </div>
  );
}

/** `refusal`: why the keychain did not open it. */
function Form(props: { vault: LockedVault; folder: string; go: Go; refusal: Error | undefined }) {
  const { vault, folder, go, refusal } = props;
  const { start: m, common } = useMessages();
  const [staffNumber, setStaffNumber] = useState(vault.staff_number ?? "");
  const [passphrase, setPassphrase] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const unlock = useMutation({
    mutationFn: () => call(commands.vaultOpen(folder, staffNumber.trim() || null, passphrase)),
    onSuccess: () => enter(),
    onError: () => field.current?.select(),
  });
  const isGuess = isCode(unlock.error, "wrong_passphrase") || isCode(unlock.error, "delayed");
  const wait = useCountdown(waitOf(unlock.error) ?? vault.wait_seconds);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (wait === 0 && passphrase !== "") unlock.mutate();
  }
  return (
    <form className="start-form" onSubmit={submit}>
      <h2 title={vault.name}>
        <bdi>{vault.name}</bdi>
      </h2>
      <Folder folder={folder} />
      {vault.escrow && <p className="start-note">{m.escrow.seen(vault.escrow.of)}</p>}
      {refusal && !unlock.error && <Problem error={refusal} />}
      {vault.users > 1 && (
        <Field label={m.staffNumber} hint={m.severalUsers}>
          <TextInput value={staffNumber} onChange={(event) => setStaffNumber(event.target.value)} />
        </Field>
      )}
      <PassphraseField
        ref={field}
        label={m.passphrase}
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        problem={wait > 0 ? m.wait(wait) : isGuess && guessed(unlock.error, common)}
        hint={vault.known_passphrase && m.demoPassphrase(vault.known_passphrase)}
      />
      {unlock.error && !isGuess && (
        <>
          <Problem error={unlock.error} />
          <Ways error={unlock.error} folder={folder} go={go} />
        </>
      )}
      <div className="start-actions">
        <Button
          kind="primary"
          type="submit"
          disabled={wait > 0 || passphrase === ""}
          isBusy={unlock.isPending}
        >
          {m.unlock}
        </Button>
        <Button kind="link" onClick={() => go({ name: "recover", folder })}>
          {m.forgotten}
        </Button>
      </div>
    </form>
  );
}

function Folder({ folder }: { folder: string }) {
  return (
    <p className="start-path" title={folder}>
      <bdi>{folder}</bdi>
    </p>
  );
}

/** Where a vault that is damaged or gone leads: to its backups, never over it. */
function Ways({ error, folder, go }: { error: Error; folder: string; go: Go }) {
  const m = useMessages().start;
  if (!isCode(error, "damaged") && !isCode(error, "not_a_vault")) return null;
  return (
    <div className="start-actions">
      <Button kind="primary" onClick={() => go({ name: "restore", from: folder })}>
        {m.way.restore}
      </Button>
    </div>
  );
}

function isCode(error: Error | null, code: CommandError["failure"]["code"]): boolean {
  return error instanceof CommandError && error.failure.code === code;
}

function guessed(error: Error | null, m: Messages["common"]): string | undefined {
  return error instanceof CommandError ? m.failure(error.failure).text : undefined;
}

function waitOf(error: Error | null): number | undefined {
  const seconds = error instanceof CommandError && error.failure.context.wait_seconds;
  return seconds ? Number(seconds) : undefined;
}
