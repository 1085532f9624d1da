import { useMutation } from "@tanstack/react-query";
import { Button, Input, Select } from "antd";
import { type FormEvent, useRef, useState } from "react";
import { notify } from "../../app/notices";
import { Drawer } from "../../components/Drawer";
import { Field } from "../../components/Field";
import { NewPassphrase } from "../../components/NewPassphrase";
import { PassphraseField } from "../../components/PassphraseField";
import { Problem } from "../../components/Problem";
import { useFieldProblems } from "../../components/useFieldProblems";
import { useFocusOnProblem } from "../../components/useFocusOnProblem";
import type { Member, Role, UserForm } from "../../ipc/bindings";
import { call, commands } from "../../ipc/call";
import { type Messages, useMessages } from "../../locales";
import { usersChanged } from "./queries";

/** What the one who manages users is about to do. */
export type Deed = { kind: "add" } | { kind: "change" | "reset" | "remove"; user: Member };

const LONGEST = 60;
const FIELDS = ["name", "staff_number", "branch"] as const;

/** One form for all of it: what is said, the passphrase of whom it is about, and the one that authorises. */
export function UserDrawer({ deed, onClose }: { deed: Deed; onClose: () => void }) {
  const { users: m, common } = useMessages();
  const [form, setForm] = useState(() => formOf(deed));
  const [passphrase, setPassphrase] = useState<string>();
  const [authority, setAuthority] = useState("");
  const asksForm = deed.kind === "add" || deed.kind === "change";
  const asksPassphrase = deed.kind === "add" || deed.kind === "reset";
  const carry = useMutation({
    mutationFn: () => carryOut(deed, form, passphrase ?? "", authority),
    onSuccess: async () => {
      await usersChanged();
      notify({ text: doneOf(deed, form, m) });
      onClose();
    },
  });
  const isReady = authority !== "" && (!asksPassphrase || passphrase !== undefined);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady && !carry.isPending) carry.mutate();
  }
  const fields = useRef<HTMLFormElement>(null);
  useFocusOnProblem(fields, carry.error);
  const problemOf = useFieldProblems(carry.error);
  const isAtField = FIELDS.some((field) => problemOf(field) !== undefined);
  return (
    <Drawer title={titleOf(deed, m)} closing={m.close} onClose={onClose}>
      <form ref={fields} className="drawer-form" noValidate onSubmit={submit}>
        <div className="users-fields">
          {asksForm && <Said form={form} onChange={setForm} problemOf={problemOf} />}
          {deed.kind === "remove" && <p className="users-note">{m.removeMeaning(form.name)}</p>}
          {asksPassphrase && (
            <>
              <p className="users-note">{m.theirs(form.name)}</p>
              <NewPassphrase
                label={m.passphrase}
                known={[form.name, form.staff_number, form.branch]}
                onChange={setPassphrase}
              />
            </>
          )}
          <PassphraseField
            label={m.yours}
            value={authority}
            onChange={setAuthority}
            hint={m.authority}
            autoFocus={deed.kind === "remove"}
          />
        </div>
        <footer className="drawer-foot">
          {carry.error && !isAtField && <Problem error={carry.error} />}
          <span className="drawer-draft" />
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button
            type="primary"
            danger={deed.kind === "remove"}
            htmlType="submit"
            disabled={!isReady}
            loading={carry.isPending && { delay: 200 }}
          >
            {deed.kind === "change" ? m.save : m[deed.kind]}
          </Button>
        </footer>
      </form>
    </Drawer>
  );
}

function Said(props: {
  form: UserForm;
  onChange: (form: UserForm) => void;
  problemOf: (field: string) => string | undefined;
}) {
  const { form, onChange, problemOf } = props;
  const m = useMessages().users;
  const text = (key: (typeof FIELDS)[number], label: string, hint?: string) => (
    <Field label={label} hint={hint} problem={problemOf(key)}>
      <Input
        autoFocus={key === "name"}
        value={form[key]}
        maxLength={LONGEST}
        onChange={(event) => onChange({ ...form, [key]: event.target.value })}
      />
    </Field>
  );
  return (
    <>
      {text("name", m.name)}
      {text("staff_number", m.staffNumber, m.staffNumberHint)}
      {text("branch", m.branch, m.branchHint)}
      <Field label={m.role}>
        <Select<Role>
          value={form.role}
          onChange={(role) => onChange({ ...form, role })}
          options={ROLES.map((value) => ({ value, label: m.roles[value] }))}
        />
      </Field>
    </>
  );
}

const ROLES: Role[] = ["client_manager", "team_leader", "reviewer", "approver"];

function formOf(deed: Deed): UserForm {
  if (deed.kind === "add") {
    return { name: "", staff_number: "", branch: "", role: "client_manager" };
  }
  const { name, staff_number, branch, role } = deed.user;
  return { name, staff_number: staff_number ?? "", branch: branch ?? "", role };
}

async function carryOut(deed: Deed, form: UserForm, passphrase: string, authority: string) {
  switch (deed.kind) {
    case "add":
      return call(commands.userAdd(form, passphrase, authority));
    case "change":
      return call(commands.userChange(deed.user.id, form, authority));
    case "reset":
      return call(commands.userResetPassphrase(deed.user.id, passphrase, authority));
    case "remove":
      return call(commands.userRemove(deed.user.id, authority));
  }
}

function titleOf(deed: Deed, m: Messages["users"]): string {
  if (deed.kind === "add") return m.add;
  const of = { change: m.changeOf, reset: m.resetOf, remove: m.removeOf };
  return of[deed.kind](deed.user.name);
}

function doneOf(deed: Deed, form: UserForm, m: Messages["users"]): string {
  const done = { add: m.added, change: m.changed, reset: m.resetDone, remove: m.removed };
  return done[deed.kind](form.name.trim());
}
