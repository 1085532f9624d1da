import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../../components/Button";
import { FolderField } from "../../components/FolderField";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import type { Go } from "./step";

/** A vault that was not opened here before: itself, or one of those in a folder. */
export function OpenVault({ go }: { go: Go }) {
  const m = useMessages().start;
  const [folder, setFolder] = useState("");
  const find = useMutation({
    mutationFn: (where: string) => call(commands.vaultFind(where)),
    onSuccess: ([first, ...others]) => {
      if (first && others.length === 0) go({ name: "unlock", folder: first.folder });
    },
  });
  function choose(where: string) {
    setFolder(where);
    find.reset();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (folder.trim() !== "") find.mutate(folder.trim());
  }
  return (
    <form className="start-form" onSubmit={submit}>
      <h2>{m.way.open}</h2>
      <p>{m.openText}</p>
      <FolderField label={m.vaultFolder} value={folder} onChange={choose} />
      {find.error && <Problem error={find.error} />}
      {find.data && find.data.length > 1 && (
        <>
          <p role="status">{m.foundSeveral(find.data.length)}</p>
          <ul className="start-found" aria-label={m.found}>
            {find.data.map((vault) => (
              <li key={vault.folder}>
                <button
                  type="button"
                  title={vault.folder}
                  onClick={() => go({ name: "unlock", folder: vault.folder })}
                >
                  <bdi>{vault.name}</bdi>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="start-actions">
        <Button kind="primary" type="submit" disabled={folder.trim() === ""}>
          {m.next}
        </Button>
      </div>
    </form>
  );
}
