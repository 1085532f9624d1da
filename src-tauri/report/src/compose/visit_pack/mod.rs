//! 客户拜访资料包 (docs/domain.md §6.1): read in the car, ends with one ask. Page one is the
//! 30-second card; the version for the client is built from a type that holds nothing internal.

mod business;
mod client_facing;
mod credit;
mod deposits;
mod people;
mod preparation;
mod sources;
mod summary;
mod visit;

pub use client_facing::{ClientFacing, client_facing};

use super::Context;
use super::format;
use crate::document::{Block, Classification, Document, Ink, Meta, Text};
use jingwei_core::day::Day;
use jingwei_core::dossier::{Account, Dossier, Loan, Visit};
use jingwei_core::metrics::Metrics;
use jingwei_core::money::Money;

/// Everything the sections of one pack look at.
struct Pack<'a> {
    dossier: &'a Dossier,
    metrics: &'a Metrics,
    visit: Option<&'a Visit>,
}

/// The internal pack; `visit` is the one it prepares.
pub fn visit_pack(
    dossier: &Dossier,
    metrics: &Metrics,
    visit: Option<&Visit>,
    context: &Context,
) -> Document {
    let pack = Pack {
        dossier,
        metrics,
        visit,
    };
    let mut blocks = summary::card(&pack);
    blocks.extend(people::section(&pack));
    blocks.extend(business::sections(&pack));
    blocks.extend(preparation::since_and_needs(&pack));
    blocks.extend(preparation::risks(&pack));
    blocks.extend(preparation::materials(&pack));
    blocks.extend(sources::section(&pack));
    blocks.push(preparation::notes());
    Document {
        meta: meta(dossier, context),
        blocks,
    }
}

fn meta(dossier: &Dossier, context: &Context) -> Meta {
    let name = &dossier.client.name;
    Meta {
        title: format!("客户拜访资料包 · {name}"),
        subject: format!("编制日 {}", dossier.as_of),
        client: name.clone(),
        author: context.user_name.clone(),
        head_left: format!("客户拜访资料包　{name}"),
        head_right: context
            .branch
            .clone()
            .unwrap_or_else(|| context.user_name.clone()),
        classification: Classification::Internal,
        footer: format!("审计 {}", context.audit_head),
        watermark: Some(format!(
            "内部资料 {} {}",
            context.user_name,
            context.minute()
        )),
        created: context.produced_at,
    }
}

impl Pack<'_> {
    fn as_of(&self) -> Day {
        self.dossier.as_of
    }

    /// The newest day that balances are known for.
    fn deposits_day(&self) -> Option<Day> {
        newest_balance(self.dossier)
    }

    fn loans_day(&self) -> Option<Day> {
        newest_loan(self.dossier)
    }

    fn due_soon_days(&self) -> i64 {
        self.dossier.settings.due_soon_days
    }

    fn is_stale(&self, day: Day) -> bool {
        self.as_of().days_since(day) > self.dossier.settings.stale_days
    }

    /// A day as printed; one out of date says so in orange.
    fn day(&self, day: Day) -> Text {
        if self.is_stale(day) {
            let age = self.as_of().days_since(day);
            Text::default().ink(Ink::Orange, format!("{day}（{age} 天前）"))
        } else {
            Text::new(day.to_string())
        }
    }

    /// Items past their maturity that still owe, in CNY.
    fn past_maturity(&self) -> impl Iterator<Item = &Loan> {
        self.dossier.loans.iter().filter(|loan| {
            loan.currency == "CNY"
                && loan.matures_on.is_some_and(|day| day < self.as_of())
                && loan
                    .balance
                    .is_some_and(|balance| balance.money > Money::ZERO)
        })
    }
}

/// A sentence for each ledger that is older than the limit on the dossier's day.
pub(crate) fn stale_ledgers(dossier: &Dossier) -> Vec<String> {
    let ledgers = [
        ("存款余额", newest_balance(dossier)),
        ("贷款借据", newest_loan(dossier)),
    ];
    let old = ledgers.into_iter().filter_map(|(name, day)| {
        let day = day?;
        let age = dossier.as_of.days_since(day);
        (age > dossier.settings.stale_days).then(|| format!("{name}停在 {day}，距编制日 {age} 天"))
    });
    old.collect()
}

/// 数据截至: the newest day that any balance of the dossier holds for.
pub(crate) fn data_until(dossier: &Dossier) -> Option<Day> {
    newest_balance(dossier).max(newest_loan(dossier))
}

fn newest_loan(dossier: &Dossier) -> Option<Day> {
    dossier.loans.iter().map(|loan| loan.as_of).max()
}

fn newest_balance(dossier: &Dossier) -> Option<Day> {
    let days = dossier
        .accounts
        .iter()
        .filter_map(|account| account.days.last());
    days.map(|day| day.as_of).max()
}

/// An account by its last digits; what is the total of a client's accounts says so.
fn name(account: &Account) -> String {
    match account.is_client_total {
        true => account.number.clone(),
        false => tail(&account.number),
    }
}

/// `尾号 5064`: enough to tell accounts apart on paper.
fn tail(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    let from = digits.len().saturating_sub(4);
    format!("尾号 {}", digits[from..].iter().collect::<String>())
}

fn no_data(reason: impl Into<String>) -> Block {
    Block::NoData {
        section: None,
        reason: reason.into(),
    }
}
