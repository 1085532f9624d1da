import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { enter } from "../../app/entry";
import { Button } from "../../components/Button";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";

/**
 * Opens a vault with what the system's keychain keeps, at once. The system may ask its user first, and nobody has to
 * wait for that: `onPassphrase` leads to typing it, with the error where there was one.
 */
export function ByKeychain(props: { folder: string; onPassphrase: (error?: Error) => void }) {
  const m = useMessages().start.keychain;
  const { folder, onPassphrase } = props;
  const open = useMutation({
    mutationFn: () => call(commands.vaultKeychainOpen(folder)),
    onSuccess: () => enter(),
    onError: onPassphrase,
  });
  const isAsked = useRef(false);
  const { mutate } = open;
  useEffect(() => {
    // It is asked once a start.
    if (!isAsked.current) mutate();
    isAsked.current = true;
  }, [mutate]);
  return (
    <>
      <p role="status">{m.opening}</p>
      <p className="start-note">{m.maybeAsked}</p>
      <div className="start-actions">
        <Button autoFocus onClick={() => onPassphrase()}>
          {m.instead}
        </Button>
      </div>
    </>
  );
}
