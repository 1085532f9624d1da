import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { useMessages } from "../../locales";
import { Row } from "./Row";

/** The way to the audit trail, which fills a page of its own. */
export function Audit() {
  const m = useMessages().audit;
  const navigate = useNavigate();
  return (
    <Row name={m.title} meaning={m.settingsMeaning}>
      <Button onClick={() => void navigate({ to: "/settings/audit" })}>{m.open}</Button>
    </Row>
  );
}
