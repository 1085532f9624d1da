import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { type FormEvent, type ReactNode, useState } from "react";
import { useMessages } from "../locales";
import { Problem } from "./Problem";
import { SensitiveNote } from "./SensitiveNote";
import "./list-tools.css";

/** Asks what a list leaves the vault for; without a reason none does. */
export function ExportReason(props: {
  /** What else is to be decided, above the reason. */
  children?: ReactNode;
  /** What the reason may be, where it is not that of a list. */
  label?: string;
  /** What becomes of the reason. */
  note: string;
  /** What the button does. */
  deed: string;
  onExport: (reason: string) => Promise<void>;
}) {
  const m = useMessages().clients;
  const label = props.label ?? m.exportReason;
  const [reason, setReason] = useState("");
  const save = useMutation({ mutationFn: () => props.onExport(reason) });
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }
  return (
    <form className="list-editor is-wide" onSubmit={submit}>
      {props.children}
      <Input
        maxLength={200}
        value={reason}
        placeholder={label}
        aria-label={label}
        onChange={(event) => setReason(event.target.value)}
      />
      <SensitiveNote text={reason} />
      <p className="list-note">{props.note}</p>
      {save.error && <Problem error={save.error} />}
      <Button
        type="primary"
        htmlType="submit"
        loading={save.isPending}
        disabled={reason.trim() === ""}
        block
      >
        {props.deed}
      </Button>
    </form>
  );
}
