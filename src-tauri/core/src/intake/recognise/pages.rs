//! Several totals in one table: a printed list has one on each of its pages, and perhaps one of all of them at its
//! end, by the same name.

use super::super::record::Stated;
use crate::money::{Amount, Money};

/// A row that calls itself a total.
#[derive(Debug, Clone)]
pub struct Total {
    pub cell: String,
    pub amount: Amount,
    /// Data rows above it.
    pub after: usize,
}

/// Totals told of one by one.
const TOLD: usize = 3;

/// What the table says its rows add up to, and which totals of its pages are not those of their rows. The last total
/// is that of all rows where it is one, or where the pages add up to it and do not each to their own; else each is of
/// the rows since the one before it.
pub fn judge(
    totals: &[Total],
    amounts: impl Iterator<Item = Option<Amount>>,
) -> (Option<Stated>, Vec<String>) {
    let (Some(last), false) = (totals.last(), totals.len() < 2) else {
        return (
            totals
                .first()
                .map(|total| stated(std::slice::from_ref(total))),
            Vec::new(),
        );
    };
    let ledger = Running::of(amounts);
    let starts = || std::iter::once(0).chain(totals.iter().map(|total| total.after));
    let pages = || totals.iter().zip(starts());
    // A page may also carry what was before it.
    let fits = |(total, start): (&Total, usize)| {
        let own = ledger.between(start, total.after);
        own.agrees_with(&total.amount) || ledger.between(0, total.after).agrees_with(&total.amount)
    };
    let is_of_all = ledger.between(0, ledger.rows()).agrees_with(&last.amount);
    let before = &totals[..totals.len() - 1];
    let has_own_rows = before.last().is_some_and(|total| total.after < last.after);
    let is_grand = is_of_all
        || !has_own_rows
        || (!pages().all(fits) && Sum::of(before).agrees_with(&last.amount));
    let of_pages = if is_grand { before } else { totals };
    let odd = pages().take(of_pages.len()).filter(|page| !fits(*page));
    let odd: Vec<String> = odd
        .map(|(total, start)| {
            let difference = ledger.between(start, total.after).money - total.amount.money;
            format!("{}（相差 {difference} 元）", total.cell)
        })
        .collect();
    let stated = match is_grand {
        true => stated(std::slice::from_ref(last)),
        false => stated(totals),
    };
    (Some(stated), told(&odd))
}

fn told(odd: &[String]) -> Vec<String> {
    if odd.is_empty() {
        return Vec::new();
    }
    let named = odd
        .iter()
        .take(TOLD)
        .map(String::as_str)
        .collect::<Vec<_>>();
    let more = match odd.len() > TOLD {
        true => format!("等 {} 处", odd.len()),
        false => String::new(),
    };
    vec![format!(
        "分页的合计与所在页各行之和不符：{}{more}，请核对",
        named.join("、")
    )]
}

/// Together, under the address of the last.
fn stated(totals: &[Total]) -> Stated {
    let sum = Sum::of(totals);
    Stated {
        cell: totals
            .last()
            .map(|total| total.cell.clone())
            .unwrap_or_default(),
        sum: sum.money,
        bound: sum.bound,
    }
}

/// A sum, and how far rounding may take it.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    money: Money,
    bound: Money,
}

impl Sum {
    fn of(totals: &[Total]) -> Sum {
        let sum = Sum::default();
        totals
            .iter()
            .fold(sum, |sum, total| sum.with(&total.amount))
    }

    fn with(self, amount: &Amount) -> Sum {
        Sum {
            money: self.money + amount.money,
            bound: self.bound + amount.quantum.rounding_bound(),
        }
    }

    fn agrees_with(self, stated: &Amount) -> bool {
        (self.money - stated.money).abs() <= self.bound + stated.quantum.rounding_bound()
    }
}

/// Sums of all rows up to each; what cannot be read is in none.
struct Running(Vec<Sum>);

impl Running {
    fn of(amounts: impl Iterator<Item = Option<Amount>>) -> Self {
        let mut sums = vec![Sum::default()];
        let mut sum = Sum::default();
        for amount in amounts {
            sum = amount.map_or(sum, |amount| sum.with(&amount));
            sums.push(sum);
        }
        Running(sums)
    }

    fn rows(&self) -> usize {
        self.0.len() - 1
    }

    fn between(&self, from: usize, to: usize) -> Sum {
        let (from, to) = (self.0[from], self.0[to]);
        Sum {
            money: to.money - from.money,
            bound: to.bound - from.bound,
        }
    }
}
