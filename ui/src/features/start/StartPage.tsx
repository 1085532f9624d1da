import { useEffect, useState } from "react";
import { Mark } from "../../components/Mark";
import { appVersion } from "../../ipc/app";
import { zhCN } from "../../locales/zh-CN";

const text = zhCN.start;

/** What the window shows before a vault is open: where the data lies and how to begin. */
export function StartPage() {
  const [version, setVersion] = useState("—");
  useEffect(() => {
    appVersion().then(setVersion, () => setVersion("—"));
  }, []);

  return (
    <main className="sheet">
      <header className="head">
        <Mark />
        <h1>{text.name}</h1>
        <p>{text.product}</p>
      </header>
      <section className="lead">
        <h2>{text.lead}</h2>
        <p>{text.how}</p>
      </section>
      <table className="steps">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {text.column.step}
            </th>
            <th scope="col">{text.column.command}</th>
          </tr>
        </thead>
        <tbody>
          {text.steps.map((step, index) => (
            <tr key={step.title}>
              <td className="number">{index + 1}</td>
              <td>
                <strong>{step.title}</strong>
                <span>{step.detail}</span>
              </td>
              <td>
                <code>{step.command}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <footer className="foot">
        <span>{text.local}</span>
        <span>
          {text.version} <b>{version}</b>
        </span>
      </footer>
    </main>
  );
}
