import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { Field } from "../../components/Field";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { ErasurePreview, ErasureSubject } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { ProofSheet } from "./ProofSheet";
import { previewQuery } from "./queries";
import "./erasure.css";

/** Says exactly what goes and what stays, asks what for, and shows the proof. Nothing takes it back. */
export function EraseDialog(props: {
  subject: ErasureSubject;
  onClose: () => void;
  /** When the proof was seen. */
  onErased: () => void;
}) {
  const { subject, onClose, onErased } = props;
  const { erasure: m, common } = useMessages();
  const { data: preview, error } = useQuery(previewQuery(subject));
  const [reason, setReason] = useState("");
  const erase = useMutation({
    mutationFn: () => call(commands.erasureErase(subject, reason)),
    gcTime: 0,
  });
  const close = () => (erase.isSuccess ? onErased() : onClose());
  const mayErase = preview !== undefined && preview.hold === null && reason.trim() !== "";
  return (
    <Modal
      open
      destroyOnHidden
      title={erase.isSuccess ? m.erased : m.title(subject.kind)}
      width={560}
      onCancel={close}
      maskClosable={false}
      closable={!erase.isPending}
      footer={
        erase.isSuccess ? (
          <Button type="primary" onClick={close}>
            {common.close}
          </Button>
        ) : (
          <>
            <Button onClick={close} disabled={erase.isPending}>
              {common.cancel}
            </Button>
            <Button
              danger
              type="primary"
              disabled={!mayErase}
              loading={erase.isPending && { delay: 200 }}
              onClick={() => erase.mutate()}
            >
              {m.deed}
            </Button>
          </>
        )
      }
    >
      {error && <Problem error={error} />}
      {erase.isSuccess && <ProofSheet proof={erase.data} />}
      {!erase.isSuccess && preview && (
        <>
          <Foretold preview={preview} />
          {preview.hold === null && (
            <Field label={m.reason} hint={m.reasonHint} words={reason}>
              <Input
                value={reason}
                maxLength={200}
                autoFocus
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
          )}
          {erase.error && <Problem error={erase.error} />}
        </>
      )}
    </Modal>
  );
}

function Foretold({ preview }: { preview: ErasurePreview }) {
  const m = useMessages().erasure;
  const { hold } = preview;
  return (
    <div className="erasure">
      <p className="erasure-who">
        <Foreign text={preview.name} />
        {preview.kind === "person" && (
          <span className="erasure-aside">
            <Foreign text={preview.client_name} />
          </span>
        )}
      </p>
      {hold && <p className="erasure-held">{m.held(hold.reason, hold.until)}</p>}
      <h3>{m.goes}</h3>
      <CountList counts={preview.counts} />
      <p className="erasure-aside">{m.goesNote[preview.kind]}</p>
      <h3>{m.stays}</h3>
      <ul className="erasure-stays">
        <li>{m.trail}</li>
        <li>{m.backups(preview.backups)}</li>
        <li>{m.others}</li>
        {preview.files.length > 0 && (
          <li>
            {m.files(preview.files.length)}
            <ul>
              {preview.files.map((file) => (
                <li key={file}>
                  <Foreign text={file} />
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </div>
  );
}

/** Rows by what they are; what several tables hold of one thing is one line. */
export function CountList({ counts }: { counts: Partial<Record<string, number>> }) {
  const m = useMessages().erasure;
  const tables: Record<string, string> = m.tables;
  const rows = new Map<string, number>();
  for (const [table, count] of Object.entries(counts)) {
    const label = tables[table] ?? table;
    rows.set(label, (rows.get(label) ?? 0) + (count ?? 0));
  }
  return (
    <dl className="erasure-counts">
      {[...rows].map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="num">{m.rows(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
