import { describe, expect, it } from "vitest";
import type { TodayItem } from "../../ipc/bindings";
import { today as m } from "../../locales/zh-CN/today";
import { ask, evidence, nextMonday, plusDays, pointsText, subjectName, term } from "./wording";

function maturity(days: number, product: string | null = "流动资金贷款"): TodayItem {
  return {
    id: "maturity:x:20261125",
    position: 1,
    group: days < 0 ? "first" : "week",
    client: { id: "c", name: "示例有限公司", tier: null },
    subject: {
      kind: "maturity",
      loan: "l",
      number: "J1",
      product,
      off_balance: true,
      balance: 100,
      as_of: "2026-10-31",
      matures_on: "2026-11-25",
      class: "关注",
      overdue_days: 3,
    },
    days,
    score: {
      reason: "past_due",
      severity: 600,
      overdue_days: Math.max(0, -days),
      overdue: 0,
      amount: 100,
      amount_points: 0,
      total: 600,
    },
    returned: null,
  };
}

const stale: TodayItem = {
  ...maturity(-19),
  client: null,
  subject: {
    kind: "stale_data",
    ledger: "deposits",
    clients: 9,
    oldest: "2025-06-30",
    newest: "2026-09-30",
    limit_days: 35,
  },
};

describe("the words of an item", () => {
  it("prints tenths", () => {
    expect([904, 30, 5].map(pointsText)).toEqual(["90.4", "3.0", "0.5"]);
  });

  it("says what is to be done, with a name for what has no product", () => {
    expect(ask(m, maturity(2))).toBe("流动资金贷款到期");
    expect(ask(m, maturity(-2))).toBe("流动资金贷款已过到期日，仍有余额");
    expect(ask(m, maturity(2, null))).toBe("表外业务到期");
    expect(ask(m, stale)).toBe("9 户超过 35 天没有更新");
    expect(subjectName(m, stale)).toBe("存款余额");
  });

  it("names its evidence, kind first, the year only where it is another", () => {
    expect(evidence(m, maturity(2), "2026-11-23")).toEqual([
      "到期",
      "11-25",
      "借据 J1",
      "关注",
      "台账逾期 3 天",
      "余额截至 10-31",
    ]);
    expect(evidence(m, stale, "2026-11-23")).toEqual(["数据", "最新 09-30 · 最旧 2025-06-30"]);
    const back = { ...stale, returned: { until: "2026-11-23", reason: "等台账" } };
    expect(evidence(m, back, "2026-11-23").at(-1)).toBe("曾推迟到 11-23：等台账");
  });

  it("is red once overdue, orange in the last three days, and plain before", () => {
    const terms = [-3, 0, 3, 4].map((days) => term(m, maturity(days), "2026-11-23"));
    expect(terms).toEqual([
      { text: "过期 3 天", tone: "overdue" },
      { text: "今天", tone: "soon" },
      { text: "剩 3 天", tone: "soon" },
      { text: "剩 4 天", tone: "plain" },
    ]);
    expect(term(m, stale, "2026-11-23")).toEqual({ text: "超期 19 天", tone: "soon" });
  });

  it("moves over month ends and finds the next Monday, never this day", () => {
    expect(plusDays("2026-11-30", 1)).toBe("2026-12-01");
    const days = ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-28"];
    expect(days.map(nextMonday)).toEqual(["2026-11-23", "2026-11-30", "2026-11-30", "2026-11-30"]);
  });
});

describe("the term of a visit", () => {
  const visit = (days: number, starts_at: string | null): TodayItem => ({
    ...maturity(days),
    subject: {
      kind: "visit",
      visit: "v",
      on: plusDays("2026-11-23", days),
      starts_at,
      place: "南京西路 1 号",
      with: ["沈知衡", "顾砚秋"],
      ask: null,
    },
  });

  it("is the hour today, the day before that, and both where both are known", () => {
    const terms = [visit(0, "09:30"), visit(0, null), visit(1, "14:00"), visit(3, null)];
    expect(terms.map((item) => term(m, item, "2026-11-23")?.text)).toEqual([
      "09:30",
      "今天",
      "明天 14:00",
      "周四",
    ]);
  });

  it("says whom, where, and that the ask is missing", () => {
    expect(ask(m, visit(1, null))).toBe("拜访沈知衡、顾砚秋");
    expect(evidence(m, visit(1, null), "2026-11-23")).toEqual([
      "拜访",
      "11-24 周二",
      "南京西路 1 号",
      "还没有写下所求",
    ]);
  });
});
