import { Button } from "antd";
import type { FormEvent, ReactNode } from "react";
import { Problem } from "../../components/Problem";
import { useMessages } from "../../locales";

/** What a part of the settings asks where it stands, and what was refused. Escape takes the question back. */
export function SettingsForm(props: {
  /** What the button does. */
  deed: string;
  isReady: boolean;
  isBusy: boolean;
  error: unknown;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
}) {
  const { deed, isReady, isBusy, error, onSubmit, onCancel, children } = props;
  const { common } = useMessages();
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady && !isBusy) onSubmit();
  }
  return (
    <form
      className="settings-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isBusy) onCancel();
      }}
    >
      {children}
      {Boolean(error) && <Problem error={error} />}
      <div className="settings-actions">
        <Button
          type="primary"
          htmlType="submit"
          disabled={!isReady}
          loading={isBusy && { delay: 200 }}
        >
          {deed}
        </Button>
        <Button onClick={onCancel} disabled={isBusy}>
          {common.cancel}
        </Button>
      </div>
    </form>
  );
}
