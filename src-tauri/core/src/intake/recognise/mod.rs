//! A sheet becomes a table: header under merged titles and over one or two rows, unit and as-of day from
//! header, title or user, totals and notes set aside.

mod apart;
mod by_client;
mod content;
mod grouped;
mod header;
mod pages;
mod split;
mod stated;

pub use apart::tables_of;
pub use content::BY_LOOK;

use super::columns::{Choices, Columns, Field, chosen_over};
use super::mapping::Shape;
use super::mend::{self, MendedCell, Mends};
use super::reader::{Cell, Place, Sheet, SheetRow, Workbook};
use super::record::{Kind, RejectedSum, Rows, Table};
use super::rows::{self, Context, RowOf};
use super::value;
use crate::day::Day;
use crate::error::{Code, Error, Result};
use crate::money::{Money, Unit};
use header::{Header, data_rows};
use split::{Split, cut_off, split};
use stated::{as_of, own_unit, unit};
use std::collections::BTreeMap;

/// What the user says where the file does not.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints {
    pub kind: Option<Kind>,
    pub as_of: Option<Day>,
    pub unit: Option<Unit>,
}

/// The table of a workbook. Errors: [`Code::UnreadableFile`] (no header, wrong kind, no or unknown unit),
/// [`Code::NoDate`].
pub fn recognise(workbook: &Workbook, hints: Hints) -> Result<Table> {
    let layout = Layout::find(workbook, hints.kind, None).ok_or_else(|| no_header(workbook))?;
    Ok(layout.read(workbook, hints, &Choices::new())?.table)
}

/// The tables of a workbook: sheets by their position, and what they hold; those of `wanted` where any is.
pub fn tables(workbook: &Workbook, wanted: Option<Kind>) -> Vec<(usize, Kind)> {
    let kind_of = |header: &Header| {
        let fitting = wanted.filter(|kind| fits(header, *kind));
        fitting.or_else(|| header.columns(&Choices::new()).kind())
    };
    let found = headed(workbook, wanted).into_iter();
    found
        .filter_map(|(at, header)| Some((at, kind_of(&header)?)))
        .collect()
}

/// The shown sheets with the header of a known kind, of `wanted` where any is.
fn headed(workbook: &Workbook, wanted: Option<Kind>) -> Vec<(usize, Header)> {
    let shown = (workbook.sheets.iter().enumerate()).filter(|(_, sheet)| !sheet.hidden);
    let mut found: Vec<(usize, Header)> = shown
        .filter_map(|(at, sheet)| Some((at, Header::of(sheet)?)))
        .collect();
    if let Some(kind) = wanted
        && found.iter().any(|(_, header)| fits(header, kind))
    {
        found.retain(|(_, header)| fits(header, kind));
    }
    found
}

/// Where in a workbook the table stands and what its columns are called, before they are understood.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Among the workbook's sheets.
    sheet: usize,
    header: Header,
    /// What the columns hold by their content, where there is no header.
    proposed: Choices,
}

/// A table, and how each of its cells was read.
#[derive(Debug)]
pub struct Recognised {
    pub table: Table,
    pub context: Context,
}

/// The table at hand while it is being understood.
struct Sighting<'a> {
    sheet: &'a Sheet,
    header: &'a Header,
    columns: &'a Columns,
    kind: Kind,
    hints: Hints,
}

impl Layout {
    /// The longest sheet with a header of a known kind, else the longest: without a header where its first row
    /// is data, else with the row most like one; `None` when there is nothing in the workbook.
    pub fn find(
        workbook: &Workbook,
        kind: Option<Kind>,
        header_row: Option<u32>,
    ) -> Option<Layout> {
        let shown = || (workbook.sheets.iter().enumerate()).filter(|(_, sheet)| !sheet.hidden);
        let mut found = headed(workbook, kind);
        found.sort_by_key(|(at, _)| std::cmp::Reverse(workbook.sheets[*at].row_count()));
        let (sheet, header) = found.into_iter().next().or_else(|| {
            let (at, sheet) =
                shown().max_by_key(|(at, sheet)| (sheet.row_count(), std::cmp::Reverse(*at)))?;
            let header = || content::without_header(sheet).unwrap_or_else(|| Header::likely(sheet));
            (sheet.row_count() > 0).then(|| (at, header()))
        })?;
        let header = header_row
            .and_then(|row| Header::in_row(&workbook.sheets[sheet], row))
            .unwrap_or(header);
        let proposed = if header.texts.is_empty() {
            content::proposed(&workbook.sheets[sheet], &header)
        } else {
            Choices::new()
        };
        Some(Layout {
            sheet,
            header,
            proposed,
        })
    }

    pub fn sheet<'a>(&self, workbook: &'a Workbook) -> &'a Sheet {
        &workbook.sheets[self.sheet]
    }

    /// The workbook with what was typed into the table.
    pub fn mended(&self, workbook: &Workbook, mends: &Mends) -> Workbook {
        let mut mended = workbook.clone();
        mended.sheets[self.sheet] = mend::mended(self.sheet(workbook), mends);
        mended
    }

    pub fn mended_cells(&self, workbook: &Workbook, mends: &Mends) -> Vec<MendedCell> {
        mend::told(self.sheet(workbook), mends)
    }

    /// Whether an address lies among the rows below the header.
    pub fn has_row(&self, workbook: &Workbook, place: Place) -> bool {
        let (sheet, header) = (self.sheet(workbook), &self.header);
        let first = (header.end() < sheet.row_count()).then(|| sheet.row_at(header.end()).row);
        let is_there = sheet.row_numbered(place.row.saturating_add(1)).is_some();
        is_there && first.is_some_and(|first| place.row >= first)
    }

    /// What each column is called; of a heading over several, joined.
    pub fn headers(&self) -> &BTreeMap<u32, String> {
        &self.header.texts
    }

    /// 1-based row of the last header row; 0 where there is none.
    pub fn header_row(&self, workbook: &Workbook) -> u32 {
        self.header.row_number(self.sheet(workbook))
    }

    pub fn columns(&self, choices: &Choices) -> Columns {
        self.header.columns(&chosen_over(&self.proposed, choices))
    }

    /// What another table must share to be read the same way: its headings, or what its columns look like.
    pub fn shape(&self, workbook: &Workbook) -> Shape {
        Shape::of(&self.shape_texts(workbook))
    }

    /// The texts that make the shape up.
    pub fn shape_texts(&self, workbook: &Workbook) -> BTreeMap<u32, String> {
        if self.header.texts.is_empty() {
            return content::shape(self.sheet(workbook), &self.header);
        }
        self.header.texts.clone()
    }

    /// Rows below the header, whatever is in them.
    pub fn rows_below<'a>(
        &self,
        workbook: &'a Workbook,
    ) -> impl Iterator<Item = SheetRow<'a>> + use<'a> {
        data_rows(self.sheet(workbook), &self.header)
    }

    /// Understands the table. Errors as [`recognise`].
    pub fn read(&self, workbook: &Workbook, hints: Hints, choices: &Choices) -> Result<Recognised> {
        let sheet = self.sheet(workbook);
        let columns = self.columns(choices);
        let Some(kind) = hints.kind.or_else(|| columns.kind()) else {
            return Err(match columns.are_loans_by_client() {
                true => by_client::loans_need_numbers(),
                false => self.unknown(workbook, &columns),
            });
        };
        if !columns.fits(kind) {
            let by_client = columns.are_by_client() || columns.are_loans_by_client();
            return Err(match columns.kind() {
                _ if kind == Kind::Loans && by_client => by_client::loans_need_numbers(),
                Some(like) => other_kind(kind, like),
                None if by_client => by_client::loans_need_numbers(),
                None if choices.is_empty() => self.unknown(workbook, &columns),
                None => lacking(kind, &columns),
            });
        }
        if kind == Kind::Deposits && columns.are_by_client() {
            let is_said = hints.kind == Some(Kind::Deposits);
            if self.header.texts.is_empty() && !is_said {
                return Err(self.unknown(workbook, &columns));
            }
            self.may_be_by_client(workbook, &columns, choices, is_said)?;
        }
        let known = self.by_content(&columns, choices);
        let sighting = Sighting {
            sheet,
            header: &self.header,
            columns: &columns,
            kind,
            hints,
        };
        let mut recognised = read(&sighting)?;
        if !known.is_empty() {
            let note = format!("没有表头，按内容读取：{known}");
            recognised.table.notes.insert(0, note);
        }
        Ok(recognised)
    }

    /// The columns that are understood by their content alone: `A 列客户编号、B 列客户名称`.
    fn by_content(&self, columns: &Columns, choices: &Choices) -> String {
        let known = self.proposed.keys().filter_map(|column| {
            let field = columns.field_at(*column)?;
            let is_proposed = !choices.contains_key(column);
            is_proposed.then(|| format!("{} 列{}", letters(*column), field.label()))
        });
        known.collect::<Vec<_>>().join("、")
    }

    /// Why nobody can tell what the table is.
    fn unknown(&self, workbook: &Workbook, columns: &Columns) -> Error {
        let known = self.by_content(columns, &Choices::new());
        if known.is_empty() {
            return no_header(workbook);
        }
        let message = format!(
            "没有表头，按内容只认出：{known}；还看不出是什么表。没有导入任何内容；请连同表头一起复制，或指明内容种类和其余的列。"
        );
        Error::new(Code::UnreadableFile, message).with("missing", "header")
    }
}

fn fits(header: &Header, kind: Kind) -> bool {
    header.columns(&Choices::new()).fits(kind)
}

fn other_kind(wanted: Kind, like: Kind) -> Error {
    Error::new(
        Code::UnreadableFile,
        format!(
            "指定按“{}”导入，但文件看起来是“{}”。没有导入任何内容。",
            wanted.label(),
            like.label()
        ),
    )
    .with("looks_like", like.name())
}

fn lacking(kind: Kind, columns: &Columns) -> Error {
    let missing = columns.missing(kind).join("、");
    Error::new(
        Code::UnreadableFile,
        format!(
            "按“{}”导入还缺：{missing}。没有导入任何内容；请在表头下指认这些列。",
            kind.label()
        ),
    )
    .with("missing", "columns")
}

fn no_header(workbook: &Workbook) -> Error {
    let message = if workbook.sheets.iter().all(|sheet| sheet.row_count() == 0) {
        "文件是空的，没有导入任何内容。"
    } else {
        "没有找到表头：需要“客户编号、客户名称、账户编号、余额、姓名、借据号”一类的列名。没有导入任何内容，请检查文件。"
    };
    Error::new(Code::UnreadableFile, message).with("missing", "header")
}

fn read(sighting: &Sighting<'_>) -> Result<Recognised> {
    let (sheet, header, columns) = (sighting.sheet, sighting.header, sighting.columns);
    let kind = sighting.kind;
    let mut notes = Vec::new();
    let unit = unit(sighting, &mut notes)?;
    let as_of = as_of(sighting, &mut notes)?;
    let is_shrunk = stated::is_shrunk(sighting);
    let rates_are_fractions = rates_are_fractions(sighting);
    if rates_are_fractions {
        notes.push("利率列是百分数格式的小数，已按百分数读取".into());
    }
    let mut context = Context {
        columns: columns.clone(),
        carried: BTreeMap::new(),
        rates_are_fractions,
        rates_are_mixed: !rates_are_fractions && rates_are_mixed(sighting),
        rounded: [Field::Account, Field::Loan]
            .into_iter()
            .filter(|field| is_rounded(sighting, *field))
            .collect(),
        epoch_1904: sheet.epoch_1904,
        as_of,
        units: columns
            .amounts()
            .map(|(field, _)| {
                let own = own_unit(columns, field).filter(|_| !is_shrunk);
                (field, own.or(unit).unwrap_or(Unit::Yuan))
            })
            .collect(),
        places: columns
            .amounts()
            .map(|(field, column)| (field, finest(sighting, column)))
            .collect(),
    };
    let Split {
        data,
        stated,
        notes: of_totals,
    } = split(sighting, &context);
    notes.extend(of_totals);
    context.carried = grouped::carried(sighting, &data);
    notes.extend(grouped::note(&context.carried));
    notes.extend(cut_off(header, &data));
    if sheet.hidden_rows > 0 {
        let rows = sheet.hidden_rows;
        notes.push(format!("工作表里有 {rows} 行被隐藏或筛掉，也一并读取"));
    }
    if kind == Kind::Deposits && columns.get(Field::Account).is_none() {
        notes.insert(0, by_client::NOTE.into());
    }
    if kind == Kind::Deposits && columns.get(Field::Balance).is_none() {
        notes.push("没有认出余额列，只读到日均等其他金额".into());
    }
    let rows = typed(sighting, &context, &data);
    notes.extend(several_people(&rows));
    let rejected_sums = rejected_sums(&rows, &context, &data);
    let table = Table {
        sheet: sheet.name.clone(),
        header_row: header.row_number(sheet),
        as_of: as_of.or_else(|| newest_day(&rows)),
        unit,
        subject_column: letters(subject(kind, columns).unwrap_or_default()),
        rows,
        stated,
        rejected_sums,
        notes,
    };
    Ok(Recognised { table, context })
}

fn typed(table: &Sighting<'_>, context: &Context, data: &[SheetRow<'_>]) -> Rows {
    let rows = data.iter().map(|row| {
        let head = context.carried.get(&row.number());
        let client = head.and_then(|head| table.sheet.row_numbered(*head));
        RowOf {
            row: *row,
            client: client.unwrap_or(*row),
        }
    });
    match table.kind {
        Kind::Clients => Rows::Clients(rows.map(|row| rows::client(context, row)).collect()),
        Kind::People => Rows::People(rows.map(|row| rows::people(context, row)).collect()),
        Kind::Deposits => Rows::Deposits(rows.map(|row| rows::deposit(context, row)).collect()),
        Kind::Loans => Rows::Loans(rows.map(|row| rows::loan(context, row)).collect()),
    }
}

fn several_people(rows: &Rows) -> Option<String> {
    let Rows::People(rows) = rows else {
        return None;
    };
    let people = rows.iter().flat_map(|row| &row.record).map(Vec::len);
    let several: Vec<usize> = people.filter(|people| *people > 1).collect();
    let sum: usize = several.iter().sum();
    (!several.is_empty())
        .then(|| format!("有 {} 行在一格里写了几人，已分成 {sum} 人", several.len()))
}

/// The amounts of rejected rows, column by column, as far as they can be read.
fn rejected_sums(
    rows: &Rows,
    context: &Context,
    data: &[SheetRow<'_>],
) -> BTreeMap<Field, RejectedSum> {
    let rejected: Vec<bool> = match rows {
        Rows::Deposits(rows) => rows.iter().map(|row| row.record.is_err()).collect(),
        Rows::Loans(rows) => rows.iter().map(|row| row.record.is_err()).collect(),
        Rows::Clients(_) | Rows::People(_) => Vec::new(),
    };
    let mut sums: BTreeMap<Field, RejectedSum> = BTreeMap::new();
    for (row, _) in data.iter().zip(rejected).filter(|(_, rejected)| *rejected) {
        for (field, _) in context.columns.amounts() {
            let sum = sums.entry(field).or_default();
            match context.amount(field, *row) {
                Ok(amount) => sum.readable = sum.readable + amount.map_or(Money::ZERO, |a| a.money),
                Err(_) => sum.unreadable += 1,
            }
        }
    }
    sums
}

/// Where a problem of a whole row is shown.
fn subject(kind: Kind, columns: &Columns) -> Option<u32> {
    let of_client = || {
        let names = [Field::ClientNumber, Field::ClientName, Field::Code];
        names.into_iter().find_map(|field| columns.get(field))
    };
    match kind {
        Kind::Clients => columns.get(Field::ClientNumber),
        Kind::People => columns.get(Field::PersonName),
        Kind::Deposits => columns.get(Field::Account).or_else(of_client),
        Kind::Loans => columns.get(Field::Loan),
    }
}

/// A column as Excel names it.
pub fn letters(column: u32) -> String {
    let place = Place { row: 0, column }.to_string();
    place.trim_end_matches('1').to_owned()
}

/// A column formatted as per cent holds 0.0345 where it shows 3.45%: so do all of its numbers together.
fn rates_are_fractions(table: &Sighting<'_>) -> bool {
    const HIGHEST: f64 = 0.5;
    let Some(column) = table.columns.get(Field::Rate) else {
        return false;
    };
    let mut rates = data_rows(table.sheet, table.header)
        .filter_map(|row| match row.get(column) {
            Cell::Number(rate) if *rate != 0.0 => Some(*rate),
            _ => None,
        })
        .peekable();
    rates.peek().is_some() && rates.all(|rate| rate.abs() < HIGHEST)
}

/// Some rates are shown as per cent by their format and others are written as such.
fn rates_are_mixed(table: &Sighting<'_>) -> bool {
    let Some(column) = table.columns.get(Field::Rate) else {
        return false;
    };
    let mut rates = data_rows(table.sheet, table.header).map(|row| row.get(column));
    rates.any(
        |cell| matches!(cell, Cell::Number(rate) if *rate != 0.0 && !value::may_be_fraction(*rate)),
    )
}

/// A spreadsheet keeps 15 digits and puts zeros behind them: where all longer numbers of a column end so, it did. One
/// alone may end so by itself.
fn is_rounded(table: &Sighting<'_>, field: Field) -> bool {
    let Some(column) = table.columns.get(field) else {
        return false;
    };
    let mut long = 0;
    data_rows(table.sheet, table.header).all(|row| match row.get(column) {
        Cell::Number(number) if value::is_beyond_exact(*number) => {
            long += 1;
            number % 10.0 == 0.0
        }
        _ => true,
    }) && long > 1
}

/// The finest decimal places among a column's number cells.
fn finest(table: &Sighting<'_>, column: u32) -> u32 {
    data_rows(table.sheet, table.header)
        .filter_map(|row| value::places(row.get(column)))
        .max()
        .unwrap_or_default()
}

fn newest_day(rows: &Rows) -> Option<Day> {
    match rows {
        Rows::Deposits(rows) => rows
            .iter()
            .flat_map(|row| &row.record)
            .map(|record| record.as_of)
            .max(),
        Rows::Loans(rows) => rows
            .iter()
            .flat_map(|row| &row.record)
            .map(|record| record.as_of)
            .max(),
        Rows::Clients(_) | Rows::People(_) => None,
    }
}
#[cfg(test)]
mod tests;
