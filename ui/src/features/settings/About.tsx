import { useMutation, useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { notify } from "../../app/notices";
import { Problem } from "../../components/Problem";
import { call, commands } from "../../ipc/call";
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
      <Diagnose />
      <Row name={m.licence} meaning={m.licenceMeaning}>
        <span>Apache-2.0</span>
      </Row>
    </>
  );
}

/** A bundle for whoever helps: figures and versions, no client's text. */
function Diagnose() {
  const m = useMessages().settings.diagnosis;
  const save = useMutation({
    mutationFn: () => call(commands.diagnosisSave(m.title)),
    onSuccess: (file) => {
      if (file) notify({ text: m.saved(file) });
    },
  });
  return (
    <>
      <Row name={m.title} meaning={m.meaning}>
        <Button loading={save.isPending && { delay: 200 }} onClick={() => save.mutate()}>
          {m.deed}
        </Button>
      </Row>
      {save.error && <Problem error={save.error} />}
    </>
  );
}
