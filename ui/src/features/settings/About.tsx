import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../locales";
import { appInfoQuery } from "./queries";
import { Row } from "./Row";

export function About() {
  const m = useMessages().settings;
  const { data: info } = useQuery(appInfoQuery);
  return (
    <>
      <Row name={m.version} meaning={m.versionMeaning}>
        <span className="num settings-selectable">{info?.version}</span>
      </Row>
      <Row name={m.licence} meaning={m.licenceMeaning}>
        <span>Apache-2.0</span>
      </Row>
    </>
  );
}
