import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Problem } from "../../components/Problem";
import type { AuditVerdict } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";

const ICON = { size: 16, strokeWidth: 1.6, "aria-hidden": true };

/** Is the trail whole? One button, one sentence; the number in a printed footer can be held against it. */
export function VerifyBand() {
  const m = useMessages().audit;
  const [footer, setFooter] = useState("");
  const verify = useMutation({ mutationFn: () => call(commands.auditVerify(footer)) });
  function submit(event: FormEvent) {
    event.preventDefault();
    verify.mutate();
  }
  return (
    <section className="audit-verify" aria-label={m.verify}>
      <form onSubmit={submit}>
        {verify.data ? <Verdict verdict={verify.data} /> : <p>{m.verifyMeaning}</p>}
        <Input
          className="audit-footer"
          value={footer}
          maxLength={40}
          onChange={(event) => setFooter(event.target.value)}
          placeholder={m.footer}
          aria-label={m.footer}
          title={m.footerMeaning}
        />
        <Button htmlType="submit" loading={verify.isPending && { delay: 200 }}>
          {m.verify}
        </Button>
      </form>
      {verify.error && <Problem error={verify.error} />}
    </section>
  );
}

function Verdict({ verdict }: { verdict: AuditVerdict }) {
  const Icon = verdict.is_whole ? ShieldCheck : ShieldAlert;
  return (
    <p
      className={verdict.is_whole ? "audit-verdict" : "audit-verdict is-broken"}
      role={verdict.is_whole ? "status" : "alert"}
    >
      <Icon {...ICON} />
      <span>{verdict.says}</span>
    </p>
  );
}
