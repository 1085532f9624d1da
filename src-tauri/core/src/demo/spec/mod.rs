//! Who the 40 clients are: told by hand, so that each has a story. Amounts in 万元.

mod industry;
mod service;

use crate::intake::record::Classification;

pub(super) struct Spec {
    pub(super) name: &'static str,
    /// As a bank's list writes it.
    pub(super) industry: &'static str,
    pub(super) capital: i64,
    pub(super) founded: (i16, i8, i8),
    pub(super) tier: &'static str,
    pub(super) seat: Seat,
    /// Jobs of its people, several of one person joined by `/`; the first is the legal representative's.
    pub(super) posts: &'static [&'static str],
    /// Names of the first posts where they matter; others are invented.
    pub(super) named: &'static [&'static str],
    pub(super) accounts: &'static [AccountSpec],
    pub(super) loans: &'static [LoanSpec],
}

/// Which branch and client manager a client belongs to.
#[derive(Clone, Copy)]
pub(super) struct Seat {
    pub(super) branch: &'static str,
    pub(super) manager: &'static str,
}

pub(super) struct AccountSpec {
    pub(super) product: &'static str,
    /// On the ledger day, about.
    pub(super) wan: i64,
    pub(super) opened_months_ago: Option<i32>,
    pub(super) shape: Shape,
}

/// How a balance came to where it is; rates and parts in ‰.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    /// A year.
    pub(super) growth: i64,
    /// The month of the year's crest, and how far it stands out.
    pub(super) peak: i8,
    pub(super) swing: i64,
    /// What is added for the last days of a quarter.
    pub(super) quarter_end: i64,
    /// Since so many months; before, the level was this part of the present one.
    pub(super) change: Option<(i32, i64)>,
    /// Months differ by up to this much; 0 is a deposit for a term.
    pub(super) noise: i64,
}

pub(super) struct LoanSpec {
    pub(super) product: &'static str,
    pub(super) amount: i64,
    pub(super) balance: i64,
    /// Hundredths of a per cent a year.
    pub(super) rate: Option<i64>,
    pub(super) term_months: i64,
    /// Days from the as-of day; overdue ones negative, from the ledger day.
    pub(super) due_in: i64,
    pub(super) security: &'static str,
    pub(super) class: Classification,
}

/// All 40, in the order of their numbers; the first three are those of docs/domain.md §2.1.
pub(super) fn all() -> impl Iterator<Item = &'static Spec> {
    let (named_makers, makers) = industry::SPECS.split_at(2);
    let (named_trader, servants) = service::SPECS.split_at(1);
    [named_makers, named_trader, makers, servants]
        .into_iter()
        .flatten()
}

const TECH_PARK: Seat = Seat {
    branch: "澜川科技园支行",
    manager: "林见微",
};
const RIVERSIDE: Seat = Seat {
    branch: "澜川滨江支行",
    manager: "程以恒",
};
const EAST_TOWN: Seat = Seat {
    branch: "砚州城东支行",
    manager: "方知白",
};

const STRATEGIC: &str = "战略客户";
const KEY: &str = "重点客户";
const PROMISING: &str = "潜力客户";
const ORDINARY: &str = "一般客户";
const LEAVING: &str = "压退客户";

const PRIVATE: [&str; 5] = [
    "董事长/法定代表人",
    "总经理",
    "财务总监",
    "财务经理",
    "采购总监",
];
const LISTED: [&str; 8] = [
    "董事长/法定代表人",
    "总经理",
    "财务总监",
    "财务经理",
    "董事会秘书",
    "资金部总经理",
    "副总经理/战略投资部部长",
    "独立董事",
];
const STATE: [&str; 7] = [
    "党委书记/董事长/法定代表人",
    "总经理/党委副书记",
    "总会计师",
    "资金部总经理",
    "财务经理",
    "战略投资部部长",
    "纪委书记",
];
const SMALL: [&str; 3] = ["执行董事/法定代表人", "财务负责人", "出纳"];
const FAMILY: [&str; 4] = ["董事长/总经理/法定代表人", "财务经理", "行政总监", "监事"];

impl Shape {
    const STEADY: Shape = Shape {
        growth: 40,
        peak: 1,
        swing: 0,
        quarter_end: 0,
        change: None,
        noise: 35,
    };
    /// Margins and deposits for a term: whole amounts that change only when they are renewed.
    const FIXED: Shape = Shape {
        growth: 0,
        noise: 0,
        ..Shape::STEADY
    };
    const DORMANT: Shape = Shape {
        growth: 0,
        noise: 1,
        ..Shape::STEADY
    };

    const fn growing(self, growth: i64) -> Shape {
        Shape { growth, ..self }
    }

    const fn peaking(self, peak: i8, swing: i64) -> Shape {
        Shape {
            peak,
            swing,
            ..self
        }
    }

    const fn at_quarter_ends(self, quarter_end: i64) -> Shape {
        Shape {
            quarter_end,
            ..self
        }
    }

    const fn changed(self, months_ago: i32, before: i64) -> Shape {
        Shape {
            change: Some((months_ago, before)),
            ..self
        }
    }

    pub(super) const fn is_fixed(&self) -> bool {
        self.noise == 0
    }
}

const fn account(product: &'static str, wan: i64, shape: Shape) -> AccountSpec {
    AccountSpec {
        product,
        wan,
        opened_months_ago: None,
        shape,
    }
}

impl AccountSpec {
    const fn opened(self, months_ago: i32) -> AccountSpec {
        AccountSpec {
            opened_months_ago: Some(months_ago),
            ..self
        }
    }
}

/// A drawn loan at a rate in hundredths of a per cent.
const fn loan(
    product: &'static str,
    (amount, balance): (i64, i64),
    rate: i64,
    (term_months, due_in): (i64, i64),
    security: &'static str,
) -> LoanSpec {
    LoanSpec {
        product,
        amount,
        balance,
        rate: Some(rate),
        term_months,
        due_in,
        security,
        class: Classification::Normal,
    }
}

/// Acceptances, letters of credit, guarantees: no rate.
const fn commitment(
    product: &'static str,
    amount: i64,
    (term_months, due_in): (i64, i64),
    security: &'static str,
) -> LoanSpec {
    LoanSpec {
        product,
        amount,
        balance: amount,
        rate: None,
        term_months,
        due_in,
        security,
        class: Classification::Normal,
    }
}

impl LoanSpec {
    const fn classed(self, class: Classification) -> LoanSpec {
        LoanSpec { class, ..self }
    }
}
