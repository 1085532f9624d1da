import { notify } from "../../app/notices";
import { router } from "../../app/router";
import { useShortcut } from "../../app/shortcuts";
import { useMessages } from "../../locales";
import { pasteTable } from "./openImport";

/** Ctrl or ⌘ V where no field has the focus: the table on the clipboard becomes an import. */
export function usePaste({ when = true }: { when?: boolean } = {}): () => void {
  const m = useMessages().import;
  const paste = () => {
    void router.navigate({ to: "/import" });
    void pasteTable(m.paste.name).then((hadRoom) => {
      if (!hadRoom) notify({ text: m.paste.busy });
    });
  };
  useShortcut("mod+v", m.paste.deed, paste, { when });
  return paste;
}
