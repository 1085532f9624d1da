import { Button } from "antd";
import { type FormEvent, useState } from "react";
import { PassphraseField } from "../../components/PassphraseField";
import { useMessages } from "../../locales";
import { openFiles } from "./openImport";

/** Among the files is a whole export: nothing of it is read without its passphrase. */
export function ArchivePassphrase(props: { paths: string[]; problem: string | undefined }) {
  const m = useMessages().import.archive;
  const [passphrase, setPassphrase] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (passphrase !== "") void openFiles(props.paths, passphrase);
  }
  return (
    <form className="import-archive" onSubmit={submit}>
      <PassphraseField
        label={m.passphrase}
        value={passphrase}
        onChange={setPassphrase}
        problem={props.problem}
        hint={m.hint}
        autoFocus
      />
      <Button type="primary" htmlType="submit" disabled={passphrase === ""}>
        {m.open}
      </Button>
    </form>
  );
}
