import { useMutation } from "@tanstack/react-query";
import { Button } from "antd";
import { notify } from "../../app/notices";
import { Problem } from "../../components/Problem";
import type { ErasureProof } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dayAndTime } from "../start/dayAndTime";
import { CountList } from "./EraseDialog";
import "./erasure.css";

/** What was erased, when, by whom and what for, and the row that seals it; to print and to keep. */
export function ProofSheet({ proof }: { proof: ErasureProof }) {
  const m = useMessages().erasure;
  const save = useMutation({
    mutationFn: () => call(commands.erasureSaveProof(m.proof, proof.id)),
    onSuccess: (file) => {
      if (file) notify({ text: m.saved(file) });
    },
  });
  const print = useMutation({ mutationFn: () => call(commands.appPrint()) });
  const facts: [string, string][] = [
    [m.of, m.kind[proof.kind]],
    [m.subject, proof.subject],
    [m.when, dayAndTime(proof.at)],
    [m.by, proof.by],
    [m.reason, proof.reason],
    [m.seal, `${proof.audit_seq}·${proof.audit_hash}`],
  ];
  return (
    <section className="erasure erasure-proof" aria-label={m.proof}>
      <h3>{m.proof}</h3>
      <dl className="erasure-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {proof.is_replay && <p className="erasure-aside">{m.replay}</p>}
      <CountList counts={proof.counts} />
      <p className="erasure-aside">{m.proofNote}</p>
      {(save.error ?? print.error) && <Problem error={save.error ?? print.error} />}
      <div className="erasure-deeds">
        <Button onClick={() => save.mutate()}>{m.save}</Button>
        <Button onClick={() => print.mutate()}>{m.print}</Button>
      </div>
    </section>
  );
}
