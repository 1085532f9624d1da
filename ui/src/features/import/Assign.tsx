import { useMutation, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { literal } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { ClientRef } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { sayEntered } from "../entry/entered";

/** Says whose the rows are that wait under a number that no client has. */
export function Assign({ waiting }: { waiting: ClientRef }) {
  const m = useMessages();
  const [typed, setTyped] = useState("");
  const wanted = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ["palette", wanted],
    queryFn: () => call(commands.paletteSearch(wanted)),
    enabled: wanted !== "",
    placeholderData: (before) => before,
  });
  const assign = useMutation({
    mutationFn: (client: string) => call(commands.importAssign(waiting, client)),
    onSuccess: (entered) => sayEntered(entered, m),
  });
  return (
    <>
      <Select<string>
        autoFocus
        open={wanted !== "" && found.data !== undefined}
        className="import-assign"
        showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
        placeholder={m.import.assignTo}
        aria-label={m.import.assignTo}
        notFoundContent={m.import.assignNone}
        loading={assign.isPending}
        options={(found.data ?? []).map(({ client }) => ({
          value: client.id,
          label: [literal(client.name), client.number].filter(Boolean).join(" "),
        }))}
        onSelect={(client) => assign.mutate(client)}
      />
      {assign.error && <Problem error={assign.error} />}
    </>
  );
}
