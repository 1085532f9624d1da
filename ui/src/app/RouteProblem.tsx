import type { ErrorComponentProps } from "@tanstack/react-router";
import { Button } from "antd";
import { Empty } from "../components/Empty";
import { Problem } from "../components/Problem";
import { useMessages } from "../locales";
import { router } from "./router";

/** A room that could not be drawn: the others still work. */
export function RouteProblem({ error, reset }: ErrorComponentProps) {
  return (
    <div className="route-problem">
      <Problem error={error} onRetry={reset} />
    </div>
  );
}

/** An address that leads nowhere, such as one of a client whose import was undone. */
export function NotFound() {
  const m = useMessages().shell;
  return (
    <Empty
      isPage
      text={m.notFound}
      action={<Button onClick={() => router.navigate({ to: "/today" })}>{m.toToday}</Button>}
    />
  );
}
