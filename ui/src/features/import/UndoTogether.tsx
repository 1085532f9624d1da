import { Button, Modal } from "antd";
import { useState } from "react";
import { useMessages } from "../../locales";
import { useUndoTogether } from "./queries";

/** Takes back at once what was committed at once. It is more than one file, so it asks. */
export function UndoTogether(props: {
  /** Any one of them. */
  batch: string;
  files: readonly string[];
  isQuiet?: boolean;
  /** What stands in the way, or `undefined` once it is tried anew. */
  onRefused: (error: unknown) => void;
}) {
  const { import: m, common } = useMessages();
  const { batch, files, onRefused } = props;
  const [isAsking, setAsking] = useState(false);
  const undo = useUndoTogether(onRefused);
  function undoAll() {
    setAsking(false);
    onRefused(undefined);
    undo.mutate(batch);
  }
  return (
    <>
      <Button
        size="small"
        type={props.isQuiet ? "text" : "default"}
        loading={undo.isPending}
        onClick={() => setAsking(true)}
      >
        {m.together.undo(files.length)}
      </Button>
      <Modal
        open={isAsking}
        destroyOnHidden
        title={m.together.undoTitle(files.length)}
        okText={m.together.undoNow}
        cancelText={common.cancel}
        okButtonProps={{ danger: true }}
        onOk={undoAll}
        onCancel={() => setAsking(false)}
        width={440}
      >
        <p>{m.together.undoText}</p>
        <ul className="import-undone-files">
          {files.map((file, at) => (
            // Two files of one name may come from two folders.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
            <li key={at}>
              <bdi>{file}</bdi>
            </li>
          ))}
        </ul>
      </Modal>
    </>
  );
}
