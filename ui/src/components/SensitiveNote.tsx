import { useEffect, useState } from "react";
import { usePreferences } from "../app/preferences";
import { commands } from "../ipc/call";
import "./sensitive-note.css";

/** A pause in typing, after which the text is looked at. */
const PAUSE_MS = 200;

/** Says beside a field what its text had better not hold of a person, and why; it hinders nothing. */
export function SensitiveNote({ text }: { text: string }) {
  const { language } = usePreferences();
  const [warning, setWarning] = useState<string | null>(null);
  useEffect(() => {
    let isStale = false;
    const look = async () => {
      const told = text.trim() === "" ? null : await commands.sensitiveWarning(text, language);
      if (!isStale) setWarning(told);
    };
    const pause = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      isStale = true;
      clearTimeout(pause);
    };
  }, [text, language]);
  return (
    <p className="sensitive-note" role="status" hidden={warning === null}>
      {warning}
    </p>
  );
}
