import type { ReactNode } from "react";
import "./empty.css";

/** Nothing here yet: one sentence, and the one thing to do about it. Where it is the whole
 * page, it is its heading. */
export function Empty(props: { text: string; action?: ReactNode; isPage?: boolean }) {
  const { text, action, isPage } = props;
  return (
    <div className="empty">
      {isPage ? <h1>{text}</h1> : <p>{text}</p>}
      {action}
    </div>
  );
}
