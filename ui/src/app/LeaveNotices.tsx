import { Button, Modal } from "antd";
import { useMessages } from "../locales";
import { close, stay, useIsAskingToClose, useLockIn } from "./leave";

/** What is said before the window locks by itself, or closes over an import that is not taken yet. */
export function LeaveNotices() {
  const m = useMessages().shell;
  const seconds = useLockIn();
  const isAsking = useIsAskingToClose();
  return (
    <>
      {seconds !== undefined && (
        <div className="notice-place lock-warning" role="alert">
          <div className="notice">
            <span>{m.lockIn(seconds)}</span>
            <Button size="small">{m.stayOpen}</Button>
          </div>
        </div>
      )}
      <Modal
        open={isAsking}
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
    </>
  );
}
