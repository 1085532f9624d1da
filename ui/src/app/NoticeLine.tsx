import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { Kbd } from "../components/Kbd";
import { told } from "../components/told";
import { useMessages } from "../locales";
import { dismiss, notify, useNotice } from "./notices";
import { useShortcut } from "./shortcuts";
import "./notice-line.css";

const SHOWN_MS = 8000;

/** The quiet line at the foot of the sheet: what was done, and undo. It waits while it is pointed at. */
export function NoticeLine() {
  const m = useMessages();
  const notice = useNotice();
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (!notice || isHeld) return;
    const timer = setTimeout(dismiss, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, isHeld]);

  const undo = notice?.undo;
  async function takeBack() {
    dismiss();
    try {
      await undo?.();
    } catch (error) {
      // Whatever offered it may be gone: there is no other place to say so.
      notify({ text: told(error, m.common) });
    }
  }
  useShortcut("mod+z", m.common.undo, () => void takeBack(), { when: undo !== undefined });

  return (
    <div className="notice-place" role="status" aria-live="polite">
      {notice && (
        // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it from going
        <div
          className="notice"
          onMouseEnter={() => setHeld(true)}
          onMouseLeave={() => setHeld(false)}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
        >
          <span>{notice.text}</span>
          {undo && (
            <button type="button" className="notice-undo" onClick={() => void takeBack()}>
              {m.common.undo} <Kbd keys="mod+z" />
            </button>
          )}
          <button type="button" className="icon-button" onClick={dismiss}>
            <X size={16} strokeWidth={1.6} aria-hidden />
            <span className="visually-hidden">{m.common.close}</span>
          </button>
        </div>
      )}
    </div>
  );
}
