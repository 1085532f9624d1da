//! Data rows to typed records; a cell that cannot be read right rejects its row, at its address.

use super::columns::{Columns, Field};
use super::reader::{Cell, SheetRow};
use super::record::{
    CellProblem, ClientRecord, ClientRef, DepositAmounts, DepositRecord, LoanRecord, PersonRecord,
    Row,
};
use super::value::{self, Person, Unreadable};
use crate::day::Day;
use crate::language::Language;
use crate::ledger::client_total;
use crate::money::{Amount, Money, Unit};
use crate::rate::{self, Lpr};
use crate::sensitive;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// What every row of a table shares.
#[derive(Debug)]
pub struct Context {
    pub columns: Columns,
    /// Rows that say no client of their own, and the row of each that does, by number.
    pub carried: BTreeMap<u32, u32>,
    pub epoch_1904: bool,
    /// Number cells of the rate column are fractions: 0.0345 means 3.45 %.
    pub rates_are_fractions: bool,
    /// Some of them are, and others per cents: what is small is not known.
    pub rates_are_mixed: bool,
    /// Columns of numbers that a spreadsheet has rounded to 15 digits.
    pub rounded: BTreeSet<Field>,
    /// Where no column says it.
    pub as_of: Option<Day>,
    pub units: BTreeMap<Field, Unit>,
    /// Finest decimal places among a column's number cells.
    pub places: BTreeMap<Field, u32>,
}

impl Context {
    pub fn cell<'s>(&self, field: Field, row: SheetRow<'s>) -> &'s Cell {
        self.columns
            .get(field)
            .map_or(&Cell::Empty, |column| row.get(column))
    }

    pub fn amount(&self, field: Field, row: SheetRow<'_>) -> Result<Option<Amount>, Unreadable> {
        let unit = self.units.get(&field).copied().unwrap_or(Unit::Yuan);
        let places = self.places.get(&field).copied().unwrap_or_default();
        value::amount(self.cell(field, row), unit, places)
    }
}

/// A row, and the one that names its client.
#[derive(Debug, Clone, Copy)]
pub struct RowOf<'s> {
    pub row: SheetRow<'s>,
    pub client: SheetRow<'s>,
}

/// Reads one row's cells and gathers what is wrong with them.
struct RowReader<'a, 's> {
    context: &'a Context,
    row: SheetRow<'s>,
    client: SheetRow<'s>,
    problems: Vec<CellProblem>,
    warnings: Vec<CellProblem>,
}

impl<'a, 's> RowReader<'a, 's> {
    fn new(context: &'a Context, RowOf { row, client }: RowOf<'s>) -> Self {
        RowReader {
            context,
            row,
            client,
            problems: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn problem(&self, field: Field, reason: impl Into<String>) -> CellProblem {
        let column = self.context.columns.get(field).unwrap_or_default();
        CellProblem {
            cell: self.row.place(column).to_string(),
            reason: reason.into(),
        }
    }

    fn take<T>(
        &mut self,
        field: Field,
        read: impl FnOnce(&Cell) -> Result<Option<T>, Unreadable>,
    ) -> Option<T> {
        let row = match field.names_a_client() {
            true => self.client,
            false => self.row,
        };
        let cell = self.context.cell(field, row);
        if value::is_too_narrow(cell) {
            let reason = "列太窄，复制到的是 ####；请把该列调宽后重新复制";
            self.problems.push(self.problem(field, reason));
            return None;
        }
        match read(cell) {
            Ok(value) => value,
            Err(reason) => {
                self.problems.push(self.problem(field, reason));
                None
            }
        }
    }

    /// What names an account or a loan.
    fn number(&mut self, field: Field) -> Option<String> {
        let is_rounded = self.context.rounded.contains(&field);
        self.take(field, |cell| match cell {
            Cell::Number(number) if is_rounded && value::is_beyond_exact(*number) => {
                Err(value::ROUNDED.into())
            }
            cell => value::key(cell),
        })
    }

    /// The rate, and what it is told against.
    fn rates(&mut self) -> (Option<Decimal>, Option<Lpr>) {
        let cell = self.context.cell(Field::Rate, self.row);
        let Cell::Text(text) = cell else {
            return (self.rate(), None);
        };
        let Some(said) = rate::said(text) else {
            return (self.rate(), None);
        };
        if said.lpr.is_none() {
            let reason = "看不出比 LPR 高或低多少基点，这一行的利率留空；可写作 LPR+35BP";
            self.warnings.push(self.problem(Field::Rate, reason));
        }
        let beside = said.rate.map(|rate| Cell::text(rate.as_str()));
        let rate = beside.and_then(|cell| self.take(Field::Rate, |_| value::rate(&cell, false)));
        (rate, said.lpr)
    }

    fn rate(&mut self) -> Option<Decimal> {
        let context = self.context;
        self.take(Field::Rate, |cell| match cell {
            Cell::Number(rate) if context.rates_are_mixed && value::may_be_fraction(*rate) => {
                let percent = rate * 100.0;
                Err(format!(
                    "{rate} 可能是按百分比显示的 {percent:.2}%，也可能就是 {rate}%；请改写为百分数"
                )
                .into())
            }
            cell => value::rate(cell, context.rates_are_fractions),
        })
    }

    fn text(&mut self, field: Field) -> Option<String> {
        self.take(field, value::text)
    }

    /// A text about which people may write more of a person than a list should hold (docs/domain.md §5.5).
    fn words(&mut self, field: Field) -> Option<String> {
        let text = self.text(field)?;
        self.warn_of(field, &text);
        Some(text)
    }

    fn warn_of(&mut self, field: Field, text: &str) {
        if let Some(warning) = sensitive::warning(text, Language::Chinese) {
            self.warnings.push(self.problem(field, warning));
        }
    }

    /// Those that one cell names.
    fn people(&mut self, name: &str, jobs: Option<&str>) -> Option<Vec<Person>> {
        match value::people(name, jobs) {
            Ok(found) => {
                for person in &found.people {
                    self.warn_of(Field::PersonName, &person.name);
                }
                if found.had_numbers {
                    let reason = "一格里写了几人，已分开；姓名后的电话没有导入";
                    self.warnings.push(self.problem(Field::PersonName, reason));
                }
                Some(found.people)
            }
            Err(reason) => {
                self.problems.push(self.problem(Field::PersonName, reason));
                None
            }
        }
    }

    fn day(&mut self, field: Field) -> Option<Day> {
        let epoch_1904 = self.context.epoch_1904;
        self.take(field, |cell| value::day(cell, epoch_1904))
    }

    fn amount(&mut self, field: Field) -> Option<Amount> {
        let (context, row) = (self.context, self.row);
        let own = value::own_unit(context.cell(field, row));
        if let Some(own) =
            own.filter(|own| context.units.get(&field).is_some_and(|unit| unit != own))
        {
            let reason = format!(
                "单元格自己写明单位是{}，与整列不同，已按它读取",
                own.label()
            );
            self.warnings.push(self.problem(field, reason));
        }
        self.take(field, |_| context.amount(field, row))
    }

    fn code(&mut self) -> Option<String> {
        let code = self.take(Field::Code, value::unified_code)?;
        if let Some(wanted) = code.check_wanted() {
            let reason = format!("信用代码校验位不符，应为 {wanted}，请核对证照");
            self.warnings.push(self.problem(Field::Code, reason));
        }
        Some(code.into_string())
    }

    fn client(&mut self) -> ClientRef {
        ClientRef {
            number: self.take(Field::ClientNumber, value::key),
            code: self.code(),
            name: self.text(Field::ClientName),
        }
    }

    fn require<T>(&mut self, field: Field, value: Option<T>, reason: &str) -> Option<T> {
        // An unreadable cell has said why already.
        if value.is_none() && self.problems.is_empty() {
            self.problems.push(self.problem(field, reason));
        }
        value
    }

    fn require_client(&mut self, client: &ClientRef) {
        if client.number.is_none() && client.code.is_none() && client.name.is_none() {
            self.require::<()>(Field::ClientNumber, None, "没有客户编号、信用代码或名称");
        }
    }

    /// 人民币 where the file names none.
    fn currency(&mut self) -> Option<String> {
        let label = self.text(Field::Currency).unwrap_or_else(|| "CNY".into());
        let code = value::currency(&label).map(str::to_owned);
        self.require(Field::Currency, code, "不认识的币种")
    }

    fn as_of(&mut self) -> Option<Day> {
        let day = match self.context.columns.get(Field::AsOf) {
            Some(_) => self.day(Field::AsOf),
            None => self.context.as_of,
        };
        self.require(Field::AsOf, day, "没有数据日期")
    }

    /// The record when nothing is wrong; `None` inside means a problem was noted.
    fn finish<T>(self, record: Option<T>) -> Row<T> {
        let record = match record {
            Some(record) if self.problems.is_empty() => Ok(record),
            _ => Err(self.problems),
        };
        Row {
            number: self.row.number(),
            record,
            warnings: self.warnings,
        }
    }
}

pub fn client(context: &Context, row: RowOf<'_>) -> Row<ClientRecord> {
    let mut reader = RowReader::new(context, row);
    let client = reader.client();
    reader.require(Field::ClientName, client.name.as_ref(), "客户名称为空");
    let record = ClientRecord {
        client,
        industry_label: reader.text(Field::Industry),
        registered_capital: reader.amount(Field::RegisteredCapital),
        founded_on: reader.day(Field::FoundedOn),
        legal_rep: reader.words(Field::LegalRep),
        manager: reader.words(Field::Manager),
        tier: reader.text(Field::Tier),
        branch: reader.text(Field::Branch),
    };
    reader.finish(Some(record))
}

pub fn people(context: &Context, row: RowOf<'_>) -> Row<Vec<PersonRecord>> {
    let mut reader = RowReader::new(context, row);
    let client = reader.client();
    reader.require_client(&client);
    let name = reader.text(Field::PersonName);
    let name = reader.require(Field::PersonName, name, "姓名为空");
    let jobs = reader.words(Field::Jobs);
    let people = name.and_then(|name| reader.people(&name, jobs.as_deref()));
    let records = people.map(|people| {
        let records = people.into_iter().map(|person| PersonRecord {
            client: client.clone(),
            name: person.name,
            jobs: person.jobs,
        });
        records.collect()
    });
    reader.finish(records)
}

pub fn deposit(context: &Context, row: RowOf<'_>) -> Row<DepositRecord> {
    let mut reader = RowReader::new(context, row);
    let client = reader.client();
    reader.require_client(&client);
    let account = match context.columns.get(Field::Account) {
        Some(_) => {
            let account = reader.number(Field::Account);
            reader.require(Field::Account, account, "账户编号为空")
        }
        None => Some(client_total::LABEL.to_owned()),
    };
    let product = reader.text(Field::Product);
    let currency = reader.currency();
    let as_of = reader.as_of();
    let amounts = DepositAmounts {
        point: reader.amount(Field::Balance),
        month_start: reader.amount(Field::MonthStart),
        year_start: reader.amount(Field::YearStart),
        month_average: reader.amount(Field::MonthAverage),
        year_average: reader.amount(Field::YearAverage),
    };
    let known = amounts.all().into_iter().flatten().next();
    reader.require(Field::Balance, known, "没有任何金额");
    let record = account
        .zip(currency)
        .zip(as_of)
        .map(|((account, currency), as_of)| DepositRecord {
            client,
            account,
            product,
            currency,
            as_of,
            amounts,
        });
    reader.finish(record)
}

pub fn loan(context: &Context, row: RowOf<'_>) -> Row<LoanRecord> {
    let mut reader = RowReader::new(context, row);
    let client = reader.client();
    reader.require_client(&client);
    let loan = reader.number(Field::Loan);
    let loan = reader.require(Field::Loan, loan, "借据号为空");
    let (currency, as_of) = (reader.currency(), reader.as_of());
    let class = reader
        .text(Field::Class)
        .map(|label| value::classification(&label));
    if class == Some(None) {
        reader.require::<()>(Field::Class, None, "不认识的五级分类");
    }
    let (rate, lpr) = reader.rates();
    let record = loan
        .zip(currency)
        .zip(as_of)
        .map(|((loan, currency), as_of)| LoanRecord {
            client,
            loan,
            product: reader.text(Field::Product),
            currency,
            as_of,
            amount: reader.amount(Field::LoanAmount),
            balance: reader.amount(Field::Balance),
            rate,
            lpr,
            drawn_on: reader.day(Field::DrawnOn),
            matures_on: reader.day(Field::MaturesOn),
            security: reader.text(Field::Security),
            class: class.flatten(),
            overdue_days: reader.take(Field::OverdueDays, value::count),
        });
    if let Some(record) = &record {
        reader.require(Field::Balance, record.balance.or(record.amount), "没有余额");
        warn_past_maturity(&mut reader, record);
    }
    reader.finish(record)
}

/// Past its day, a balance, and no overdue days: the ledger contradicts itself (docs/domain.md §9.6).
fn warn_past_maturity(reader: &mut RowReader<'_, '_>, record: &LoanRecord) {
    let past = record.matures_on.is_some_and(|day| day < record.as_of);
    let owing = record
        .balance
        .is_some_and(|balance| balance.money > Money::ZERO);
    if past && owing && record.overdue_days.unwrap_or_default() == 0 {
        let warning = reader.problem(Field::MaturesOn, "已过到期日仍有余额，却没有逾期天数");
        reader.warnings.push(warning);
    }
}
