import { Button, Checkbox } from "antd";
import { ArrowDown, ArrowUp, Columns3 } from "lucide-react";
import { useState } from "react";
import { ToolPopover } from "../../components/ToolPopover";
import { useMessages } from "../../locales";
import { allColumns, type ColumnId } from "./columns";
import { change, useListState } from "./state";

/** Which columns are shown, in which order. The name stays first. */
export function ColumnMenu({ shown }: { shown: readonly ColumnId[] }) {
  const m = useMessages().clients;
  const [isOpen, setOpen] = useState(false);
  return (
    <ToolPopover
      label={m.columnsTitle}
      icon={Columns3}
      isInk
      placement="bottomRight"
      isOpen={isOpen}
      onOpen={setOpen}
      content={<ColumnList shown={shown} />}
    />
  );
}

function ColumnList({ shown }: { shown: readonly ColumnId[] }) {
  const m = useMessages().clients;
  const { columns } = useListState();
  const hidden = allColumns().filter((id) => !shown.includes(id));
  const set = (next: ColumnId[]) => change({ columns: next });
  function move(id: ColumnId, step: number) {
    const at = shown.indexOf(id);
    const next = shown.filter((other) => other !== id);
    next.splice(at + step, 0, id);
    set(next);
  }
  return (
    <div className="clients-columns">
      {shown.map((id, at) => (
        <div key={id} className="clients-column">
          <Checkbox
            checked
            disabled={id === "name"}
            onChange={() => set(shown.filter((other) => other !== id))}
          >
            {m.columns[id]}
          </Checkbox>
          {id !== "name" && (
            <>
              <Step
                label={m.moveUp(m.columns[id])}
                icon={ArrowUp}
                disabled={at <= 1}
                onClick={() => move(id, -1)}
              />
              <Step
                label={m.moveDown(m.columns[id])}
                icon={ArrowDown}
                disabled={at === shown.length - 1}
                onClick={() => move(id, 1)}
              />
            </>
          )}
        </div>
      ))}
      {hidden.map((id) => (
        <div key={id} className="clients-column">
          <Checkbox checked={false} onChange={() => set([...shown, id])}>
            {m.columns[id]}
          </Checkbox>
        </div>
      ))}
      <Button size="small" disabled={columns === null} onClick={() => change({ columns: null })}>
        {m.usualColumns}
      </Button>
    </div>
  );
}

function Step(props: {
  label: string;
  icon: typeof ArrowUp;
  disabled: boolean;
  onClick: () => void;
}) {
  const Icon = props.icon;
  return (
    <button
      type="button"
      className="clients-step"
      disabled={props.disabled}
      onClick={props.onClick}
      title={props.label}
    >
      <Icon size={12} strokeWidth={1.6} aria-hidden />
      <span className="visually-hidden">{props.label}</span>
    </button>
  );
}
