import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import { CommandError } from "../ipc/call";
import { useMessages } from "../locales";
import type { Told } from "../locales/zh-CN/common";
import { Button } from "./Button";
import "./problem.css";

/**
 * What a command answered instead of a value, in place. A refusal (a rule, the input) is calm and says what
 * is missing; a failure (a fault) is red and can be tried again.
 */
export function Problem(props: { error: unknown; onRetry?: () => void; children?: ReactNode }) {
  const m = useMessages().common;
  const failure = props.error instanceof CommandError ? props.error.failure : undefined;
  const told: Told = failure ? m.failure(failure) : { text: m.fault };
  const isRefusal = failure?.refusal ?? false;
  const Icon = isRefusal ? Info : CircleAlert;
  return (
    <div className={isRefusal ? "problem problem-refusal" : "problem problem-failure"} role="alert">
      <Icon size={16} strokeWidth={1.6} aria-hidden />
      <div className="problem-text">
        <p>{told.text}</p>
        {told.original && (
          <p className="problem-original" lang="zh-CN">
            {told.original}
          </p>
        )}
        {props.children}
        {props.onRetry && (
          <Button size="small" onClick={props.onRetry}>
            {m.retry}
          </Button>
        )}
      </div>
    </div>
  );
}
