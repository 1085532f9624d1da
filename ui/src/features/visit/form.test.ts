import { expect, test } from "vitest";
import { EMPTY_FORM, planOf, problemsOf, quickDays, timeOf } from "./form";

test("times as people type them", () => {
  expect(["9:30", "09：30", "930", "0930", "9", "23:59"].map(timeOf)).toEqual([
    "09:30",
    "09:30",
    "09:30",
    "09:30",
    "09:00",
    "23:59",
  ]);
  for (const wrong of ["24:00", "9:60", "nine", "9:5", "12345", ""]) {
    expect(timeOf(wrong), wrong).toBeUndefined();
  }
});

test("limits count characters, not code units", () => {
  const full = { ...EMPTY_FORM, ask: "𠮷".repeat(200), goals: ["", "长".repeat(201), ""] };
  expect([...problemsOf(full)]).toEqual([["goals.1", { kind: "long", length: 201 }]]);
});

test("a time needs a day", () => {
  expect(problemsOf({ ...EMPTY_FORM, startsAt: "9:30" }).get("startsAt")).toEqual({
    kind: "noDay",
  });
  const timed = { ...EMPTY_FORM, startsAt: "9:30", plannedOn: "2026-11-28" };
  expect(problemsOf(timed).size).toBe(0);
  expect(planOf(timed)).toMatchObject({ planned_on: "2026-11-28", starts_at: "09:30" });
});

test("blank lines are no goals", () => {
  expect(planOf({ ...EMPTY_FORM, goals: ["", " ", "摸清底价"] }).goals).toEqual(["摸清底价"]);
});

test("the next Monday is never today", () => {
  expect(quickDays("2026-11-27")).toEqual({
    today: "2026-11-27",
    tomorrow: "2026-11-28",
    monday: "2026-11-30",
  });
  expect(quickDays("2026-11-30").monday).toBe("2026-12-07");
  expect(quickDays("2026-11-29").monday).toBe("2026-11-30");
});
