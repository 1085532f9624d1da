import dayjs from "dayjs";
import { shortDay } from "../../components/day";
import type { Day, TodayItem, TodayPoints } from "../../ipc/bindings";
import type { Messages } from "../../locales";

/** Tenths of a point as text: 904 is `90.4`. */
export function pointsText(points: TodayPoints): string {
  return `${Math.floor(points / 10)}.${points % 10}`;
}

/** 0 is Sunday. */
export function weekday(day: Day): number {
  return dayjs(day).day();
}

export function plusDays(day: Day, days: number): Day {
  return dayjs(day).add(days, "day").format("YYYY-MM-DD");
}

/** The next Monday that is not this day. */
export function nextMonday(day: Day): Day {
  return plusDays(day, (8 - weekday(day)) % 7 || 7);
}

/** How pressing a term is; colour follows from it. */
export type Tone = "overdue" | "soon" | "plain";

export interface Term {
  text: string;
  tone: Tone;
}

const SOON_DAYS = 3;

type M = Messages["today"];

/** Whom or what the item is about: a client, else the ledger or the file. */
export function subjectName(m: M, item: TodayItem): string {
  if (item.client) return item.client.name;
  switch (item.subject.kind) {
    case "stale_data":
      return m.ledger[item.subject.ledger];
    case "unfinished_import":
      return item.subject.file;
    default:
      return "";
  }
}

/** What is to be done, after the name. */
export function ask(m: M, item: TodayItem): string {
  const { subject } = item;
  switch (subject.kind) {
    case "visit": {
      const names = subject.with.join(m.listing);
      const who = names ? m.visitWith(names) : m.visitAlone;
      return subject.ask ? m.visitAsk(who, subject.ask) : who;
    }
    case "maturity": {
      const product = subject.product ?? (subject.off_balance ? m.offBalance : m.loan);
      return (item.days ?? 0) < 0 ? m.isPast(product) : m.matures(product);
    }
    case "stale_data":
      return m.staleClients(subject.clients, subject.limit_days);
    case "unfinished_import":
      return m.rowsWait(subject.rows);
  }
}

/** What it rests on, in the second line: kind first. */
export function evidence(m: M, item: TodayItem, today: Day): string[] {
  const { subject } = item;
  const parts: string[] = [m.kind[subject.kind]];
  switch (subject.kind) {
    case "visit":
      parts.push(
        m.visitOn(shortDay(subject.on, today), m.shortWeekdays[weekday(subject.on)] ?? ""),
      );
      if (subject.place) parts.push(subject.place);
      if (!subject.ask) parts.push(m.noAsk);
      break;
    case "maturity":
      parts.push(shortDay(subject.matures_on, today), m.contract(subject.number));
      if (subject.class && subject.class !== "正常") parts.push(subject.class);
      if (subject.overdue_days) parts.push(m.overdueInLedger(subject.overdue_days));
      else if ((item.days ?? 0) < 0) parts.push(m.notOverdueInLedger);
      parts.push(m.balanceOf(shortDay(subject.as_of, today)));
      break;
    case "stale_data":
      parts.push(m.staleSpan(shortDay(subject.newest, today), shortDay(subject.oldest, today)));
      break;
    case "unfinished_import":
      parts.push(m.ledger[subject.ledger], m.importedOn(localDay(subject.imported_at, today)));
      break;
  }
  if (item.returned) {
    parts.push(m.returned(shortDay(item.returned.until, today), item.returned.reason));
  }
  return parts;
}

/** The local day of a moment. */
export function localDay(moment: string, today: Day): string {
  return shortDay(dayjs(moment).format("YYYY-MM-DD"), today);
}

export function term(m: M, item: TodayItem, today: Day): Term | undefined {
  const { days, subject } = item;
  if (days === null) return undefined;
  if (subject.kind === "stale_data") {
    return days < 0 ? { text: m.lateBy(-days), tone: "soon" } : undefined;
  }
  if (subject.kind === "visit") {
    return { text: visitTerm(m, days, subject, today), tone: "plain" };
  }
  if (days < 0) return { text: m.overdueBy(-days), tone: "overdue" };
  if (days === 0) return { text: m.today, tone: "soon" };
  return { text: m.left(days), tone: days <= SOON_DAYS ? "soon" : "plain" };
}

function visitTerm(
  m: M,
  days: number,
  visit: { on: Day; starts_at: string | null },
  today: Day,
): string {
  if (days === 0) return visit.starts_at ?? m.today;
  const day =
    days === 1 ? m.tomorrow : (m.shortWeekdays[weekday(visit.on)] ?? shortDay(visit.on, today));
  return visit.starts_at ? `${day} ${visit.starts_at}` : day;
}

/** An item in one line. */
export function title(m: M, item: TodayItem): string {
  return `${subjectName(m, item)} ${ask(m, item)}`;
}
