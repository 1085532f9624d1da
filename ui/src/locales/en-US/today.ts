import { grouped, type today as zh } from "../zh-CN/today";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function counted(count: number, one: string, several = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : several}`;
}

export const today: typeof zh = {
  date: (month, day) => `${day} ${MONTHS[month - 1]}`,
  weekdays: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  shortWeekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
  today: "Today",
  tomorrow: "Tomorrow",
  wan: "×10k CNY",

  visits: (count) => [`${count}`, count === 1 ? " visit" : " visits"],
  pastDue: "Past maturity",
  dueThisWeek: "Due within 7 days",
  items: (count) => counted(count, "item"),
  stale: "Outdated data",
  clients: (count) => counted(count, "client"),
  waiting: "Waiting",
  rows: (count) => counted(count, "row"),
  missing: (month: number) => `Missing for the end of month ${month}:`,
  missingTables: { clients: "client list", people: "people", deposits: "deposits", loans: "loans" },
  missingSeparator: ", ",
  dropFolder: "In the drop folder:",
  newFiles: (count: number) => (count === 1 ? "1 new file" : `${count} new files`),
  previewFiles: "Preview",
  calm: "Nothing is planned or due today.",

  filter: { label: "Show", all: "All", visit: "Visits", maturity: "Maturities", data: "Data" },

  week: "The coming seven days",
  maturing: (count, amount) => `${count} due, ${amount} ×10k`,
  more: (count) => `${count} more`,

  list: "To do",
  order: "by severity + days overdue + amount",
  group: { first: "First", today: "Today", week: "This week", later: "Later" },
  columns: { amount: "×10k CNY", term: "Term", score: "Score" },
  moreOfKind: (shown, all) => `The first ${grouped(shown)} of ${grouped(all)}`,

  kind: {
    visit: "Visit",
    maturity: "Maturity",
    stale_data: "Data",
    unfinished_import: "Import",
  },
  pack: "Pack",
  listing: ", ",
  visitWith: (names) => `Visit ${names}`,
  visitAlone: "Visit",
  visitAsk: (who, ask) => `${who}: ${ask}`,
  noAsk: "no ask written yet",
  visitOn: (day, weekday) => `${weekday} ${day}`,
  loan: "Loan",
  offBalance: "Off-balance item",
  matures: (product) => `${product} matures`,
  isPast: (product) => `${product} past maturity, balance outstanding`,
  contract: (number) => `No. ${number}`,
  notOverdueInLedger: "not overdue in the ledger",
  balanceOf: (day) => `balance of ${day}`,
  overdueInLedger: (days) => `${counted(days, "day")} overdue in the ledger`,
  ledger: { clients: "Client list", people: "People", deposits: "Deposits", loans: "Loans" },
  staleClients: (clients, days) =>
    `${counted(clients, "client")} not updated for more than ${counted(days, "day")}`,
  staleSpan: (newest, oldest) => `newest ${newest} · oldest ${oldest}`,
  rowsWait: (rows) => `${counted(rows, "row")} still without a client`,
  importedOn: (day) => `imported ${day}`,
  returned: (day, reason) => `snoozed until ${day}: ${reason}`,

  overdueBy: (days) => `${counted(days, "day")} past`,
  lateBy: (days) => `${counted(days, "day")} late`,
  left: (days) => `${counted(days, "day")} left`,

  why: (position) => `Why no. ${position}`,
  severity: "Severity",
  reason: {
    past_due: "past maturity",
    due_this_week: "due within 7 days",
    due_this_month: "due within 30 days",
    due_later: "due later",
    visit_today: "a visit today",
    visit_this_week: "a visit within 7 days",
    stale_data: "old data",
    unfinished_import: "unfinished import",
  },
  overdueDays: "Overdue",
  daysCounted: (days) => (days > 30 ? `${days} days, capped at 30` : counted(days, "day")),
  amount: "Amount",
  scoreOf: (points) => `${points} points`,
  formula:
    "Severity + min(days overdue, 30) + 10·lg(1 + 万元); first by group: first, today, this week, later",

  done: "Done",
  snooze: "Snooze",
  open: "Open",
  next: "Next item",
  previous: "Previous item",
  didDone: (what) => `Done: ${what}`,
  didSnooze: (what, day) => `Snoozed until ${day}: ${what}`,

  snoozeTitle: "Snooze until when, and why",
  until: "Day",
  why_: "Reason",
  reasonHint: "For example: client replies next Wednesday",
  inAWeek: "In a week",
  nextMonday: "Next Monday",

  putAside: (count) => `Done and snoozed ${count}`,
  putOffUntil: (day) => `until ${day}`,

  nothing:
    "Nothing to do. Plan a visit or import a newer ledger: maturities and movements appear here.",
  nothingOfKind: "Nothing of this kind.",
  empty:
    "There are no clients in this vault yet. Once a client list and ledgers are imported, maturities, visits and outdated data are ranked here.",
  toImport: "Import",

  movers: "Largest moves",
  moversBasis: "average deposits · ×10k CNY",
  notableFall: "The average fell by more than the notable threshold",
  noMovers: "Shown once two months of average deposits are available.",
  due: "Maturities",
  dueBasis: "balance · ×10k CNY",
  within: (days) => `${days} days`,
  past: "Past due",
  data: "Data",
  staleShort: (clients) => `${counted(clients, "client")} outdated`,
  known: (clients) => counted(clients, "client"),
  never: "Not imported yet",
};
