import { Problem } from "../../components/Problem";
import { useMessages } from "../../locales";
import { useForget, useRemembered } from "./queries";

/** What labels of files mean, as earlier imports were told; each can be forgotten. */
export function RememberedValues() {
  const { values: m, fields } = useMessages().import;
  const remembered = useRemembered().data;
  const forget = useForget();
  if (!remembered || remembered.length === 0) return null;
  return (
    <section className="import-remembered" aria-label={m.remembered}>
      <h2>{m.remembered}</h2>
      {forget.error && <Problem error={forget.error} />}
      <ul>
        {remembered.map(({ field, label, target }) => (
          <li key={`${field} ${label}`}>
            <span className="import-quiet">{fields[field]}</span>
            <bdi>{m.means(label, target)}</bdi>
            <button
              type="button"
              className="link-button"
              aria-label={m.forgetOf(label)}
              onClick={() => forget.mutate({ field, label })}
            >
              {m.forget}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
