import { Link } from "@tanstack/react-router";
import { Foreign } from "../../components/Foreign";
import type { AuditRow } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { localSecond } from "./when";

/** One deed in full: what was, what is, and its place in the chain. */
export function AuditDetail({ row }: { row: AuditRow }) {
  const m = useMessages().audit;
  return (
    <aside className="audit-detail" aria-label={m.detail}>
      <h2>{row.says}</h2>
      <dl>
        <dt>{m.col.at}</dt>
        <dd className="num">{localSecond(row.at)}</dd>
        <dt>{m.col.user}</dt>
        <dd>
          <bdi>{row.user}</bdi>
        </dd>
        <dt>{m.col.area}</dt>
        <dd>{m.areas[row.area]}</dd>
        {row.client && (
          <>
            <dt>{m.col.client}</dt>
            <dd>
              <Link to="/clients/$clientId" params={{ clientId: row.client.id }}>
                <Foreign text={row.client.name} />
              </Link>
            </dd>
          </>
        )}
        <dt>{m.seq}</dt>
        <dd className="num">{row.seq}</dd>
        <dt>{m.hash}</dt>
        <dd className="audit-hash">{row.hash}</dd>
      </dl>
      {row.changes.length > 0 && (
        <table className="audit-changes">
          <caption>{m.changes}</caption>
          <thead>
            <tr>
              <th scope="col">{m.what}</th>
              <th scope="col">{m.was}</th>
              <th scope="col">{m.is}</th>
            </tr>
          </thead>
          <tbody>
            {row.changes.map(({ what, was, is }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                <td className="audit-was">
                  <bdi>{was || m.nothing}</bdi>
                </td>
                <td>
                  <bdi>{is || m.nothing}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </aside>
  );
}
