import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { FolderField } from "../../components/FolderField";
import { NewPassphrase } from "../../components/NewPassphrase";
import { Problem } from "../../components/Problem";
import { TextInput } from "../../components/TextInput";
import type { NewVault } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { defaultFolderQuery } from "./queries";
import type { Go } from "./step";

/** A new vault: whose it is, where it lies, and its passphrase. */
export function CreateVault({ go }: { go: Go }) {
  const m = useMessages().start;
  const { data: defaultFolder = "" } = useQuery(defaultFolderQuery);
  const [typed, setTyped] = useState<Partial<NewVault>>({});
  const [passphrase, setPassphrase] = useState<string>();
  const values: NewVault = {
    folder: defaultFolder,
    name: m.create.defaultName,
    owner: "",
    staff_number: "",
    branch: "",
    ...typed,
  };
  const create = useMutation({
    mutationFn: (words: string) => call(commands.vaultCreate(values, words)),
    onSuccess: (recoveryKey) => go({ name: "recoveryKey", recoveryKey }),
  });
  const isWhole = values.owner.trim() !== "" && values.name.trim() !== "" && passphrase;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole && passphrase) create.mutate(passphrase);
  }
  const text = (key: "name" | "owner" | "staff_number" | "branch") => (
    <Field label={m.create[key]}>
      <TextInput
        value={values[key]}
        autoFocus={key === "owner"}
        maxLength={60}
        onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
      />
    </Field>
  );
  return (
    <form className="start-form" onSubmit={submit}>
      <h2>{m.way.create}</h2>
      <div className="start-pair">
        {text("owner")}
        {text("staff_number")}
        {text("branch")}
        {text("name")}
      </div>
      <FolderField
        label={m.create.folder}
        value={values.folder}
        onChange={(folder) => setTyped({ ...typed, folder })}
      />
      <hr />
      <NewPassphrase
        label={m.passphrase}
        known={[values.owner, values.staff_number, values.branch]}
        onChange={setPassphrase}
      />
      {create.error && <Problem error={create.error} />}
      <div className="start-actions">
        <Button kind="primary" type="submit" disabled={!isWhole} isBusy={create.isPending}>
          {m.create.make}
        </Button>
        <span className="start-note">{m.create.next}</span>
      </div>
    </form>
  );
}
