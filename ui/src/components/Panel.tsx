import { type ReactNode, useId } from "react";
import "./panel.css";

export interface PanelProps {
  title: string;
  /** Counts what follows. */
  count?: number;
  /** The unit or the basis, stated once for the whole panel. */
  hint?: ReactNode;
  /** At the end of the head: an as-of mark, a legend, one link. */
  end?: ReactNode;
  /** Its place in the grid around it. */
  area?: string;
  children: ReactNode;
}

/** A titled part of the ruled sheet: hairlines divide it from its neighbours, nothing boxes it. */
export function Panel({ title, count, hint, end, area, children }: PanelProps) {
  const id = useId();
  return (
    <section
      className="panel"
      aria-labelledby={id}
      data-area={area}
      style={area ? { gridArea: area } : undefined}
    >
      <header className="panel-head">
        <h2 id={id}>{title}</h2>
        {count !== undefined && <span className="panel-count">{count}</span>}
        {hint && <span className="panel-hint">{hint}</span>}
        {end && <span className="panel-end">{end}</span>}
      </header>
      <div className="panel-body">{children}</div>
    </section>
  );
}
