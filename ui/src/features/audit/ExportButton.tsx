import { Download } from "lucide-react";
import { useState } from "react";
import { notify } from "../../app/notices";
import { ExportReason } from "../../components/ExportReason";
import { ToolPopover } from "../../components/ToolPopover";
import type { OpenedTrail } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
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
  const m = useMessages().audit;
  async function write(reason: string) {
    const exported = await call(commands.auditExport(opened.trail, reason));
    if (exported) {
      const { rows, file_name, number } = exported;
      notify({ text: m.exported(rows, file_name, number) });
    }
    onDone();
    reopen();
  }
  return <ExportReason note={m.exportNote} deed={m.exportRows(opened.count)} onExport={write} />;
}
