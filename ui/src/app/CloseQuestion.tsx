import { Modal } from "antd";
import { useMessages } from "../locales";
import { close, stay, useIsAskingToClose } from "./leave";

/** Asked before the window closes over an import that is not taken yet. */
export function CloseQuestion() {
  const m = useMessages().shell;
  return (
    <Modal
      open={useIsAskingToClose()}
      destroyOnHidden
      title={m.closeTitle}
      okText={m.closeAnyway}
      cancelText={m.stay}
      okButtonProps={{ danger: true }}
      onOk={() => void close()}
      onCancel={stay}
      width={420}
    >
      <p>{m.closeText}</p>
    </Modal>
  );
}
