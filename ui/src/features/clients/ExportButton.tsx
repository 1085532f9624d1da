import { Radio } from "antd";
import { Download } from "lucide-react";
import { useState } from "react";
import { notify } from "../../app/notices";
import { ExportReason } from "../../components/ExportReason";
import { countChosen, type RowSelection } from "../../components/rowSelection";
import { ToolPopover } from "../../components/ToolPopover";
import type { FileKind, SortKey } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import type { ColumnId } from "./columns";

interface ExportProps {
  list: number;
  /** How many clients the list has. */
  count: number;
  selection: RowSelection;
  columns: readonly ColumnId[];
  /** The view's name: heads the workbook and names the file. */
  title: string;
}

/** Asks what a list leaves the vault for, then writes it. */
export function ExportButton(props: ExportProps) {
  const m = useMessages().clients;
  const [isOpen, setOpen] = useState(false);
  return (
    <ToolPopover
      label={m.export}
      icon={Download}
      isInk
      isDisabled={props.count === 0}
      placement="bottomRight"
      isOpen={isOpen}
      onOpen={setOpen}
      content={<ExportForm {...props} onDone={() => setOpen(false)} />}
    />
  );
}

function ExportForm(props: ExportProps & { onDone: () => void }) {
  const m = useMessages().clients;
  const chosen = countChosen(props.selection);
  const [isChosenOnly, setChosenOnly] = useState(chosen > 0);
  const [kind, setKind] = useState<FileKind>("workbook");

  async function write(reason: string) {
    const columns = props.columns.filter((id): id is SortKey => id !== "trend");
    const ranges = isChosenOnly ? [...props.selection] : [];
    const wanted = { kind, ranges, columns, title: props.title, reason };
    const exported = await call(commands.clientListExport(props.list, wanted));
    if (exported) {
      const { clients, file_name, number } = exported;
      notify({ text: m.exported(clients, file_name, number) });
    }
    props.onDone();
  }

  return (
    <ExportReason
      note={kind === "csv" ? m.exportNoteCsv : m.exportNote}
      deed={m.exportRows(isChosenOnly ? chosen : props.count)}
      onExport={write}
    >
      {chosen > 0 && (
        <Radio.Group
          aria-label={m.exportWhat}
          value={isChosenOnly}
          onChange={(event) => setChosenOnly(event.target.value)}
          options={[
            { value: true, label: m.chosenRows(chosen) },
            { value: false, label: m.allRows(props.count) },
          ]}
        />
      )}
      <Radio.Group
        aria-label={m.exportKind}
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        options={[
          { value: "workbook", label: m.workbook },
          { value: "csv", label: "CSV" },
        ]}
      />
    </ExportReason>
  );
}
