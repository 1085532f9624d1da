import { useMutation, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { notify } from "../../app/notices";
import { literal } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { ClientRef } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { dataChanged } from "./openImport";

/** Says whose the rows are that wait under a number that no client has. */
export function Assign({ waiting }: { waiting: ClientRef }) {
  const { import: m, entry } = useMessages();
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
    onSuccess: async (entered) => {
      await dataChanged();
      notify({
        text: entry.said(entered),
        undo: async () => {
          await call(commands.importUndo(entered.batch));
          await dataChanged();
        },
      });
    },
  });
  return (
    <>
      <Select<string>
        autoFocus
        open={wanted !== "" && found.data !== undefined}
        className="import-assign"
        showSearch={{ filterOption: false, onSearch: setTyped, searchValue: typed }}
        placeholder={m.assignTo}
        aria-label={m.assignTo}
        notFoundContent={m.assignNone}
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
