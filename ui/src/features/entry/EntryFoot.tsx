import { Button } from "antd";
import type { ReactNode } from "react";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import { useMessages } from "../../locales";
import { closeEntry } from "./drawer";

/** What was refused, whether there is a draft, and saving. */
export function EntryFoot(props: {
  error: unknown;
  isDraft: boolean;
  isSaving: boolean;
  onDiscard: () => void;
  children?: ReactNode;
}) {
  const { error, isDraft, isSaving, onDiscard, children } = props;
  const m = useMessages();
  return (
    <footer className="drawer-foot">
      {error !== undefined && <Problem error={error}>{children}</Problem>}
      <span className="drawer-draft" role="status">
        {isDraft && m.visit.draft}
      </span>
      {isDraft && (
        <Button type="text" onClick={onDiscard}>
          {m.visit.discard}
        </Button>
      )}
      <Button onClick={closeEntry}>{m.common.cancel}</Button>
      <Button type="primary" htmlType="submit" loading={isSaving}>
        {m.entry.save} <Kbd keys="mod+enter" />
      </Button>
    </footer>
  );
}
