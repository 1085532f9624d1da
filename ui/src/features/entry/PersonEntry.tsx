import { Input } from "antd";
import { useRef, useState } from "react";
import { Field } from "../../components/Field";
import { useFieldProblems } from "../../components/useFieldProblems";
import { call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { type Entry, keyOf } from "./drawer";
import { EntryFoot } from "./EntryFoot";
import { personFormOf } from "./form";
import { useEntryForm } from "./useEntryForm";

const LONGEST = 200;

/** Whom one meets there, and what they are. Whoever gets another name stays the same person. */
export function PersonEntry({ entry }: { entry: Extract<Entry, { of: "person" }> }) {
  const { clientId, person } = entry;
  const m = useMessages().entry;
  const [before] = useState(() => personFormOf(person));
  const fields = useRef<HTMLFormElement>(null);
  const { form, isBegun, isDraft, change, forget, error, isSaving, save } = useEntryForm({
    key: keyOf(entry),
    saved: before,
    fields,
    enter: (typed) =>
      person
        ? call(commands.personChange(clientId, person.id, typed))
        : call(commands.personEnter(clientId, typed)),
  });
  const problemOf = useFieldProblems(error);
  if (!isBegun) return null;
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
        <Field
          label={m.person.name}
          problem={problemOf("name")}
          hint={person && form.name !== before.name ? m.person.renameHint : undefined}
          words={form.name}
        >
          <Input
            autoFocus={!person}
            value={form.name}
            maxLength={LONGEST}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field
          label={m.person.jobs}
          problem={problemOf("jobs")}
          hint={m.person.jobsHint}
          words={form.jobs}
        >
          <Input
            autoFocus={person !== undefined}
            value={form.jobs}
            maxLength={LONGEST}
            onChange={(event) => change({ jobs: event.target.value })}
          />
        </Field>
      </div>
      <EntryFoot error={error} isDraft={isDraft} isSaving={isSaving} onDiscard={() => forget()} />
    </form>
  );
}
