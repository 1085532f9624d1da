import { useEffect, useState } from "react";
import type { Strength } from "../ipc/bindings";
import { commands } from "../ipc/call";
import { useMessages } from "../locales";
import { PassphraseField } from "./PassphraseField";
import "./new-passphrase.css";

/** A passphrase typed twice and strong enough; `undefined` while it is not. */
export function NewPassphrase(props: {
  label: string;
  /** What a guesser knows of the owner. */
  known: string[];
  onChange: (passphrase: string | undefined) => void;
}) {
  const m = useMessages().passphrase;
  const [first, setFirst] = useState("");
  const [second, setSecond] = useState("");
  const found = useStrength(first, props.known);
  const isEnough = found?.of === first && found.strength.enough;
  const taken = isEnough && first === second ? first : undefined;
  const { onChange } = props;
  useEffect(() => onChange(taken), [taken, onChange]);
  return (
    <>
      <PassphraseField label={props.label} value={first} onChange={setFirst} hint={m.rule} />
      {first !== "" && found && <Meter strength={found.strength} />}
      <PassphraseField
        label={m.again}
        value={second}
        onChange={setSecond}
        problem={first.startsWith(second) ? undefined : m.differs}
      />
    </>
  );
}

/** The strength of the newest text that was judged. */
function useStrength(
  text: string,
  known: string[],
): { of: string; strength: Strength } | undefined {
  const [found, setFound] = useState<{ of: string; strength: Strength }>();
  const words = known.filter((word) => word.trim() !== "").join("\n");
  useEffect(() => {
    let isStale = false;
    void commands.vaultPassphraseStrength(text, words.split("\n")).then((strength) => {
      if (!isStale) setFound({ of: text, strength });
    });
    return () => {
      isStale = true;
    };
  }, [text, words]);
  return found;
}

/** How hard it is to guess, in words, and why. */
function Meter({ strength }: { strength: Strength }) {
  const m = useMessages().passphrase;
  const { score, enough, weakness } = strength;
  return (
    <div className="strength" data-enough={enough} aria-live="polite">
      <span className="strength-bars" aria-hidden>
        {[1, 2, 3, 4].map((bar) => (
          <i key={bar} data-on={score >= bar} />
        ))}
      </span>
      <span>
        {enough
          ? m.enough[score >= 4 ? "strong" : "good"]
          : m.weak(weakness ? m.weakness[weakness] : "")}
      </span>
    </div>
  );
}
