import { Button, Input } from "antd";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Problem } from "../../components/Problem";
import { ToolPopover } from "../../components/ToolPopover";
import { useMessages } from "../../locales";

/** Asks for a view's name where the button is. */
export function NameView(props: {
  label: string;
  start?: string;
  hasPlus?: boolean;
  isOpenAtOnce?: boolean;
  onSave: (name: string) => Promise<void>;
  onClose?: () => void;
}) {
  const m = useMessages();
  const [isOpen, setOpen] = useState(props.isOpenAtOnce ?? false);
  const [name, setName] = useState(props.start ?? "");
  const [error, setError] = useState<unknown>();

  function show(open: boolean) {
    setOpen(open);
    setError(undefined);
    if (!open) props.onClose?.();
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      await props.onSave(name);
      setName("");
      show(false);
    } catch (failed) {
      setError(failed);
    }
  }

  return (
    <ToolPopover
      label={props.label}
      icon={props.hasPlus ? Plus : undefined}
      placement="bottomLeft"
      isOpen={isOpen}
      onOpen={show}
      content={
        <form className="list-editor" onSubmit={submit}>
          <Input
            maxLength={40}
            value={name}
            placeholder={m.clients.viewName}
            aria-label={m.clients.viewName}
            onChange={(event) => setName(event.target.value)}
          />
          {error !== undefined && <Problem error={error} />}
          <Button type="primary" htmlType="submit" disabled={name.trim() === ""} block>
            {m.common.save}
          </Button>
        </form>
      }
    />
  );
}
