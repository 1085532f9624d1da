import { useMutation } from "@tanstack/react-query";
import { Button, Input } from "antd";
import { Download } from "lucide-react";
import { type FormEvent, useState } from "react";
import { notify } from "../../app/notices";
import { Problem } from "../../components/Problem";
import type { OpenedTrail } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { ToolPopover } from "../clients/ToolPopover";
import { reopen } from "./queries";

/** Asks what the trail leaves the vault for, then writes it as a workbook. */
export function ExportButton({ opened }: { opened: OpenedTrail }) {
  const m = useMessages().clients;
  const [isOpen, setOpen] = useState(false);
  return (
    <ToolPopover
      label={m.export}
      icon={Download}
      isInk
      isDisabled={opened.count === 0}
      placement="bottomRight"
      isOpen={isOpen}
      onOpen={setOpen}
      content={<ExportForm opened={opened} onDone={() => setOpen(false)} />}
    />
  );
}

function ExportForm({ opened, onDone }: { opened: OpenedTrail; onDone: () => void }) {
  const { audit: m, clients } = useMessages();
  const [reason, setReason] = useState("");
  const save = useMutation({
    mutationFn: () => call(commands.auditExport(opened.trail, reason)),
    onSuccess: (exported) => {
      if (exported) notify({ text: m.exported(exported.rows, exported.file_name) });
      onDone();
      reopen();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }
  return (
    <form className="clients-editor is-wide" onSubmit={submit}>
      <Input
        maxLength={200}
        value={reason}
        placeholder={clients.exportReason}
        aria-label={clients.exportReason}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="clients-note">{m.exportNote}</p>
      {save.error && <Problem error={save.error} />}
      <Button
        type="primary"
        htmlType="submit"
        loading={save.isPending}
        disabled={reason.trim() === ""}
        block
      >
        {m.exportRows(opened.count)}
      </Button>
    </form>
  );
}
