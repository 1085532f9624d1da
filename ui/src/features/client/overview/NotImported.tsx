import { router } from "../../../app/router";
import { useMessages } from "../../../locales";

/** Nothing here yet: one sentence, and the one way to change that. */
export function NotImported({ text }: { text: string }) {
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
    </p>
  );
}
