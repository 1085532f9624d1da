import { Button } from "antd";
import { notify } from "../../app/notices";
import { router } from "../../app/router";
import { useMessages } from "../../locales";
import { discardImport } from "./openImport";

/** The two ways out of an import that is not committed. */
export function LeaveImport() {
  const m = useMessages().import;
  return (
    <>
      <Button onClick={() => void discardImport()} title={m.discardHint}>
        {m.discard}
      </Button>
      <Button
        title={m.putAsideHint}
        onClick={() => {
          notify({ text: m.putAsideNow });
          void router.navigate({ to: "/today" });
        }}
      >
        {m.putAside}
      </Button>
    </>
  );
}
