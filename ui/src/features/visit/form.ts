import type { VisitPlan, VisitRecord } from "../../ipc/bindings";

/** The core's limits, said while typing. */
export const MOST_GOALS = 3;
export const LONGEST_TEXT = 200;
export const LONGEST_PLACE = 100;

/** What stands in the form, as it is typed. */
export interface VisitForm {
  /** `2026-11-28`, or empty. */
  plannedOn: string;
  startsAt: string;
  place: string;
  /** Ids of people. */
  people: string[];
  /** Always three lines. */
  goals: string[];
  ask: string;
}

export const EMPTY_FORM: VisitForm = {
  plannedOn: "",
  startsAt: "",
  place: "",
  people: [],
  goals: ["", "", ""],
  ask: "",
};

export function formOf(visit: VisitRecord): VisitForm {
  return {
    plannedOn: visit.planned_on ?? "",
    startsAt: visit.starts_at ?? "",
    place: visit.place ?? "",
    people: visit.people.map((person) => person.id),
    goals: Array.from({ length: MOST_GOALS }, (_, line) => visit.goals[line] ?? ""),
    ask: visit.ask ?? "",
  };
}

export function planOf(form: VisitForm): VisitPlan {
  return {
    planned_on: form.plannedOn || null,
    starts_at: timeOf(form.startsAt) ?? null,
    place: form.place || null,
    with: form.people.map((id) => ({ id })),
    goals: form.goals.filter((goal) => goal.trim() !== ""),
    ask: form.ask || null,
  };
}

/** `09:30` from `9:30`, `930`, `9：30` or `9`; `undefined` where no time of day can be meant. */
export function timeOf(text: string): string | undefined {
  const plain = text.normalize("NFKC").trim();
  const parts = /^(\d{1,2}):(\d{2})$/.exec(plain) ?? /^(\d{1,2}?)(\d{2})?$/.exec(plain);
  if (!parts) return undefined;
  const hour = Number(parts[1]);
  const minute = Number(parts[2] ?? 0);
  if (hour > 23 || minute > 59) return undefined;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

/** What is wrong with a field, with the number that is too large. */
export type FieldProblem = { kind: "time" } | { kind: "noDay" } | { kind: "long"; length: number };

/** Fields that cannot be saved as they are; goals are named `goals.0` to `goals.2`. */
export function problemsOf(form: VisitForm): Map<string, FieldProblem> {
  const problems = new Map<string, FieldProblem>();
  if (form.startsAt.trim() && !timeOf(form.startsAt)) problems.set("startsAt", { kind: "time" });
  else if (form.startsAt.trim() && !form.plannedOn) problems.set("startsAt", { kind: "noDay" });
  const texts: [string, string, number][] = [
    ["place", form.place, LONGEST_PLACE],
    ...form.goals.map((goal, line): [string, string, number] => [
      `goals.${line}`,
      goal,
      LONGEST_TEXT,
    ]),
    ["ask", form.ask, LONGEST_TEXT],
  ];
  for (const [field, text, most] of texts) {
    const length = lengthOf(text);
    if (length > most) problems.set(field, { kind: "long", length });
  }
  return problems;
}

/** Characters as the core counts them. */
export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

/** Days that are chosen most: today, tomorrow, the next Monday. */
export function quickDays(today: string): { today: string; tomorrow: string; monday: string } {
  const at = new Date(`${today}T00:00:00Z`);
  const after = (days: number) =>
    new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  // From Sunday (0) the next Monday is tomorrow, from Monday in a week.
  const toMonday = (8 - at.getUTCDay()) % 7 || 7;
  return { today, tomorrow: after(1), monday: after(toMonday) };
}

/** 0 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
