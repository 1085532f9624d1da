import { call, commands } from "../ipc/call";
import { useMessages } from "../locales";
import { Button } from "./Button";
import { Field } from "./Field";
import { TextInput } from "./TextInput";
import "./field.css";

/** A folder: typed, or chosen in the system's dialog. */
export function FolderField(props: {
  label: string;
  hint?: string;
  value: string;
  onChange: (folder: string) => void;
}) {
  const m = useMessages().common;
  async function choose() {
    const chosen = await call(commands.vaultChooseFolder(props.label, props.value || null));
    if (chosen) props.onChange(chosen);
  }
  return (
    <div className="folder-field">
      <Field label={props.label} hint={props.hint}>
        <TextInput value={props.value} onChange={(event) => props.onChange(event.target.value)} />
      </Field>
      <Button onClick={() => void choose()}>{m.browse}</Button>
    </div>
  );
}
