import { cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { SensitiveNote } from "./SensitiveNote";
import "./field.css";

interface Control {
  id?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
  status?: "" | "error";
}

/** A control with its name above, and below it what is wrong with it, or a hint. */
export function Field(props: {
  label: string;
  /** What is wrong; takes the place of the hint. */
  problem?: ReactNode;
  hint?: ReactNode;
  /** What was typed freely: told where it holds more of a person than it should. */
  words?: string | undefined;
  children: ReactElement<Control>;
}) {
  const id = useId();
  const below = props.problem || props.hint;
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {cloneElement(props.children, {
        id,
        "aria-describedby": below ? `${id}-below` : undefined,
        "aria-invalid": props.problem ? true : undefined,
        status: props.problem ? "error" : "",
      })}
      {below && (
        <div
          id={`${id}-below`}
          className={props.problem ? "field-problem" : "field-hint"}
          role={props.problem ? "alert" : undefined}
        >
          {below}
        </div>
      )}
      {props.words !== undefined && <SensitiveNote text={props.words} />}
    </div>
  );
}
