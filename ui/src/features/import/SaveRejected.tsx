import { Download } from "lucide-react";
import { useState } from "react";
import { notify } from "../../app/notices";
import { ExportReason } from "../../components/ExportReason";
import { ToolPopover } from "../../components/ToolPopover";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { count } from "./format";

/** Asks what rejected rows leave the vault for, because their numbers are whole, then writes them as a workbook. */
export function SaveRejected(props: { handle: number; file: number; rows: number }) {
  const m = useMessages().import;
  const [isOpen, setOpen] = useState(false);
  async function write(reason: string) {
    const { handle, file } = props;
    const saved = await call(
      commands.importSaveRejected(handle, file, m.saveRejectedTitle, reason),
    );
    if (saved) notify({ text: m.rejectedSaved(saved.path, saved.number) });
    setOpen(false);
  }
  return (
    <ToolPopover
      label={m.saveRejected(count(props.rows))}
      icon={Download}
      isInk
      placement="topLeft"
      isOpen={isOpen}
      onOpen={setOpen}
      content={
        <ExportReason
          label={m.saveRejectedReason}
          note={m.saveRejectedNote}
          deed={m.saveRejectedDeed}
          onExport={write}
        />
      }
    />
  );
}
