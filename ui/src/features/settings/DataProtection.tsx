import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useState } from "react";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { ErasureProof, RetentionDue } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { EraseDialog } from "../erasure/EraseDialog";
import { HoldDialog } from "../erasure/HoldDialog";
import { ProofSheet } from "../erasure/ProofSheet";
import { holdsQuery, proofsQuery, retentionQuery } from "../erasure/queries";
import { dataChanged } from "../import/openImport";
import { dayAndTime } from "../start/dayAndTime";
import { Row } from "./Row";

/** Who is past their retention, what is on hold, and proofs of what was erased. */
export function DataProtection() {
  return (
    <>
      <Retained />
      <Held />
      <Erased />
    </>
  );
}

function Retained() {
  const m = useMessages().erasure;
  const { data: retention, error } = useQuery(retentionQuery);
  const [erased, setErased] = useState<RetentionDue>();
  if (error) return <Problem error={error} />;
  if (!retention) return null;
  const { due } = retention;
  return (
    <>
      <Row
        name={m.retention}
        meaning={m.retentionMeaning(retention.people_days, retention.clients_days)}
      >
        <span>{due.length === 0 ? m.noneDue : m.due(due.length)}</span>
      </Row>
      {due.length > 0 && (
        <table className="settings-table">
          <thead>
            <tr>
              <th scope="col">{m.who}</th>
              <th scope="col">{m.of}</th>
              <th scope="col">{m.last}</th>
              <th scope="col">
                <span className="visually-hidden">{m.eraseThis}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {due.map((one) => (
              <tr key={one.subject}>
                <th scope="row">
                  <Foreign text={one.name} />
                  {one.kind === "person" && (
                    <span className="settings-meaning">
                      <Foreign text={one.client_name} />
                    </span>
                  )}
                </th>
                <td>{m.kind[one.kind]}</td>
                <td className="settings-meaning">{dayAndTime(one.last).slice(0, 10)}</td>
                <td>
                  {one.is_held ? (
                    <span className="hold-mark">{m.onHold}</span>
                  ) : (
                    <Button
                      size="small"
                      aria-label={m.erasePerson(one.name)}
                      onClick={() => setErased(one)}
                    >
                      {m.eraseThis}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {erased && (
        <EraseDialog
          subject={{ kind: erased.kind, id: erased.subject }}
          onClose={() => setErased(undefined)}
          onErased={() => {
            setErased(undefined);
            void dataChanged();
          }}
        />
      )}
    </>
  );
}

function Held() {
  const m = useMessages().erasure;
  const { data: holds, error } = useQuery(holdsQuery(null));
  const [lifted, setLifted] = useState<string>();
  if (error) return <Problem error={error} />;
  return (
    <>
      <Row name={m.holds} meaning={m.holdMeaning}>
        <span>{holds?.length === 0 && m.noHolds}</span>
      </Row>
      {holds?.map((hold) => (
        <Row
          key={hold.id}
          name={hold.client_name}
          meaning={m.holdOf(hold.reason, hold.until, hold.by)}
        >
          <Button size="small" onClick={() => setLifted(hold.client)}>
            {m.liftHold}…
          </Button>
        </Row>
      ))}
      {lifted && (
        <HoldDialog
          clientId={lifted}
          standing={holds?.filter((hold) => hold.client === lifted) ?? []}
          onClose={() => setLifted(undefined)}
        />
      )}
    </>
  );
}

function Erased() {
  const { erasure: m, common } = useMessages();
  const { data: proofs, error } = useQuery(proofsQuery);
  const [shown, setShown] = useState<ErasureProof>();
  if (error) return <Problem error={error} />;
  return (
    <>
      <Row name={m.proofs} meaning={m.proofsMeaning}>
        <span>{proofs?.length === 0 && m.noProofs}</span>
      </Row>
      {proofs?.map((proof) => (
        <Row
          key={proof.id}
          name={`${dayAndTime(proof.at)} · ${m.kind[proof.kind]}`}
          meaning={`${proof.reason} · ${proof.by}`}
        >
          <Button
            size="small"
            aria-label={m.showOf(proof.audit_seq)}
            onClick={() => setShown(proof)}
          >
            {m.show}
          </Button>
        </Row>
      ))}
      {shown && (
        <Modal
          open
          destroyOnHidden
          title={m.proofs}
          width={560}
          onCancel={() => setShown(undefined)}
          footer={<Button onClick={() => setShown(undefined)}>{common.close}</Button>}
        >
          <ProofSheet proof={shown} />
        </Modal>
      )}
    </>
  );
}
