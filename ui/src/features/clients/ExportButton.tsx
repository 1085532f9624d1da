import { Button, Input, Radio } from "antd";
import { Download } from "lucide-react";
import { type FormEvent, useState } from "react";
import { notify } from "../../app/notices";
import { Problem } from "../../components/Problem";
import { countChosen, type RowSelection } from "../../components/rowSelection";
import type { SortKey } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import type { ColumnId } from "./columns";
import { ToolPopover } from "./ToolPopover";

interface ExportProps {
  list: number;
  /** How many clients the list has. */
  count: number;
  selection: RowSelection;
  columns: readonly ColumnId[];
  /** The view's name: heads the workbook and names the file. */
  title: string;
}

/** Asks what a list leaves the vault for, then writes it as a workbook. */
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
  const [reason, setReason] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    setError(undefined);
    setBusy(true);
    try {
      const columns = props.columns.filter((id): id is SortKey => id !== "trend");
      const ranges = isChosenOnly ? [...props.selection] : [];
      const exported = await call(
        commands.clientListExport(props.list, ranges, columns, props.title, reason),
      );
      if (exported) notify({ text: m.exported(exported.clients, exported.file_name) });
      props.onDone();
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="clients-editor is-wide" onSubmit={submit}>
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
      <Input
        maxLength={200}
        value={reason}
        placeholder={m.exportReason}
        aria-label={m.exportReason}
        onChange={(event) => setReason(event.target.value)}
      />
      <p className="clients-note">{m.exportNote}</p>
      {error !== undefined && <Problem error={error} />}
      <Button
        type="primary"
        htmlType="submit"
        loading={isBusy}
        disabled={reason.trim() === ""}
        block
      >
        {m.exportRows(isChosenOnly ? chosen : props.count)}
      </Button>
    </form>
  );
}
