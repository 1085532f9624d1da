//! Month-end balances and averages of an account, told by its shape.

use super::spec::{AccountSpec, Shape};
use super::{DemoClient, MONTHS, wan};
use crate::day::Day;
use crate::intake::record::{DepositAmounts, DepositRecord};
use crate::metrics::daily_average;
use crate::money::{Amount, Money};

/// One month of an account. Amounts in 分.
#[derive(Clone, Copy)]
struct Month {
    end: Day,
    start: i64,
    point: i64,
    average: i64,
}

pub(super) fn deposits(client: &DemoClient, ledger_day: Day) -> Vec<DepositRecord> {
    (1..)
        .zip(client.spec.accounts)
        .flat_map(|(nth, account)| account_records(client, nth, account, ledger_day))
        .collect()
}

fn account_records(
    client: &DemoClient,
    nth: u32,
    account: &AccountSpec,
    ledger_day: Day,
) -> Vec<DepositRecord> {
    let shown = account
        .opened_months_ago
        .map_or(MONTHS, |months| months.min(MONTHS));
    let months = months(client.number, nth, account, ledger_day, shown);
    let first_shown = months.len() - shown as usize;
    (first_shown..months.len())
        .map(|at| DepositRecord {
            client: client.reference.clone(),
            account: format!("00088000{:04}{nth:04}", client.number),
            product: Some(account.product.to_owned()),
            currency: "CNY".to_owned(),
            as_of: months[at].end,
            amounts: amounts(&months[..=at]),
        })
        .collect()
}

/// From January of the first shown month's year to the ledger day.
fn months(number: u32, nth: u32, account: &AccountSpec, ledger_day: Day, shown: i32) -> Vec<Month> {
    let first_shown = ledger_day.month_end_after(1 - shown);
    let back = shown - 1 + i32::from(first_shown.month()) - 1;
    let point = |months_ago: i32| {
        let salt = Salt {
            number,
            nth,
            month: ledger_day.month_end_after(-months_ago),
        };
        point(account, months_ago, ledger_day, &salt)
    };
    (0..=back)
        .rev()
        .map(|months_ago| {
            let end = ledger_day.month_end_after(-months_ago);
            let (start, point) = (point(months_ago + 1), point(months_ago));
            let salt = Salt {
                number,
                nth,
                month: end,
            };
            let average = start + (point - start) / 1_000 * salt.pull(account);
            Month {
                end,
                start,
                point,
                average,
            }
        })
        .collect()
}

/// Of the last of `months`, which begin in January of some year.
fn amounts(months: &[Month]) -> DepositAmounts {
    let Some(last) = months.last() else {
        return DepositAmounts::default();
    };
    let this_year: Vec<&Month> = (months.iter())
        .filter(|month| month.end.year() == last.end.year())
        .collect();
    let spans: Vec<(u32, Money)> = (this_year.iter())
        .map(|month| {
            (
                month.end.day_of_month() as u32,
                Money::from_fen(month.average),
            )
        })
        .collect();
    let exact = |fen| Some(Amount::exact(Money::from_fen(fen)));
    DepositAmounts {
        point: exact(last.point),
        month_start: exact(last.start),
        year_start: this_year.first().and_then(|january| exact(january.start)),
        month_average: exact(last.average),
        year_average: daily_average::weighted(&spans).map(Amount::exact),
    }
}

fn point(account: &AccountSpec, months_ago: i32, ledger_day: Day, salt: &Salt) -> i64 {
    if account
        .opened_months_ago
        .is_some_and(|opened| months_ago >= opened)
    {
        return 0;
    }
    let fen = wan(account.wan).money.fen();
    let fen = fen / 1_000 * account.shape.level(months_ago, ledger_day.month());
    if account.shape.is_fixed() {
        // Deposits for a term come in whole 万元.
        return fen / 1_000_000 * 1_000_000;
    }
    let wobble = salt.draw(0, 2 * account.shape.noise + 1) - account.shape.noise;
    let small = salt.draw(1, 10_000);
    (fen / 1_000 * (1_000 + wobble) + small).max(small)
}

impl Shape {
    /// ‰ of the newest level, so many months ago; `newest` is the newest month, 1–12.
    fn level(&self, months_ago: i32, newest: i8) -> i64 {
        let ago = i64::from(months_ago);
        let month = (i64::from(newest) - 1 - ago).rem_euclid(12) + 1;
        let grown = 1_000_000 / (1_000 + self.growth * ago / 12).max(100);
        let season = 1_000 * self.season(month) / self.season(i64::from(newest));
        let quarter_end = if month % 3 == 0 {
            1_000 + self.quarter_end
        } else {
            1_000
        };
        let before = match self.change {
            Some((since, before)) if months_ago >= since => before,
            _ => 1_000,
        };
        grown * season / 1_000 * quarter_end / 1_000 * before / 1_000
    }

    /// ‰ of the mean over the year: a wave with its crest in the peak month.
    fn season(&self, month: i64) -> i64 {
        const WAVE: [i64; 12] = [
            1000, 866, 500, 0, -500, -866, -1000, -866, -500, 0, 500, 866,
        ];
        let from_peak = (month - i64::from(self.peak)).rem_euclid(12) as usize;
        1_000 + self.swing * WAVE[from_peak] / 1_000
    }
}

/// What makes one month of one account differ from the next.
struct Salt {
    number: u32,
    nth: u32,
    month: Day,
}

impl Salt {
    /// ‰ of the way from the month's start to its end where its average lies.
    fn pull(&self, account: &AccountSpec) -> i64 {
        match (account.shape.quarter_end > 0, self.month.month() % 3) {
            // Money that comes for the last days of a quarter and leaves in the first of the next.
            (true, 0) => 150,
            (true, 1) => 850,
            _ => 350 + self.draw(2, 300),
        }
    }

    /// From 0 to below `below`, the same for the same month, account and `kind`.
    fn draw(&self, kind: u64, below: i64) -> i64 {
        let mut mixed = [u64::from(self.number), u64::from(self.nth), kind]
            .into_iter()
            .fold(self.month.yyyymmdd() as u64, |mixed, part| {
                (mixed ^ part)
                    .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                    .rotate_left(23)
            });
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % below.max(1) as u64) as i64
    }
}
