import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from "react";
import "./text-input.css";

/** `Field` says what is wrong to antd's controls by this, too; these show `aria-invalid`. */
interface FromField {
  status?: "" | "error";
}

/** A line of text on the pages before a vault is open; see `Button`. */
export function TextInput({
  status: _status,
  ...rest
}: FromField & {
  ref?: Ref<HTMLInputElement> | undefined;
} & InputHTMLAttributes<HTMLInputElement>) {
  return <input type="text" {...rest} className="text-input" />;
}

/** A few lines of text. */
export function TextLines({
  status: _status,
  ...rest
}: FromField & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return <textarea {...rest} className="text-input" />;
}
