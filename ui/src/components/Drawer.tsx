import { X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useShortcut } from "../app/shortcuts";
import { useMessages } from "../locales";
import "./drawer.css";

/** A form beside the page: what is read there can be typed here. */
export function Drawer(props: {
  title: string;
  /** What Escape does, for the list of keys. */
  closing: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const { title, closing, onClose, children } = props;
  const m = useMessages().common;
  useShortcut("escape", closing, onClose);
  useReturnOfFocus();
  return (
    <aside className="drawer" aria-label={title}>
      <header className="drawer-head">
        <h2 title={title}>{title}</h2>
        <button type="button" className="icon-button" onClick={onClose}>
          <X size={16} strokeWidth={1.6} aria-hidden />
          <span className="visually-hidden">{m.close}</span>
        </button>
      </header>
      {children}
    </aside>
  );
}

/** Closing leads back to where the drawer was opened from. */
function useReturnOfFocus(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}
