import { Popover, type PopoverProps } from "antd";
import type { LucideIcon } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useShortcut } from "../app/shortcuts";
import { useMessages } from "../locales";
import "./list-tools.css";

/** A tool of the list that asks one thing where it stands. Escape closes it, and nothing beneath it. */
export function ToolPopover(props: {
  label: string;
  icon?: LucideIcon | undefined;
  /** Beside the label: its key. */
  children?: ReactNode;
  isInk?: boolean;
  isDisabled?: boolean;
  placement: NonNullable<PopoverProps["placement"]>;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  content: ReactNode;
}) {
  const { icon: Icon, isOpen, onOpen } = props;
  const m = useMessages().common;
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useRef<HTMLDivElement>(null);
  function close() {
    onOpen(false);
    button.current?.focus();
  }
  useShortcut("escape", m.close, close, { when: isOpen });
  return (
    <Popover
      open={isOpen}
      onOpenChange={onOpen}
      trigger="click"
      placement={props.placement}
      arrow={false}
      // At once and whole: what grows from a point is hit beside it by whoever is quick.
      motion={{ motionName: "" }}
      destroyOnHidden
      afterOpenChange={(open) => {
        // Once it stands in its place; a content that chose a field itself keeps it.
        if (open && !dialog.current?.contains(document.activeElement)) focusFirst(dialog.current);
      }}
      content={
        <div ref={dialog} role="dialog" aria-label={props.label}>
          {props.content}
        </div>
      }
    >
      <button
        ref={button}
        type="button"
        className={props.isInk ? "list-tool is-ink" : "list-tool"}
        disabled={props.isDisabled}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
      >
        {Icon && <Icon size={14} strokeWidth={1.6} aria-hidden />}
        {props.label}
        {props.children}
      </button>
    </Popover>
  );
}

function focusFirst(dialog: HTMLElement | null): void {
  const fields = dialog?.querySelectorAll<HTMLElement>(
    "input:not([disabled]), button:not([disabled])",
  );
  // Text before choices: what is asked for is typed.
  const field = dialog?.querySelector<HTMLElement>("input:not([type=radio], [type=checkbox])");
  (field ?? fields?.[0])?.focus();
}
