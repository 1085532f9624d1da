import { Input, type InputRef } from "antd";
import { type KeyboardEvent, type ReactNode, type Ref, useState } from "react";
import { useMessages } from "../locales";
import { Field } from "./Field";

/** A passphrase, with a word where Caps Lock would spoil it. */
export function PassphraseField(props: {
  label: string;
  value: string;
  onChange: (passphrase: string) => void;
  problem?: ReactNode;
  hint?: ReactNode;
  autoFocus?: boolean;
  ref?: Ref<InputRef>;
}) {
  const m = useMessages().common;
  const [isCapsLock, setCapsLock] = useState(false);
  const look = (event: KeyboardEvent) => setCapsLock(event.getModifierState("CapsLock"));
  return (
    <Field label={props.label} problem={props.problem} hint={isCapsLock ? m.capsLock : props.hint}>
      <Input.Password
        ref={props.ref}
        value={props.value}
        autoFocus={props.autoFocus}
        autoComplete="off"
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={look}
        onKeyUp={look}
      />
    </Field>
  );
}
