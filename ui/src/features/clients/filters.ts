import { wan } from "../../components/money";
import type { Bound, Filter } from "../../ipc/bindings";
import type { Messages } from "../../locales";

export type FilterField = Filter["field"];

/** In the order they are offered. */
export const FIELDS: FilterField[] = [
  "tier",
  "industry",
  "class",
  "manager",
  "branch",
  "deposits",
  "movement",
  "loans",
  "has_loans",
  "matures_within",
  "overdue",
];

const FEN_PER_WAN = 1_000_000;
const POINTS_PER_PERCENT = 100;

/** What a token says after its field. */
export function filterValue(filter: Filter, m: Messages["clients"]): string {
  switch (filter.field) {
    case "tier":
    case "industry":
    case "manager":
    case "branch":
      return m.anyOf(filter.values.map((value) => value || m.noValue));
    case "class":
      return m.anyOf(filter.values);
    case "has_loans":
    case "overdue":
      return filter.value ? m.yes : m.no;
    case "matures_within":
      return m.withinDays(filter.days);
    case "deposits":
    case "loans":
      return `${m.bound[filter.is]} ${wan(filter.amount)}`;
    case "movement":
      return `${m.bound[filter.is]} ${signedPercent(filter.basis_points)}`;
  }
}

function signedPercent(points: number): string {
  const sign = points > 0 ? "+" : points < 0 ? "\u2212" : "";
  return `${sign}${Math.abs(points) / POINTS_PER_PERCENT}%`;
}

/** A fresh condition on a field, before anything is chosen; `undefined` where something must be. */
export function emptyFilter(field: FilterField): Filter {
  switch (field) {
    case "tier":
    case "industry":
    case "manager":
    case "branch":
      return { field, values: [] };
    case "class":
      return { field, values: [] };
    case "has_loans":
    case "overdue":
      return { field, value: true };
    case "matures_within":
      return { field, days: 90 };
    case "deposits":
    case "loans":
      return { field, is: "at_least", amount: 0 };
    case "movement":
      return { field, is: "at_most", basis_points: -1000 };
  }
}

/** Whether a condition demands anything. */
export function isWhole(filter: Filter): boolean {
  return !("values" in filter) || filter.values.length > 0;
}

export function wanOf(fen: number): number {
  return fen / FEN_PER_WAN;
}

/** Whole 分 of an amount typed in 万元. */
export function fenOf(inWan: number): number {
  return Math.round(inWan * FEN_PER_WAN);
}

export function percentOf(points: number): number {
  return points / POINTS_PER_PERCENT;
}

export function pointsOf(percent: number): number {
  return Math.round(percent * POINTS_PER_PERCENT);
}

export const BOUNDS: Bound[] = ["at_least", "at_most"];
