import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { enter } from "../../app/entry";
import { Button } from "../../components/Button";
import { FolderField } from "../../components/FolderField";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { defaultFolderQuery } from "./queries";

/** A vault of fictional clients, made where the user says. */
export function DemoVault() {
  const m = useMessages().start;
  const { data: defaultFolder = "" } = useQuery(defaultFolderQuery);
  const [typed, setTyped] = useState<string>();
  const folder = typed ?? defaultFolder;
  const make = useMutation({
    mutationFn: () => call(commands.vaultDemo(folder)),
    onSuccess: () => enter(),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    make.mutate();
  }
  return (
    <form className="start-form" onSubmit={submit}>
      <h2>{m.way.demo}</h2>
      <p>{m.demo.text}</p>
      <FolderField label={m.create.folder} value={folder} onChange={setTyped} />
      {make.error && <Problem error={make.error} />}
      <div className="start-actions" aria-live="polite">
        <Button kind="primary" type="submit" disabled={folder === ""} isBusy={make.isPending}>
          {m.demo.make}
        </Button>
        {make.isPending && <span className="start-note">{m.demo.making}</span>}
      </div>
    </form>
  );
}
