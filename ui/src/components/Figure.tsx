import type { ReactNode } from "react";
import { AsOf, type AsOfProps } from "./AsOf";
import { type Change, MISSING } from "./money";
import { type ProvenanceProps, WithProvenance } from "./Provenance";
import { Spark } from "./Spark";
import "./figure.css";

export interface FigureProps {
  label: string;
  /** The number as it is shown; `null` is missing, and `reason` says why. */
  value: string | null;
  unit?: string;
  /** A level below zero is red; a change never is (look.md). */
  isNegative?: boolean;
  reason?: string | null;
  asOf?: AsOfProps;
  /** The named basis and the change against it. */
  basis?: { name: string; change: Change };
  /** What stands in the place of a basis. */
  foot?: ReactNode;
  spark?: (number | null)[];
  provenance?: ProvenanceProps;
}

/** One figure: label and as-of day, number and unit, basis and change, and on asking where it is from. */
export function Figure(props: FigureProps) {
  const { provenance, ...rest } = props;
  if (!provenance) return <div className="figure">{<FigureBody {...rest} />}</div>;
  return (
    <WithProvenance provenance={provenance}>
      <button type="button" className="figure">
        <FigureBody {...rest} />
      </button>
    </WithProvenance>
  );
}

function FigureBody(props: Omit<FigureProps, "provenance">) {
  const { label, value, unit, asOf, basis, spark } = props;
  return (
    <>
      <span className="figure-label">
        <span>{label}</span>
        {asOf && <AsOf {...asOf} />}
      </span>
      <span className="figure-value">
        <span className="figure-amount">
          <span className={props.isNegative ? "figure-number is-negative" : "figure-number"}>
            {value ?? MISSING}
          </span>
          {value !== null && unit && <span className="figure-unit">{unit}</span>}
        </span>
        {spark && <Spark values={spark} />}
      </span>
      <span className="figure-foot">
        {value === null ? (
          <span title={props.reason ?? undefined}>{props.reason}</span>
        ) : (
          (basis && (
            <>
              {basis.name} <ChangeText change={basis.change} />
            </>
          )) ||
          props.foot
        )}
      </span>
    </>
  );
}

/** A change with its sign, blue upwards and plum downwards; a word for what has no percentage. */
export function ChangeText({ change }: { change: Change }) {
  return <span className={`change is-${change.direction}`}>{change.text}</span>;
}
