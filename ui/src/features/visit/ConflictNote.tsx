import { Button } from "antd";
import { Foreign } from "../../components/Foreign";
import { Problem } from "../../components/Problem";
import type { Failure } from "../../ipc/bindings";
import { CommandError } from "../../ipc/call";
import { useMessages } from "../../locales";

const FIELDS = ["planned_on", "starts_at", "place", "people", "goals", "ask"] as const;

/** Both values of what differs, and the choice between them. */
export function ConflictNote(props: {
  failure: Failure;
  onTheirs: () => void;
  onMine: () => void;
}) {
  const { failure, onTheirs, onMine } = props;
  const messages = useMessages();
  const m = messages.visit;
  const differing = FIELDS.filter((field) => `${field}.mine` in failure.context);
  const value = (key: string) => failure.context[key] || messages.common.missing;
  return (
    <Problem error={new CommandError(failure)}>
      <span className="visit-conflict-deeds">
        <Button size="small" onClick={onTheirs}>
          {m.takeTheirs}
        </Button>
        <Button size="small" onClick={onMine}>
          {m.keepMine}
        </Button>
      </span>
      {differing.length > 0 && (
        <table className="visit-conflict">
          <thead>
            <tr>
              <th scope="col">{m.field}</th>
              <th scope="col">{m.mine}</th>
              <th scope="col">{m.theirs}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map((field) => (
              <tr key={field}>
                <th scope="row">{m.fields[field]}</th>
                <td>
                  <Foreign text={value(`${field}.mine`)} />
                </td>
                <td>
                  <Foreign text={value(`${field}.theirs`)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Problem>
  );
}
