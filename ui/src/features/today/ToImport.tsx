import { Button } from "antd";
import { router } from "../../app/router";
import { useMessages } from "../../locales";

/** The way to the import, beside what it would mend. */
export function ToImport({ isPrimary = false }: { isPrimary?: boolean }) {
  const m = useMessages().today;
  return (
    <Button
      type={isPrimary ? "primary" : "link"}
      size={isPrimary ? "middle" : "small"}
      onClick={() => void router.navigate({ to: "/import" })}
    >
      {m.toImport}
    </Button>
  );
}
