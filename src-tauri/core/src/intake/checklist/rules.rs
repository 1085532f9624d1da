//! Which tables come every month, and what a month end still lacks. Nothing here touches the vault.

use crate::day::Day;
use crate::ids::{BatchId, BatchKey};
use crate::intake::record::Kind;
use crate::setting::Settings;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeSet;

/// A file that came for a month end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct MonthFile {
    pub batch: BatchId,
    pub file: String,
    /// The newest day its balances hold for.
    pub as_of: Option<Day>,
    #[specta(type = String)]
    pub at: Timestamp,
    pub user: String,
    /// Rows that are in the vault because of it, or were there and are the same.
    pub rows: u32,
    pub rejected: u32,
}

/// A standing file, with the days it speaks of.
#[derive(Debug, Clone)]
pub struct Batch {
    pub key: BatchKey,
    pub kind: Kind,
    /// Of balances the days they hold for; of other tables the day before the file came, so that what comes on
    /// the first of a month counts for the month that has just ended.
    pub days: BTreeSet<Day>,
    pub file: MonthFile,
}

/// How far a kind of table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    Done,
    /// It came, and something of it is left to settle.
    Unfinished,
    Missing,
}

/// What came of a kind that comes regularly.
#[derive(Debug)]
pub struct Came<'a> {
    pub kind: Kind,
    /// Newest first.
    pub now: Vec<&'a Batch>,
    /// The last month end before, and its newest file.
    pub before: Option<(Day, &'a Batch)>,
}

/// The last month end before `on`: on the last day itself the month has not ended yet.
pub fn last_ended(on: Day) -> Day {
    on.month_end_after(-1)
}

/// The kinds that came for this month end, or come so regularly that they are to be expected: balances that came
/// for a month end in the settings' days before it; other tables, which need not come every month, where they
/// came for two.
pub fn regular<'a>(batches: &'a [Batch], month_end: Day, settings: &Settings) -> Vec<Came<'a>> {
    let kinds = Kind::ALL.into_iter();
    let came = kinds.map(|kind| {
        let of_kind = || batches.iter().filter(move |batch| batch.kind == kind);
        let mut now: Vec<&Batch> = of_kind()
            .filter(|batch| speaks_of(batch, month_end, settings))
            .collect();
        now.sort_by_key(|batch| std::cmp::Reverse(batch.key));
        let months: Vec<(Day, &Batch)> = (1..)
            .map(|months| month_end.month_end_after(-months))
            .take_while(|end| month_end.days_since(*end) <= settings.month_end_look_back_days)
            .filter_map(|end| {
                let spoke = of_kind().filter(|batch| speaks_of(batch, end, settings));
                Some((end, spoke.max_by_key(|batch| batch.key)?))
            })
            .collect();
        let least = if has_days(kind) { 1 } else { 2 };
        let is_regular = months.len() >= least;
        let is_listed = is_regular || !now.is_empty();
        is_listed.then(|| Came {
            kind,
            now,
            before: months.first().copied(),
        })
    });
    came.flatten().collect()
}

/// Whether rows of this kind hold for a day.
pub fn has_days(kind: Kind) -> bool {
    matches!(kind, Kind::Deposits | Kind::Loans)
}

/// Balances of the last working day count where the calendar's last day was none; tables without days count for
/// the month end they came after.
fn speaks_of(batch: &Batch, month_end: Day, settings: &Settings) -> bool {
    let first = match has_days(batch.kind) {
        true => month_end.plus_days(-settings.month_end_slack_days),
        false => month_end,
    };
    let last = match has_days(batch.kind) {
        true => month_end,
        false => month_end.month_end_after(1).plus_days(-1),
    };
    batch.days.range(first..=last).next().is_some()
}

/// How far a kind is, by what is left of it.
pub fn state(has_come: bool, absent: u32, rejected: u32, waiting: u32) -> ItemState {
    match has_come {
        false => ItemState::Missing,
        true if absent + rejected + waiting > 0 => ItemState::Unfinished,
        true => ItemState::Done,
    }
}
