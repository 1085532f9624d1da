import { type FormEvent, useState } from "react";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { Problem } from "../../components/Problem";
import { TextInput } from "../../components/TextInput";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import "./start.css";

/** Two different groups to type back, so that a key that was not kept is noticed now. */
function drawTwo(count: number): [number, number] {
  const first = Math.floor(Math.random() * count);
  const second = (first + 1 + Math.floor(Math.random() * (count - 1))) % count;
  return first < second ? [first, second] : [second, first];
}

/** The recovery key, this once. The vault goes on asking until two groups were typed back. */
export function RecoveryKey(props: {
  recoveryKey: string;
  /** What it stands in bears its title. */
  isTitled?: boolean;
  onKept: () => void;
}) {
  const { recoveryKey, isTitled = false } = props;
  const m = useMessages().start.recoveryKey;
  const groups = recoveryKey.split("-");
  const [asked] = useState(() => drawTwo(groups.length));
  const [typed, setTyped] = useState<[string, string]>(["", ""]);
  const [error, setError] = useState<unknown>();
  const [isCopied, setCopied] = useState(false);
  const isRight = (at: 0 | 1) => typed[at].trim().toUpperCase() === groups[asked[at]];
  const isWrong = (at: 0 | 1) => typed[at].trim().length >= 4 && !isRight(at);
  const [isKeeping, setKeeping] = useState(false);
  const isKept = isRight(0) && isRight(1) && !isKeeping;

  async function doing(work: Promise<unknown>, done?: () => void) {
    try {
      setError(undefined);
      await work;
      done?.();
    } catch (failed) {
      setError(failed);
    }
  }
  const copy = () => doing(call(commands.appCopySecret(recoveryKey)), () => setCopied(true));
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isKept) return;
    setKeeping(true);
    const kept = call(commands.vaultConfirmRecovery(recoveryKey));
    void doing(kept, props.onKept).finally(() => setKeeping(false));
  }
  return (
    <form className="start-form" onSubmit={submit}>
      {!isTitled && <h2>{m.title}</h2>}
      <p>{m.text}</p>
      <ol className="recovery-key" aria-label={m.title}>
        {groups.map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups may repeat and never move
          <li key={at}>{group}</li>
        ))}
      </ol>
      <div className="start-actions start-unprinted">
        <Button onClick={() => void copy()}>{m.copy}</Button>
        <Button onClick={() => void doing(call(commands.appPrint()))}>{m.print}</Button>
        <span className="start-note" aria-live="polite">
          {isCopied ? m.copied : m.copyNote}
        </span>
      </div>
      {error !== undefined && <Problem error={error} />}
      <div className="start-unprinted start-confirm">
        <p>{m.confirm}</p>
        <div className="start-pair">
          {([0, 1] as const).map((at) => (
            <Field
              key={at}
              label={m.group(asked[at] + 1)}
              problem={isWrong(at) ? m.wrong : undefined}
            >
              <TextInput
                value={typed[at]}
                maxLength={8}
                autoComplete="off"
                onChange={({ target }) =>
                  setTyped(at === 0 ? [target.value, typed[1]] : [typed[0], target.value])
                }
              />
            </Field>
          ))}
        </div>
        <div className="start-actions">
          <Button kind="primary" type="submit" disabled={!isKept}>
            {m.kept}
          </Button>
        </div>
      </div>
    </form>
  );
}
