import { Select } from "antd";
import type { AskedValue, FileChange, PreviewSummary } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import { count } from "./format";
import { useValueOptions } from "./queries";

type Say = (change: FileChange) => void;

/** Labels of the file that the catalogue does not know: what they mean is asked once, and never in the way. */
export function ValueQuestions({ summary, onChange }: { summary: PreviewSummary; onChange: Say }) {
  const { values: m, fields } = useMessages().import;
  const { asked_values: asked, said_values: said } = summary;
  if (asked.length + said.length === 0) return null;
  const alone = asked.filter(({ likely }) => likely.length === 1).length;
  return (
    <section className="import-values" aria-label={m.title}>
      <h2>
        {m.title}
        {asked.length > 0 && <small>{count(asked.length)}</small>}
      </h2>
      <p className="import-quiet">{m.hint}</p>
      {alone > 0 && (
        <button
          type="button"
          className="link-button"
          onClick={() => onChange({ change: "accept_values" })}
        >
          {m.acceptAll(count(alone))}
        </button>
      )}
      <ul>
        {asked.map((one) => (
          <AskedLine key={`${one.field} ${one.label}`} asked={one} onChange={onChange} />
        ))}
        {said.map(({ field, label, target }) => (
          <li key={`${field} ${label}`}>
            <p>
              <bdi>{m.means(label, target)}</bdi>{" "}
              <span className="import-quiet">{fields[field]}</span>
            </p>
            <button
              type="button"
              className="link-button"
              aria-label={m.takeBackOf(label)}
              onClick={() =>
                onChange({ change: "value", field, label, target: null, answered: false })
              }
            >
              {m.takeBack}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const NOTHING = "";

function AskedLine({ asked, onChange }: { asked: AskedValue; onChange: Say }) {
  const { values: m, fields } = useMessages().import;
  const { field, label, likely } = asked;
  const known = useValueOptions(field).data ?? [];
  const others = known.filter((one) => !likely.includes(one));
  const option = (value: string) => ({ value, label: value });
  return (
    <li>
      <p title={label}>
        <bdi>{label}</bdi>{" "}
        <span className="import-quiet">{m.asked(fields[field], count(asked.rows))}</span>
      </p>
      <Select
        size="small"
        showSearch
        aria-label={m.meaningOf(label)}
        placeholder={likely[0] ? m.likely(likely[0]) : m.choose}
        value={null}
        options={[
          ...(likely.length > 0 ? [{ label: m.likelyOnes, options: likely.map(option) }] : []),
          { label: m.otherwise, options: [{ value: NOTHING, label: m.nothing }] },
          ...(others.length > 0 ? [{ label: m.all, options: others.map(option) }] : []),
        ]}
        onChange={(target: string | null) =>
          onChange({
            change: "value",
            field,
            label,
            target: target === NOTHING ? null : target,
            answered: true,
          })
        }
      />
    </li>
  );
}
