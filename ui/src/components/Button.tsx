import type { ButtonHTMLAttributes, MouseEvent } from "react";
import "./button.css";

/**
 * A button of the pages before a vault is open. They stand without antd, because reading it would take
 * longer than showing them; this and `TextInput` look like antd's.
 */
export function Button(
  props: {
    kind?: "primary" | "link" | "default";
    size?: "small";
    /** What it began is under way: it takes no second press, and says so once that lasts. */
    isBusy?: boolean;
  } & ButtonHTMLAttributes<HTMLButtonElement>,
) {
  const { kind = "default", size, isBusy = false, onClick, children, ...rest } = props;
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (isBusy) event.preventDefault();
    else onClick?.(event);
  }
  return (
    <button
      type="button"
      {...rest}
      className="button"
      data-kind={kind}
      data-size={size}
      aria-busy={isBusy || undefined}
      onClick={press}
    >
      {isBusy && <i className="button-busy" aria-hidden />}
      {children}
    </button>
  );
}
