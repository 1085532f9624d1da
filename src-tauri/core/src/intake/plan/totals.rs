//! Control totals: what the file adds up to, what of it enters the vault, and what explains the rest.

use super::{PlannedRow, Verdict};
use crate::day::Day;
use crate::intake::columns::Field;
use crate::intake::record::{DepositRecord, LoanRecord, RejectedSum, Row, Rows, Table};
use crate::money::{Amount, Money};
use serde::Serialize;
use std::collections::BTreeMap;

/// The main amount column summed over every data row, against the file's own 合计.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Control {
    pub own: Money,
    pub stated: Option<Money>,
    /// How far `own − stated` may go by the rounding of the cells alone (domain.md §9.7).
    pub bound: Money,
}

impl Control {
    pub fn difference(&self) -> Option<Money> {
        self.stated.map(|stated| self.own - stated)
    }

    /// A difference within the bound is 尾差; beyond it the file contradicts itself.
    pub fn is_within_bound(&self) -> bool {
        self.difference()
            .is_none_or(|difference| difference.abs() <= self.bound)
    }
}

/// An amount column: `file` sums every data row, `taken` the rows that enter the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct ColumnSum {
    pub field: Field,
    pub file: Money,
    pub taken: Money,
    /// `taken` less `file`: what [`Totals::left_out`] explains.
    pub difference: Money,
}

/// Rows of one verdict that do not enter: with the others they explain every difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct LeftOut {
    pub verdict: Verdict,
    pub rows: u32,
    /// Of the main amount column; `None` for files without amounts.
    pub sum: Option<Money>,
    /// Rows whose main amount cannot be read and is in no sum.
    pub unreadable: u32,
}

/// The rows that enter against the day before, of those that have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct AgainstBefore {
    pub rows: u32,
    /// The newest of their earlier days.
    pub on: Day,
    pub before: Money,
    pub now: Money,
    /// Move in hundredths of a per cent; `None` on a base of zero or less.
    pub change: Option<i32>,
}

/// Sums of a file, column by column.
#[derive(Debug, Clone, Default)]
pub struct Totals {
    pub sums: Vec<ColumnSum>,
    pub left_out: Vec<LeftOut>,
    /// Where the whole file holds for one day.
    pub comparison: Option<AgainstBefore>,
}

/// Move from a base in hundredths of a per cent; `None` on a base of zero.
pub fn change(before: Money, now: Money) -> Option<i32> {
    let base = i128::from(before.fen()).abs();
    if base == 0 {
        return None;
    }
    let moved = i128::from(now.fen()) - i128::from(before.fen());
    let rounded = (moved.abs() * 20_000 + base) / (2 * base) * moved.signum();
    Some(i32::try_from(rounded).unwrap_or(if moved < 0 { i32::MIN } else { i32::MAX }))
}

/// The amounts of every row, kept while the rows are planned.
pub struct Tally {
    /// The main column, and what else of amounts the file has.
    fields: Vec<Field>,
    /// Row by row a line as long as `fields`; empty for rows rejected for their cells.
    amounts: Vec<Option<Amount>>,
    rejected: BTreeMap<Field, RejectedSum>,
    one_day: bool,
}

impl Tally {
    pub fn of(table: &Table) -> Self {
        let rejected = table.rejected_sums.clone();
        match &table.rows {
            Rows::Clients(_) | Rows::People(_) => Tally {
                fields: Vec::new(),
                amounts: Vec::new(),
                rejected,
                one_day: false,
            },
            Rows::Deposits(rows) => {
                let fields = [
                    Field::Balance,
                    Field::MonthStart,
                    Field::YearStart,
                    Field::MonthAverage,
                    Field::YearAverage,
                ];
                let read = |record: &DepositRecord| (record.as_of, record.amounts.all());
                Tally::of_rows(rows, fields, rejected, read)
            }
            Rows::Loans(rows) => {
                let fields = [Field::Balance, Field::LoanAmount];
                let read = |record: &LoanRecord| (record.as_of, [record.balance, record.amount]);
                Tally::of_rows(rows, fields, rejected, read)
            }
        }
    }

    fn of_rows<T, const N: usize>(
        rows: &[Row<T>],
        fields: [Field; N],
        rejected: BTreeMap<Field, RejectedSum>,
        read: impl Fn(&T) -> (Day, [Option<Amount>; N]),
    ) -> Self {
        let records = || rows.iter().flat_map(|row| &row.record).map(&read);
        let is_kept = |at: &usize| {
            let is_said = || records().any(|(_, line)| line[*at].is_some());
            *at == 0 || rejected.contains_key(&fields[*at]) || is_said()
        };
        let kept: Vec<usize> = (0..N).filter(is_kept).collect();
        let mut amounts = Vec::with_capacity(rows.len() * kept.len());
        for row in rows {
            let line = row
                .record
                .as_ref()
                .map_or([None; N], |record| read(record).1);
            amounts.extend(kept.iter().map(|at| line[*at]));
        }
        let first = records().next().map(|(day, _)| day);
        Tally {
            fields: kept.iter().map(|at| fields[*at]).collect(),
            amounts,
            rejected,
            one_day: first.is_some_and(|first| records().all(|(day, _)| day == first)),
        }
    }

    /// A column's amounts, row by row.
    fn column(&self, at: usize) -> impl Iterator<Item = Option<Amount>> {
        let lines = self.amounts.chunks(self.fields.len().max(1));
        lines.map(move |line| line[at])
    }

    /// The main column against the file's own 合计; `None` for files without amounts.
    pub fn control(&self, table: &Table) -> Option<Control> {
        let main = *self.fields.first()?;
        let mains = self.column(0).flatten();
        let (own, bound) = mains.fold((Money::ZERO, Money::ZERO), |(own, bound), amount| {
            (own + amount.money, bound + amount.quantum.rounding_bound())
        });
        let stated = table.stated.as_ref();
        Some(Control {
            own: own + self.rejected(main).readable,
            stated: stated.map(|stated| stated.sum),
            bound: bound + stated.map_or(Money::ZERO, |stated| stated.bound),
        })
    }

    fn rejected(&self, field: Field) -> RejectedSum {
        self.rejected.get(&field).copied().unwrap_or_default()
    }

    /// Once every row has its verdict.
    pub fn close(self, rows: &[PlannedRow]) -> Totals {
        Totals {
            sums: self.sums(rows),
            left_out: self.left_out(rows),
            comparison: self.comparison(rows),
        }
    }

    /// Columns that hold anything at all.
    fn sums(&self, rows: &[PlannedRow]) -> Vec<ColumnSum> {
        let mut sums = Vec::with_capacity(self.fields.len());
        for (at, field) in self.fields.iter().enumerate() {
            let (mut file, mut taken) = (self.rejected(*field).readable, Money::ZERO);
            let mut any = file != Money::ZERO;
            for (amount, row) in self.column(at).zip(rows) {
                let Some(amount) = amount else {
                    continue;
                };
                any = true;
                file = file + amount.money;
                if row.verdict.enters() {
                    taken = taken + amount.money;
                }
            }
            if any {
                sums.push(ColumnSum {
                    field: *field,
                    file,
                    taken,
                    difference: taken - file,
                });
            }
        }
        sums
    }

    fn left_out(&self, rows: &[PlannedRow]) -> Vec<LeftOut> {
        let main = self.fields.first().copied();
        [
            Verdict::Duplicate,
            Verdict::Rejected,
            Verdict::Queued,
            Verdict::Excluded,
        ]
        .into_iter()
        .filter_map(|verdict| {
            let of = |row: &&PlannedRow| row.verdict == verdict;
            let count = rows.iter().filter(of).count() as u32;
            let unread = main
                .filter(|_| verdict == Verdict::Rejected)
                .map(|main| self.rejected(main))
                .unwrap_or_default();
            let sum = main.map(|_| {
                let own: Money = (self.column(0).zip(rows))
                    .filter(|(_, row)| row.verdict == verdict)
                    .filter_map(|(amount, _)| Some(amount?.money))
                    .sum();
                own + unread.readable
            });
            (count > 0).then_some(LeftOut {
                verdict,
                rows: count,
                sum,
                unreadable: unread.unreadable,
            })
        })
        .collect()
    }

    fn comparison(&self, rows: &[PlannedRow]) -> Option<AgainstBefore> {
        if !self.one_day {
            return None;
        }
        let mut comparison: Option<AgainstBefore> = None;
        for (main, row) in self.column(0).zip(rows) {
            let (Some(amount), Some(before), true) = (main, row.before, row.verdict.enters())
            else {
                continue;
            };
            let sum = comparison.get_or_insert(AgainstBefore {
                rows: 0,
                on: before.on,
                before: Money::ZERO,
                now: Money::ZERO,
                change: None,
            });
            sum.rows += 1;
            sum.on = sum.on.max(before.on);
            sum.before = sum.before + before.money;
            sum.now = sum.now + amount.money;
        }
        comparison.map(|sum| AgainstBefore {
            change: change(sum.before, sum.now).filter(|_| sum.before > Money::ZERO),
            ..sum
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_rounded_half_away_from_zero_and_have_no_base_of_zero() {
        let yuan = Money::from_yuan;
        assert_eq!(change(yuan(2_899_600), yuan(1_079_600)), Some(-6277));
        assert_eq!(change(yuan(100), yuan(150)), Some(5000));
        assert_eq!(change(yuan(-100), yuan(100)), Some(20_000));
        assert_eq!(change(Money::ZERO, yuan(1)), None);
        assert_eq!(
            change(Money::from_fen(1), Money::from_fen(i64::MAX)),
            Some(i32::MAX)
        );
    }
}
