import type { ReactNode } from "react";
import "./empty.css";

/** Nothing here yet: one sentence, and the one thing to do about it. */
export function Empty({ text, action }: { text: string; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{text}</p>
      {action}
    </div>
  );
}
