//! Rows as they are shown, built for the page asked for: cells as read, what stood where a row changes it,
//! and problems at their cells.

use super::{Planned, Preview};
use crate::day::Day;
use crate::error::Result;
use crate::intake::columns::Field;
use crate::intake::mend;
use crate::intake::plan::{Before, Plan, PlannedRow, RowProblem, Verdict, Was, change};
use crate::intake::reader::{Cell, Place, SheetRow};
use crate::intake::record::{ClientRecord, DepositAmounts, LoanRecord};
use crate::intake::rows::Context;
use crate::intake::value;
use crate::masking;
use crate::money::{Amount, Money};
use crate::rate;
use crate::vault::Vault;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Which rows are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum RowFilter {
    All,
    /// All but the unchanged, problems first.
    Attention,
    New,
    Changed,
    Unchanged,
    Abnormal,
    Duplicate,
    Queued,
    Rejected,
    Warned,
    Excluded,
}

/// A cell's value.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Shown {
    Nothing,
    Text {
        text: String,
    },
    Amount {
        fen: Money,
    },
    Day {
        day: Day,
    },
    /// As it stands in the file: it cannot be read as what the column holds, or is not imported.
    Raw {
        text: String,
    },
}

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct ShownCell {
    pub is: Shown,
    /// Where the row changes it.
    pub was: Option<Shown>,
    /// Rejected for, or odd.
    pub problem: Option<String>,
    /// As the file has it, to be typed over; `None` where [`ShownCell::is`] is masked, and
    /// [`Preview::cell_as_it_stands`] has to be asked.
    pub stands: Option<String>,
    /// What the file said where the user typed something else.
    pub mended: Option<String>,
}

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct ShownRow {
    /// 1-based, as Excel shows it.
    pub row: u32,
    /// `None` while nothing is planned.
    pub verdict: Option<Verdict>,
    pub warned: bool,
    pub abnormal: bool,
    pub confirmed: bool,
    pub same_as: Option<u32>,
    /// The client's name in the vault, where the file gives only its number.
    pub client: Option<String>,
    pub before: Option<Before>,
    /// Move from `before` in hundredths of a per cent.
    pub change: Option<i32>,
    /// In the order of [`super::PreviewSummary::columns`].
    pub cells: Vec<ShownCell>,
}

#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct RowPage {
    pub rows: Vec<ShownRow>,
    /// Rows of the filter, on all pages.
    pub total: u32,
}

impl RowFilter {
    /// A mended row stays in sight though nothing is left to do about it.
    fn takes(self, row: &PlannedRow, is_mended: bool) -> bool {
        match self {
            RowFilter::All => true,
            RowFilter::Attention => {
                row.verdict != Verdict::Unchanged || row.abnormal || row.warned || is_mended
            }
            RowFilter::New => row.verdict == Verdict::New,
            RowFilter::Changed => row.verdict == Verdict::Changed,
            RowFilter::Unchanged => row.verdict == Verdict::Unchanged,
            RowFilter::Abnormal => row.abnormal,
            RowFilter::Duplicate => row.verdict == Verdict::Duplicate,
            RowFilter::Queued => row.verdict == Verdict::Queued,
            RowFilter::Rejected => row.verdict == Verdict::Rejected,
            RowFilter::Warned => row.warned,
            RowFilter::Excluded => row.verdict == Verdict::Excluded,
        }
    }
}

/// Problems before changes; within one, the file's order. A mended row stays where it was when it was mended.
fn rank(row: &PlannedRow, is_mended: bool) -> u8 {
    match row.verdict {
        Verdict::Rejected => 0,
        _ if is_mended => 0,
        _ if row.abnormal => 1,
        Verdict::Queued => 2,
        Verdict::Duplicate => 3,
        _ if row.warned => 4,
        Verdict::Excluded => 5,
        Verdict::Changed => 6,
        Verdict::New => 7,
        Verdict::Unchanged => 8,
    }
}

/// Names by number of clients that the tables before this one bring.
pub type NewClients<'a> = HashMap<&'a str, &'a str>;

impl Preview {
    /// A page of rows, from the `from`th of the filter on.
    pub async fn rows(
        &self,
        vault: &Vault,
        filter: RowFilter,
        (from, count): (u32, u32),
        new_clients: &NewClients<'_>,
    ) -> Result<RowPage> {
        let (from, count) = (from as usize, count as usize);
        let Some(planned) = self.planned() else {
            return Ok(self.rows_as_they_stand(from, count));
        };
        let plan = &planned.plan;
        let mended = self.said.mended_rows();
        let is_mended = |row: &PlannedRow| mended.contains(&row.row);
        let chosen = plan.rows.iter();
        let mut chosen: Vec<&PlannedRow> = chosen
            .filter(|row| filter.takes(row, is_mended(row)))
            .collect();
        if filter == RowFilter::Attention {
            chosen.sort_by_key(|row| rank(row, is_mended(row)));
        }
        let total = chosen.len() as u32;
        let columns = self.shown_columns();
        let page = chosen.into_iter().skip(from).take(count);
        let mut rows: Vec<ShownRow> = page
            .map(|row| self.shown_row(planned, row, &columns))
            .collect();
        if planned.context.columns.get(Field::ClientName).is_none() {
            self.name_clients(vault, planned, new_clients, &mut rows)
                .await?;
        }
        Ok(RowPage { rows, total })
    }

    /// Before anything is understood: what stands below the header, for whoever maps it by hand.
    fn rows_as_they_stand(&self, from: usize, count: usize) -> RowPage {
        let Some(layout) = &self.layout else {
            return RowPage {
                rows: Vec::new(),
                total: 0,
            };
        };
        let columns = self.shown_columns();
        let below = || layout.rows_below(&self.workbook);
        let rows = below().skip(from).take(count).map(|row| ShownRow {
            row: row.number(),
            verdict: None,
            warned: false,
            abnormal: false,
            confirmed: false,
            same_as: None,
            client: None,
            before: None,
            change: None,
            cells: columns
                .iter()
                .map(|column| self.plain_cell(row, *column))
                .collect(),
        });
        RowPage {
            rows: rows.collect(),
            total: below().count() as u32,
        }
    }

    fn shown_row(&self, planned: &Planned, row: &PlannedRow, columns: &[u32]) -> ShownRow {
        let plan = &planned.plan;
        let context = &planned.context;
        let fields = Field::of(plan.kind);
        let problems = problems_of(plan, row.row);
        let was = plan.was.get(&row.row);
        let sheet_row = self
            .layout
            .as_ref()
            .and_then(|layout| layout.sheet(&self.workbook).row_numbered(row.row));
        let cell = |column: u32| {
            let Some(sheet_row) = sheet_row else {
                return empty_cell();
            };
            let field = context.columns.field_at(column);
            let Some(field) = field.filter(|field| fields.contains(field)) else {
                return self.plain_cell(sheet_row, column);
            };
            let is = read(context, field, self.said_in(context, field, sheet_row));
            let address = sheet_row.place(column).to_string();
            let problem = problems.iter().find(|problem| problem.cell == address);
            let plain = self.plain_cell(sheet_row, column);
            let asks_to_be_read = problem.is_some() || plain.mended.is_some();
            let is_masked = plan.masks_numbers && field.is_masked() && !asks_to_be_read;
            ShownCell {
                was: was.and_then(|was| was.shown_at(field, &is)),
                is: if is_masked { is.masked() } else { is },
                problem: problem.map(|problem| problem.reason.clone()),
                stands: plain.stands.filter(|_| !is_masked),
                ..plain
            }
        };
        let main = sheet_row.and_then(|row| context.amount(Field::Balance, row).ok().flatten());
        let mut cells: Vec<ShownCell> = columns.iter().map(|column| cell(*column)).collect();
        place_the_rest(&mut cells, columns, &problems);
        ShownRow {
            row: row.row,
            verdict: Some(row.verdict),
            warned: row.warned,
            abnormal: row.abnormal,
            confirmed: self.said.confirmed.contains(&row.row),
            same_as: row.same_as,
            client: None,
            before: row.before,
            change: row
                .before
                .zip(main)
                .and_then(|(before, now)| change(before.money, now.money)),
            cells,
        }
    }

    /// The row that says a field of this one: its own, but for the client where that is written once above.
    fn said_in<'a>(&'a self, context: &Context, field: Field, row: SheetRow<'a>) -> SheetRow<'a> {
        let head = (context.carried.get(&row.number())).filter(|_| field.names_a_client());
        let sheet = self
            .layout
            .as_ref()
            .map(|layout| layout.sheet(&self.workbook));
        let head = head.zip(sheet);
        head.and_then(|(head, sheet)| sheet.row_numbered(*head))
            .unwrap_or(row)
    }

    /// A cell as it stands, whatever its column holds.
    fn plain_cell(&self, row: SheetRow<'_>, column: u32) -> ShownCell {
        let place = row.place(column);
        let layout = self.layout.as_ref();
        let read = layout.map(|layout| layout.sheet(&self.read));
        let was = read.filter(|_| self.said.mends.contains_key(&place));
        ShownCell {
            is: raw(row.get(column)),
            stands: Some(value::as_it_stands(row.get(column))),
            mended: was.map(|sheet| mend::stands(sheet, place)),
            ..empty_cell()
        }
    }

    /// The names behind the numbers of a page.
    async fn name_clients(
        &self,
        vault: &Vault,
        planned: &Planned,
        new_clients: &NewClients<'_>,
        rows: &mut [ShownRow],
    ) -> Result<()> {
        let columns = self.shown_columns();
        let column = planned.context.columns.get(Field::ClientNumber);
        let Some(at) = columns.iter().position(|shown| Some(*shown) == column) else {
            return Ok(());
        };
        let number = |row: &ShownRow| match &row.cells[at].is {
            Shown::Text { text } => Some(text.clone()),
            _ => None,
        };
        let numbers: Vec<String> = rows.iter().filter_map(number).collect();
        let mut tx = vault.read().await?;
        let names: HashMap<String, String> =
            crate::intake::known::client_names(&mut tx, &numbers).await?;
        for row in rows {
            row.client = number(row).and_then(|number| {
                let new = || {
                    new_clients
                        .get(number.as_str())
                        .map(|name| (*name).to_owned())
                };
                names.get(&number).cloned().or_else(new)
            });
        }
        Ok(())
    }
}

fn empty_cell() -> ShownCell {
    ShownCell {
        is: Shown::Nothing,
        was: None,
        problem: None,
        stands: Some(String::new()),
        mended: None,
    }
}

/// What a row is rejected or warned for; both lists are in the file's order.
pub(super) fn problems_of(plan: &Plan, row: u32) -> Vec<&RowProblem> {
    [&plan.rejected, &plan.warnings]
        .into_iter()
        .flat_map(|problems| {
            let first = problems.partition_point(|problem| problem.row < row);
            problems[first..]
                .iter()
                .take_while(move |problem| problem.row == row)
        })
        .collect()
}

/// A problem of a column that is not shown stands in the first one that is.
fn place_the_rest(cells: &mut [ShownCell], columns: &[u32], problems: &[&RowProblem]) {
    for problem in problems {
        let column = Place::parse(problem.cell.as_bytes()).map(|place| place.column);
        if column.is_some_and(|column| columns.contains(&column)) {
            continue;
        }
        if let Some(first) = cells.first_mut() {
            first.problem.get_or_insert_with(|| problem.reason.clone());
        }
    }
}

fn raw(cell: &Cell) -> Shown {
    let text = value::as_it_stands(cell);
    if text.is_empty() {
        Shown::Nothing
    } else {
        Shown::Raw { text }
    }
}

/// A cell by what its column holds; as it stands where it cannot be read so.
fn read(context: &Context, field: Field, row: SheetRow<'_>) -> Shown {
    let cell = context.cell(field, row);
    let shown = if field.is_amount() {
        context
            .amount(field, row)
            .map(|amount| amount.map(amount_shown))
    } else if field.is_day() {
        value::day(cell, context.epoch_1904).map(|day| day.map(|day| Shown::Day { day }))
    } else if field == Field::Rate {
        rate_shown(context, cell)
    } else if matches!(
        field,
        Field::ClientNumber | Field::Code | Field::Account | Field::Loan
    ) {
        value::key(cell).map(|key| key.map(text))
    } else {
        value::text(cell).map(|label| label.map(text))
    };
    shown.map_or_else(|_| raw(cell), |shown| shown.unwrap_or(Shown::Nothing))
}

/// What is told against the LPR stands in the file's words.
fn rate_shown(
    context: &Context,
    cell: &Cell,
) -> std::result::Result<Option<Shown>, value::Unreadable> {
    match rate::said(&value::as_it_stands(cell)) {
        Some(rate::Said { lpr: None, .. }) => Err("".into()),
        Some(_) => value::text(cell).map(|label| label.map(text)),
        None => {
            let rate = value::rate(cell, context.rates_are_fractions)?;
            Ok(rate.map(|rate| text(rate.to_string())))
        }
    }
}

fn text(text: String) -> Shown {
    Shown::Text { text }
}

fn amount_shown(amount: Amount) -> Shown {
    Shown::Amount { fen: amount.money }
}

impl Shown {
    fn masked(self) -> Shown {
        match self {
            Shown::Text { text } => Shown::Text {
                text: masking::masked(&text),
            },
            Shown::Raw { text } => Shown::Raw {
                text: masking::masked(&text),
            },
            other => other,
        }
    }
}

impl Was {
    /// What stood, where the file says something else.
    fn shown_at(&self, field: Field, is: &Shown) -> Option<Shown> {
        if matches!(is, Shown::Nothing | Shown::Raw { .. }) {
            return None;
        }
        let was = match self {
            Was::Client(record) => client_value(record, field),
            Was::Person(jobs) => (field == Field::Jobs).then(|| text(jobs.join("/"))),
            Was::Deposit { product, amounts } => match field {
                Field::Product => product.clone().map(text),
                field => deposit_amount(amounts, field).map(amount_shown),
            },
            Was::Loan(record) => loan_value(record, field),
        };
        was.filter(|was| was != is)
    }
}

fn client_value(record: &ClientRecord, field: Field) -> Option<Shown> {
    let label = match field {
        Field::ClientNumber => &record.client.number,
        Field::ClientName => &record.client.name,
        Field::Code => &record.client.code,
        Field::Industry => &record.industry_label,
        Field::LegalRep => &record.legal_rep,
        Field::Manager => &record.manager,
        Field::Tier => &record.tier,
        Field::Branch => &record.branch,
        Field::RegisteredCapital => return record.registered_capital.map(amount_shown),
        Field::FoundedOn => return record.founded_on.map(|day| Shown::Day { day }),
        _ => return None,
    };
    label.clone().map(text)
}

fn deposit_amount(amounts: &DepositAmounts, field: Field) -> Option<Amount> {
    match field {
        Field::Balance => amounts.point,
        Field::MonthStart => amounts.month_start,
        Field::YearStart => amounts.year_start,
        Field::MonthAverage => amounts.month_average,
        Field::YearAverage => amounts.year_average,
        _ => None,
    }
}

fn loan_value(record: &LoanRecord, field: Field) -> Option<Shown> {
    match field {
        Field::Product => record.product.clone().map(text),
        Field::Security => record.security.clone().map(text),
        Field::Balance => record.balance.map(amount_shown),
        Field::LoanAmount => record.amount.map(amount_shown),
        Field::Rate => rate::written(record.rate, record.lpr).map(text),
        Field::DrawnOn => record.drawn_on.map(|day| Shown::Day { day }),
        Field::MaturesOn => record.matures_on.map(|day| Shown::Day { day }),
        Field::Class => record.class.map(|class| text(class.label().to_owned())),
        Field::OverdueDays => record.overdue_days.map(|days| text(days.to_string())),
        _ => None,
    }
}
