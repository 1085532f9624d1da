import { AutoComplete, Button, Input } from "antd";
import { useRef, useState } from "react";
import { router } from "../../app/router";
import { Field } from "../../components/Field";
import { useFieldProblems } from "../../components/useFieldProblems";
import type { ClientForm } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { closeEntry, type Entry, keyOf } from "./drawer";
import { EntryFoot } from "./EntryFoot";
import { CLIENT_FIELDS, formOf } from "./form";
import { useEntryForm } from "./useEntryForm";

const LONGEST = 200;

/** Where more of a person may be written than a client's record should hold. */
const FREE = new Set<keyof ClientForm>(["name", "legal_rep", "manager"]);

/** A client's own data, typed. What lists say later changes it as they change what lists said. */
export function ClientEntry({ entry }: { entry: Extract<Entry, { of: "client" }> }) {
  const { client, waiting } = entry;
  const m = useMessages().entry;
  const fields = useRef<HTMLFormElement>(null);
  // One object as long as the drawer is open: the draft is compared with it.
  const [before] = useState(() => formOf(client, waiting));
  const enter = (form: ClientForm, seen = client?.source.batch) =>
    client && seen
      ? call(commands.clientChange(client.id, seen, form))
      : call(commands.clientEnter(form));
  const { form, isBegun, isDraft, change, forget, error, failure, isSaving, save } = useEntryForm({
    key: keyOf(entry),
    saved: before,
    fields,
    enter: (typed) => enter(typed),
    onEntered: (entered) => {
      if (!client) void open(entered.client);
    },
  });
  const isConflict = failure?.code === "conflict";

  /** Over what somebody else has written meanwhile, now that it was read. */
  async function saveOver() {
    if (!client) return;
    const { client: now } = await call(commands.clientPage(client.id));
    await save((typed) => enter(typed, now.source.batch));
  }
  const wrongIn = useFieldProblems(error);
  function problemOf(name: keyof ClientForm) {
    const stands = isConflict ? failure?.context[name] : undefined;
    return stands === undefined ? wrongIn(name) : m.standsNow(stands);
  }
  if (!isBegun) return null;
  const other = failure?.code === "exists" ? failure.context.other : undefined;
  return (
    <form
      className="drawer-form"
      ref={fields}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="entry-fields">
        {CLIENT_FIELDS.map((name) => (
          <div key={name} className={`entry-field is-${name}`}>
            <Field
              label={m.field[name]}
              problem={problemOf(name)}
              hint={m.hint[name]}
              words={FREE.has(name) ? form[name] : undefined}
            >
              {name === "tier" ? (
                <AutoComplete
                  value={form.tier}
                  options={m.tiers.map((tier) => ({ value: tier }))}
                  onChange={(tier: string) => change({ tier })}
                />
              ) : (
                <Input
                  autoFocus={name === "name"}
                  value={form[name]}
                  maxLength={LONGEST}
                  suffix={name === "registered_capital" ? m.wan : undefined}
                  onChange={(event) => change({ [name]: event.target.value })}
                />
              )}
            </Field>
          </div>
        ))}
      </div>
      <EntryFoot error={error} isDraft={isDraft} isSaving={isSaving} onDiscard={() => forget()}>
        {isConflict && (
          <Button size="small" onClick={() => void saveOver()}>
            {m.saveOver}
          </Button>
        )}
        {other && (
          <Button
            size="small"
            onClick={() => {
              closeEntry();
              void open(other);
            }}
          >
            {m.openOther}
          </Button>
        )}
      </EntryFoot>
    </form>
  );
}

function open(clientId: string): Promise<void> {
  return router.navigate({ to: "/clients/$clientId", params: { clientId } });
}
