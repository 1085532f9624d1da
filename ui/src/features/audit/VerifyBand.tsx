import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { ShieldAlert, ShieldCheck } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Problem } from "../../components/Problem";
import type { AuditVerdict } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";

const ICON = { size: 16, strokeWidth: 1.6, "aria-hidden": true };

/** Is the trail whole, and is a file what was exported from here? One button each, one sentence; the number in a
 * printed footer can be held against the trail. */
export function VerifyBand() {
  const m = useMessages().audit;
  const [footer, setFooter] = useState("");
  const verify = useMutation({
    mutationFn: (what: "trail" | "file") =>
      what === "file"
        ? call(commands.auditCheckExport(m.checkExport))
        : call(commands.auditVerify(footer)),
  });
  const isPending = (what: "trail" | "file") => verify.isPending && verify.variables === what;
  function submit(event: FormEvent) {
    event.preventDefault();
    verify.mutate("trail");
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
        <Button htmlType="submit" loading={isPending("trail") && { delay: 200 }}>
          {m.verify}
        </Button>
        <Button
          title={m.checkExportMeaning}
          onClick={() => verify.mutate("file")}
          loading={isPending("file") && { delay: 200 }}
        >
          {m.checkExport}
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
