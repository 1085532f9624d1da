import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, type KeyboardEvent, type ReactNode, type Ref, useState } from "react";
import { useMessages } from "../locales";
import { Field } from "./Field";
import { TextInput } from "./TextInput";
import "./field.css";

/** A passphrase, with a word where Caps Lock would spoil it. */
export function PassphraseField(props: {
  label: string;
  value: string;
  onChange: (passphrase: string) => void;
  problem?: ReactNode;
  hint?: ReactNode;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
}) {
  const m = useMessages().common;
  const [isCapsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <Field label={props.label} problem={props.problem} hint={isCapsLock ? m.capsLock : props.hint}>
      <Secret
        ref={props.ref}
        value={props.value}
        autoFocus={props.autoFocus}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={look}
        onKeyUp={look}
      />
    </Field>
  );
}

/** Dots, until its user wants to see what is typed. */
function Secret(props: ComponentProps<typeof TextInput>) {
  const m = useMessages().common;
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? Eye : EyeOff;
  return (
    <span className="secret">
      <TextInput {...props} type={isShown ? "text" : "password"} autoComplete="off" />
      <button
        type="button"
        className="icon-button"
        aria-pressed={isShown}
        // The field keeps the focus, so that Enter goes on.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setShown(!isShown)}
      >
        <Icon size={14} strokeWidth={1.6} aria-hidden />
        <span className="visually-hidden">{m.showTyped}</span>
      </button>
    </span>
  );
}
