import { Input, Select } from "antd";
import { type ReactNode, useId } from "react";
import { useSession } from "../../app/session";
import { DayPicker } from "../../components/DayPicker";
import { Foreign, literal } from "../../components/Foreign";
import { SensitiveNote } from "../../components/SensitiveNote";
import type { VisitPerson } from "../../ipc/bindings";
import { useMessages } from "../../locales";
import {
  type FieldProblem,
  LONGEST_PLACE,
  LONGEST_TEXT,
  lengthOf,
  quickDays,
  timeOf,
  type VisitForm,
  weekdayOf,
} from "./form";

export interface VisitFieldsProps {
  form: VisitForm;
  /** Everybody on the client's list. */
  people: VisitPerson[];
  /** Already in the visit; they may have left the list. */
  kept: VisitPerson[];
  problems: Map<string, FieldProblem>;
  /** Faults that typing on would end are told only once saving was tried. */
  isShown: boolean;
  onChange: (part: Partial<VisitForm>) => void;
}

/** When, where, whom, what for, and the one ask. */
export function VisitFields(props: VisitFieldsProps) {
  const { form, problems, isShown, onChange } = props;
  const m = useMessages().visit;
  const told = useTold(problems);
  return (
    <div className="visit-fields">
      <DayField form={form} onChange={onChange} />
      <div className="visit-pair">
        <Field label={m.time} problem={isShown ? told("startsAt") : undefined}>
          {(field) => (
            <Input
              {...field}
              value={form.startsAt}
              placeholder="09:30"
              inputMode="numeric"
              onChange={(event) => onChange({ startsAt: event.target.value })}
              onBlur={() => onChange({ startsAt: timeOf(form.startsAt) ?? form.startsAt })}
            />
          )}
        </Field>
        <Field label={m.place} problem={told("place")} count={[form.place, LONGEST_PLACE]}>
          {(field) => (
            <Input
              {...field}
              value={form.place}
              onChange={(event) => onChange({ place: event.target.value })}
            />
          )}
        </Field>
      </div>
      <PeopleField {...props} />
      <fieldset className="visit-goals">
        <legend>{m.goals}</legend>
        {form.goals.map((goal, line) => {
          const name = `goals.${line}`;
          return (
            <Field
              key={name}
              label={m.goal(line + 1)}
              isNumber
              problem={told(name)}
              count={[goal, LONGEST_TEXT]}
            >
              {(field) => (
                <Input.TextArea
                  {...field}
                  autoSize={{ minRows: 1, maxRows: 5 }}
                  value={goal}
                  onChange={(event) =>
                    onChange({ goals: form.goals.with(line, oneLine(event.target.value)) })
                  }
                />
              )}
            </Field>
          );
        })}
      </fieldset>
      <Field
        label={m.ask}
        className="visit-ask"
        problem={told("ask")}
        count={[form.ask, LONGEST_TEXT]}
        hint={m.askHint}
      >
        {(field) => (
          <Input.TextArea
            {...field}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={form.ask}
            onChange={(event) => onChange({ ask: oneLine(event.target.value) })}
          />
        )}
      </Field>
    </div>
  );
}

/** A text of one line may wrap on the screen, but holds no break. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}

function useTold(problems: Map<string, FieldProblem>) {
  const m = useMessages().visit;
  return (name: string): string | undefined => {
    const problem = problems.get(name);
    if (!problem) return undefined;
    if (problem.kind === "long") {
      return m.tooLong(problem.length, name === "place" ? LONGEST_PLACE : LONGEST_TEXT);
    }
    return problem.kind === "time" ? m.noTime : m.timeNeedsDay;
  };
}

function DayField({ form, onChange }: Pick<VisitFieldsProps, "form" | "onChange">) {
  const m = useMessages().visit;
  const session = useSession();
  const days = quickDays(session?.today ?? new Date().toISOString().slice(0, 10));
  const isPast = form.plannedOn !== "" && form.plannedOn < days.today;
  return (
    <Field label={m.day} hint={isPast ? m.dayIsPast : undefined}>
      {(field) => (
        <div className="visit-day">
          <DayPicker
            {...field}
            autoFocus
            value={form.plannedOn || null}
            withWeekday
            onChange={(day) => onChange({ plannedOn: day ?? "" })}
          />
          {(["today", "tomorrow", "monday"] as const).map((name) => (
            <button
              type="button"
              key={name}
              className="visit-quick"
              aria-pressed={form.plannedOn === days[name]}
              title={m.dayWithWeek(days[name], weekdayOf(days[name]))}
              onClick={() => onChange({ plannedOn: days[name] })}
            >
              {m.quick[name]}
            </button>
          ))}
        </div>
      )}
    </Field>
  );
}

function PeopleField({ form, people, kept, onChange }: VisitFieldsProps) {
  const m = useMessages().visit;
  const listed = new Set(people.map((person) => person.id));
  const all = [...people, ...kept.filter((person) => !listed.has(person.id))];
  const options = all.map((person) => ({
    value: person.id,
    label: literal(person.name),
    jobs: person.jobs.join("、"),
  }));
  return (
    <Field label={m.people} hint={people.length === 0 ? m.noPeople : undefined}>
      {(field) => (
        <Select
          {...field}
          mode="multiple"
          className="visit-people"
          value={form.people}
          options={options}
          disabled={all.length === 0}
          placeholder={m.peoplePlaceholder}
          notFoundContent={m.noSuchPerson}
          maxTagTextLength={24}
          filterOption={(text, option) =>
            `${option?.label ?? ""} ${option?.jobs ?? ""}`
              .toLowerCase()
              .includes(text.toLowerCase())
          }
          optionRender={({ data }) => (
            <span className="visit-person">
              <bdi>{data.label}</bdi>
              <Foreign className="visit-person-jobs" text={data.jobs || m.noJob} />
            </span>
          )}
          onChange={(chosen: string[]) => onChange({ people: chosen })}
        />
      )}
    </Field>
  );
}

/** What a control needs to be known by its label and its fault. */
interface Control {
  id: string;
  "aria-invalid": boolean;
  "aria-describedby": string | undefined;
  status: "error" | "";
}

function Field(props: {
  label: string;
  className?: string;
  /** The label is a bare number before the control. */
  isNumber?: boolean;
  problem?: string | undefined;
  hint?: string | undefined;
  /** A free text and its limit, told from three quarters on. */
  count?: [string, number];
  children: (control: Control) => ReactNode;
}) {
  const { label, className, isNumber, problem, hint, count } = props;
  const id = useId();
  const note = problem ?? hint;
  const length = count ? lengthOf(count[0]) : 0;
  const isNear = count !== undefined && length > count[1] * 0.75;
  return (
    <div className={["visit-field", className, isNumber && "is-number"].filter(Boolean).join(" ")}>
      <label htmlFor={id}>{label}</label>
      {props.children({
        id,
        "aria-invalid": problem !== undefined,
        "aria-describedby": note ? `${id}-note` : undefined,
        status: problem ? "error" : "",
      })}
      {(note || isNear) && (
        <p className={problem ? "visit-note is-problem" : "visit-note"}>
          <span id={`${id}-note`}>{note}</span>
          {isNear && (
            <span className="num">
              {length} / {count?.[1]}
            </span>
          )}
        </p>
      )}
      {count && <SensitiveNote text={count[0]} />}
    </div>
  );
}
