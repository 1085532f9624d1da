import type { ReactNode } from "react";

/** One thing to set: its name and what it means, and the control beside it. */
export function Row(props: { name: string; meaning?: ReactNode; children: ReactNode }) {
  return (
    <div className="settings-row">
      <div>
        <p className="settings-name">{props.name}</p>
        {props.meaning && <p className="settings-meaning">{props.meaning}</p>}
      </div>
      <div className="settings-control">{props.children}</div>
    </div>
  );
}
