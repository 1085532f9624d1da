import { enter } from "../../app/entry";
import { Button } from "../../components/Button";
import { useMessages } from "../../locales";

/** The vault is open and empty: bring the own clients, or look around. */
export function FirstSteps() {
  const m = useMessages().start.firstSteps;
  return (
    <div className="start-form">
      <h2>{m.title}</h2>
      <p>{m.text}</p>
      <ol className="start-promises">
        {m.files.map((file) => (
          <li key={file}>{file}</li>
        ))}
      </ol>
      <div className="start-actions">
        <Button kind="primary" autoFocus onClick={() => void enter("/import")}>
          {m.importOwn}
        </Button>
        <Button onClick={() => void enter("/today")}>{m.look}</Button>
      </div>
    </div>
  );
}
