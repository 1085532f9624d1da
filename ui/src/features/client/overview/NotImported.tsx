import type { ReactNode } from "react";
import { router } from "../../../app/router";
import { useMessages } from "../../../locales";

/** Nothing here yet: one sentence, and the ways to change that; `children` are others than an import. */
export function NotImported({ text, children }: { text: string; children?: ReactNode }) {
  const m = useMessages().client.attention;
  return (
    <p className="panel-none">
      {text}{" "}
      <button
        type="button"
        className="link-button"
        onClick={() => void router.navigate({ to: "/import" })}
      >
        {m.import}
      </button>
      {children}
    </p>
  );
}
