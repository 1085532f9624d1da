import { Button } from "antd";
import { setPreferences, usePreferences } from "../../app/preferences";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { IndustryLabels } from "./IndustryLabels";
import { Row } from "./Row";
import { SharedMappings } from "./SharedMappings";

/** Where the import looks for files by itself, and what it was told of columns and labels. */
export function Import() {
  return (
    <>
      <DropFolder />
      <SharedMappings />
      <IndustryLabels />
    </>
  );
}

function DropFolder() {
  const m = useMessages().settings;
  const { drop_folder: folder = "" } = usePreferences();
  async function choose() {
    const chosen = await call(commands.vaultChooseFolder(m.dropFolder.where, folder || null));
    if (chosen) await setPreferences({ drop_folder: chosen });
  }
  return (
    <Row
      name={m.dropFolder.title}
      meaning={folder ? m.dropFolder.in(folder) : m.dropFolder.meaning}
    >
      <Button
        aria-label={`${folder ? m.otherFolder : m.chooseFolder} ${m.dropFolder.title}`}
        onClick={() => void choose()}
      >
        {folder ? m.otherFolder : m.chooseFolder}
      </Button>
      {folder && (
        <Button onClick={() => void setPreferences({ drop_folder: "" })}>
          {m.dropFolder.none}
        </Button>
      )}
    </Row>
  );
}
