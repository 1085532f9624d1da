import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Mark } from "../../components/Mark";
import { useMessages } from "../../locales";
import { CreateVault } from "./CreateVault";
import { DemoVault } from "./DemoVault";
import { FirstSteps } from "./FirstSteps";
import { OpenVault } from "./OpenVault";
import { newestOf, recentQuery } from "./queries";
import { RecoverByEscrow } from "./RecoverByEscrow";
import { RecoverVault } from "./RecoverVault";
import { RecoveryKey } from "./RecoveryKey";
import { RestoreVault } from "./RestoreVault";
import type { Go, Step } from "./step";
import { UnlockVault } from "./UnlockVault";
import { VaultList } from "./VaultList";
import { Welcome } from "./Welcome";
import "./start.css";

/** Before a vault is open: the vaults of this machine on the left, what is done with one on the right. */
export function StartPage() {
  const m = useMessages().start;
  const { data: recent } = useQuery(recentQuery);
  const [chosen, go] = useState<Step>();
  if (!recent) return null;
  const newest = newestOf(recent);
  const step: Step =
    chosen ?? (newest ? { name: "unlock", folder: newest.folder } : { name: "welcome" });
  // The key is shown once, and the vault is open already: no way leads away from it.
  const isBound = step.name === "recoveryKey" || step.name === "firstSteps";
  return (
    <main className="start">
      <div className="start-sheet">
        <aside className="start-side">
          <h1>
            <Mark />
            {m.product}
          </h1>
          <p className="start-claim">{m.claim}</p>
          <VaultList recent={recent} step={step} go={go} isBound={isBound} />
        </aside>
        <section className="start-step" aria-label={m.step[step.name]}>
          <Shown key={"folder" in step ? step.folder : step.name} step={step} go={go} />
        </section>
      </div>
    </main>
  );
}

function Shown({ step, go }: { step: Step; go: Go }) {
  switch (step.name) {
    case "welcome":
      return <Welcome go={go} />;
    case "unlock":
      return <UnlockVault folder={step.folder} go={go} />;
    case "open":
      return <OpenVault go={go} />;
    case "create":
      return <CreateVault go={go} />;
    case "recoveryKey":
      return (
        <RecoveryKey recoveryKey={step.recoveryKey} onKept={() => go({ name: "firstSteps" })} />
      );
    case "firstSteps":
      return <FirstSteps />;
    case "recover":
      return <RecoverVault folder={step.folder} go={go} />;
    case "escrow":
      return <RecoverByEscrow folder={step.folder} go={go} />;
    case "restore":
      return <RestoreVault from={step.from} />;
    case "demo":
      return <DemoVault />;
  }
}
