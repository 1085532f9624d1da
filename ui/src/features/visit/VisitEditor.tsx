import { Button } from "antd";
import { useRef, useState } from "react";
import { useShortcut } from "../../app/shortcuts";
import { useFormDraft } from "../../app/useFormDraft";
import { Kbd } from "../../components/Kbd";
import { Problem } from "../../components/Problem";
import { useFocusOnProblem } from "../../components/useFocusOnProblem";
import type { VisitId, VisitPerson, VisitRecord } from "../../ipc/bindings";
import { CommandError, call, commands } from "../../ipc/call";
import { useMessages } from "../../locales";
import { ConflictNote } from "./ConflictNote";
import { closeVisitDrawer } from "./drawer";
import { EMPTY_FORM, formOf, planOf, problemsOf } from "./form";
import { visitsChanged } from "./queries";
import { SavedVisit } from "./SavedVisit";
import { VisitFields } from "./VisitFields";

export interface VisitEditorProps {
  clientId: string;
  people: VisitPerson[];
  /** The visit that is changed; without it one is planned. */
  saved: VisitRecord | undefined;
}

/** Fields, their faults, and saving; after that the pack is one click away. */
export function VisitEditor({ clientId, people, saved }: VisitEditorProps) {
  const m = useMessages();
  const [base, setBase] = useState(saved);
  // One object for as long as the visit is the same: the draft is compared with it.
  const [before, setBefore] = useState(() => (saved ? formOf(saved) : EMPTY_FORM));
  const draft = useFormDraft(`visit ${clientId} ${saved?.id ?? ""}`, before);
  const { form, isBegun, isDraft, change, forget } = draft;
  const [done, setDone] = useState<VisitId>();
  const [error, setError] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const [trials, setTrials] = useState(0);
  const fields = useRef<HTMLFormElement>(null);
  const problems = problemsOf(form);

  async function save(version = base?.version) {
    setTrials(trials + 1);
    if (problems.size > 0) return;
    setSaving(true);
    setError(undefined);
    try {
      const plan = planOf(form);
      const id = base?.id ?? (await call(commands.visitPlan(clientId, plan)));
      if (base) await call(commands.visitChange(base.id, version ?? base.version, plan));
      forget(before);
      setDone(id);
      await visitsChanged(clientId);
    } catch (failed) {
      setError(failed);
    } finally {
      setSaving(false);
    }
  }
  async function takeTheirs() {
    if (!base) return;
    const theirs = await call(commands.visitRead(base.id));
    setBase(theirs);
    setBefore(formOf(theirs));
    forget(formOf(theirs));
    setError(undefined);
  }
  useFocusOnProblem(fields, trials);
  useShortcut("mod+enter", m.visit.save, () => void save(), { when: !done && !isSaving });

  if (!isBegun) return null;
  if (done) return <SavedVisit clientId={clientId} visitId={done} />;
  const isConflict = error instanceof CommandError && error.failure.code === "conflict";
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
      <VisitFields
        form={form}
        people={people}
        kept={base?.people ?? []}
        problems={problems}
        isShown={trials > 0}
        onChange={change}
      />
      <footer className="drawer-foot">
        {isConflict ? (
          <ConflictNote
            failure={error.failure}
            onTheirs={() => void takeTheirs()}
            onMine={() => void save(Number(error.failure.context.version))}
          />
        ) : (
          error !== undefined && <Problem error={error} />
        )}
        <span className="drawer-draft" role="status">
          {isDraft && m.visit.draft}
        </span>
        {isDraft && (
          <Button type="text" onClick={() => forget()}>
            {m.visit.discard}
          </Button>
        )}
        <Button onClick={closeVisitDrawer}>{m.common.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={isSaving}>
          {m.visit.save} <Kbd keys="mod+enter" />
        </Button>
      </footer>
    </form>
  );
}
