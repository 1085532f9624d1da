import { Button } from "../../components/Button";
import { useMessages } from "../../locales";
import type { Go } from "./step";

/** The first start on a machine. */
export function Welcome({ go }: { go: Go }) {
  const m = useMessages().start;
  return (
    <div className="start-form">
      <h2>{m.welcome.title}</h2>
      <p>{m.welcome.text}</p>
      <ul className="start-promises">
        {m.welcome.promises.map((promise) => (
          <li key={promise}>{promise}</li>
        ))}
      </ul>
      <div className="start-actions">
        <Button kind="primary" onClick={() => go({ name: "create" })}>
          {m.way.create}
        </Button>
        <Button onClick={() => go({ name: "demo" })}>{m.way.demo}</Button>
      </div>
    </div>
  );
}
