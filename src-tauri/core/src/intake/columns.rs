//! What a column holds, by the many names banks give it.

mod by_client;

pub use by_client::{DEPOSIT_WORDS, LOAN_WORDS};

use super::record::Kind;
use super::value::plain;
use crate::money::Unit;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Something a column can hold.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, specta::Type,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    ClientNumber,
    ClientName,
    Code,
    Industry,
    RegisteredCapital,
    FoundedOn,
    LegalRep,
    Manager,
    Tier,
    Branch,
    PersonName,
    Jobs,
    Account,
    Product,
    Currency,
    AsOf,
    /// 余额: the point balance of an account, or of a loan.
    Balance,
    MonthStart,
    YearStart,
    MonthAverage,
    YearAverage,
    Loan,
    LoanAmount,
    Rate,
    DrawnOn,
    MaturesOn,
    Security,
    Class,
    OverdueDays,
}

use Field::*;

#[rustfmt::skip]
const NAMES: &[(Field, &[&str])] = &[
    (ClientNumber, &["客户编号", "客户号", "客户代码", "客户编码", "核心客户号", "客户ID", "CIF号", "CIF"]),
    (ClientName, &["客户名称", "单位名称", "户名", "企业名称", "公司名称", "客户全称", "账户名称", "借款人", "借款人名称", "名称", "客户"]),
    (Code, &["统一社会信用代码", "信用代码", "社会信用代码", "证件号码", "证件号", "统一信用代码"]),
    (Industry, &["所属行业", "行业", "行业分类", "国标行业", "行业名称"]),
    (RegisteredCapital, &["注册资本", "注册资金", "注册资本金"]),
    (FoundedOn, &["成立日期", "成立时间", "注册日期", "设立日期"]),
    (LegalRep, &["法定代表人", "法人代表", "法人", "法定代表人姓名", "法人姓名"]),
    (Manager, &["管户客户经理", "客户经理", "管户经理", "主办客户经理", "主办", "管户人"]),
    (Tier, &["客户等级", "客户层级", "等级", "客户分层", "分层等级"]),
    (Branch, &["经办机构", "开户机构", "所属机构", "机构", "机构名称", "支行", "经办行", "开户行"]),
    (PersonName, &["姓名", "联系人", "联系人姓名", "高管姓名", "人员姓名"]),
    (Jobs, &["职务", "职位", "岗位", "任职", "担任职务"]),
    (Account, &["账户编号", "账号", "帐号", "账户", "帐户", "账户号", "存款账号", "账户账号"]),
    (Product, &["储种", "产品", "产品名称", "业务品种", "贷款品种", "品种", "存款种类", "存款类型", "贷款种类", "业务种类", "科目名称"]),
    (Currency, &["币种", "货币", "币别"]),
    (AsOf, &["数据日期", "日期", "统计日期", "余额日期", "账务日期", "报表日期"]),
    (Balance, &["当期余额", "余额", "时点余额", "当前余额", "本期余额", "期末余额", "余额当期", "当期", "余额时点", "贷款余额", "借据余额", "存款余额", "折人民币余额", "余额余额", "账户余额", "账面余额", "期末账面余额", "本币余额", "折本币余额", "原币余额", "原币金额"]),
    (MonthStart, &["月初余额", "月初", "余额月初", "上月末余额", "上月余额", "上月末"]),
    (YearStart, &["年初余额", "年初", "余额年初", "上年末余额", "上年余额", "上年末"]),
    (MonthAverage, &["月日均余额", "月日均", "日均月日均", "日均月", "本月日均", "当月日均", "月均余额", "月日均存款", "日均余额月日均"]),
    (YearAverage, &["年日均余额", "年日均", "日均年日均", "日均年", "本年日均", "年均余额", "年日均存款", "年累计日均", "日均余额年日均", "日均余额", "日均"]),
    (Loan, &["借据号", "借据编号", "借据号码", "借据", "贷款账号", "业务编号", "合同借据号"]),
    (LoanAmount, &["借据金额", "贷款金额", "放款金额", "发放金额", "合同金额"]),
    (Rate, &["年利率", "利率", "执行利率", "贷款利率", "执行年利率"]),
    (DrawnOn, &["起息日", "发放日", "放款日", "发放日期", "起始日", "起始日期", "放款日期", "起息日期"]),
    (MaturesOn, &["到期日", "到期日期", "终止日", "贷款到期日", "到期时间"]),
    (Security, &["主要担保方式", "担保方式", "担保"]),
    (Class, &["五级分类", "风险分类", "贷款五级分类", "资产分类"]),
    (OverdueDays, &["逾期天数", "逾期日数", "逾期"]),
];

/// Names that mean what they stand for only most of the time: shown as a guess, for the user to look at.
const LOOSE_NAMES: [&str; 10] = [
    "日均",
    "日均余额",
    "名称",
    "客户",
    "日期",
    "法人",
    "等级",
    "逾期",
    "机构",
    "当期",
];

/// Balances in the currency that another column names, and what they are in 人民币.
const ORIGINAL: [&str; 2] = ["原币余额", "原币金额"];
const CONVERTED: [&str; 2] = ["折人民币余额", "折本币余额"];

/// Which of a table's balances counts: beside a currency the one in it, never an amount in 人民币 as one of another
/// currency.
struct Balances {
    has_currency: bool,
    has_converted: bool,
    /// Another balance than a converted one.
    has_own: bool,
    /// Deposits beside which loans of the same clients may stand.
    has_deposits: bool,
    has_loans: bool,
}

fn is_balance_of(name: &str, words: &[&str]) -> bool {
    Field::named(name) == Some(Balance) && words.iter().any(|word| name.contains(word))
}

impl Balances {
    fn among<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Self {
        let has = |is: &dyn Fn(&str) -> bool| names.clone().any(is);
        let is_converted = |name: &str| CONVERTED.contains(&name);
        Balances {
            has_currency: has(&|name| Field::named(name) == Some(Currency)),
            has_converted: has(&is_converted),
            has_own: has(&|name| Field::named(name) == Some(Balance) && !is_converted(name)),
            has_deposits: has(&|name| is_balance_of(name, &DEPOSIT_WORDS)),
            has_loans: has(&|name| Field::named(name) == Some(Loan)),
        }
    }

    fn counts(&self, name: &str, field: Field) -> bool {
        match field {
            Currency => self.has_own || !self.has_converted,
            Balance if is_balance_of(name, &LOAN_WORDS) => self.has_loans || !self.has_deposits,
            Balance if CONVERTED.contains(&name) => !(self.has_currency && self.has_own),
            Balance if ORIGINAL.contains(&name) => self.has_currency || !self.has_converted,
            _ => true,
        }
    }
}

/// What a balance of its own is: one of them at least makes up a ledger.
const BALANCES: [Field; 3] = [Balance, MonthAverage, YearAverage];
/// What the user, or a file of the same shape before, says a column holds; `None`: nothing of use.
pub type Choices = BTreeMap<u32, Option<Field>>;

/// What is chosen, over what was held to be so before: a field leaves the column that it had for the one it is chosen
/// for.
pub fn chosen_over(before: &Choices, chosen: &Choices) -> Choices {
    let fields: BTreeSet<Field> = chosen.values().copied().flatten().collect();
    let mut all = before.clone();
    all.retain(|_, field| !field.is_some_and(|field| fields.contains(&field)));
    all.extend(chosen);
    all
}

impl Field {
    pub const ALL: [Field; NAMES.len()] = {
        let mut all = [ClientNumber; NAMES.len()];
        let mut at = 0;
        while at < NAMES.len() {
            all[at] = NAMES[at].0;
            at += 1;
        }
        all
    };

    /// As most banks call it: the first of its names.
    pub fn label(self) -> &'static str {
        let names = NAMES.iter().find(|(field, _)| *field == self);
        names
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default()
    }

    /// The word on the command line: `client_number`.
    pub fn name(self) -> Option<String> {
        let name = serde_json::to_value(self).ok()?;
        name.as_str().map(str::to_owned)
    }

    pub fn from_name(name: &str) -> Option<Field> {
        serde_json::from_value(name.into()).ok()
    }

    /// What a file of this kind may hold, in the order people name it.
    pub const fn of(kind: Kind) -> &'static [Field] {
        match kind {
            Kind::Clients => &[
                ClientNumber,
                ClientName,
                Code,
                Industry,
                RegisteredCapital,
                FoundedOn,
                LegalRep,
                Manager,
                Tier,
                Branch,
            ],
            Kind::People => &[ClientNumber, ClientName, Code, PersonName, Jobs],
            Kind::Deposits => &[
                Account,
                ClientNumber,
                ClientName,
                Code,
                Product,
                Currency,
                AsOf,
                Balance,
                MonthStart,
                YearStart,
                MonthAverage,
                YearAverage,
            ],
            Kind::Loans => &[
                Loan,
                ClientNumber,
                ClientName,
                Code,
                Product,
                Currency,
                AsOf,
                LoanAmount,
                Balance,
                Rate,
                DrawnOn,
                MaturesOn,
                Security,
                Class,
                OverdueDays,
            ],
        }
    }

    pub const fn is_day(self) -> bool {
        matches!(self, FoundedOn | AsOf | DrawnOn | MaturesOn)
    }

    /// Holds numbers that are shown by their last digits.
    pub const fn is_masked(self) -> bool {
        matches!(self, Account | Loan)
    }

    pub const fn is_amount(self) -> bool {
        matches!(
            self,
            RegisteredCapital
                | Balance
                | MonthStart
                | YearStart
                | MonthAverage
                | YearAverage
                | LoanAmount
        )
    }

    /// The first of its names: what a file of our own heads it with.
    pub fn heading(self) -> &'static str {
        let found = NAMES.iter().find(|(field, _)| *field == self);
        found.and_then(|(_, names)| names.first()).unwrap_or(&"")
    }

    /// What a heading names.
    pub fn of_heading(heading: &str) -> Option<Field> {
        Field::named(&name_and_unit(heading).0)
    }

    pub const fn names_a_client(self) -> bool {
        matches!(self, ClientNumber | ClientName | Code)
    }

    fn named(name: &str) -> Option<Field> {
        NAMES
            .iter()
            .find(|(_, names)| names.contains(&name))
            .map(|(field, _)| *field)
    }
}

/// Where each field stands; the unit that a column names itself, as 注册资本(万元) does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    at: BTreeMap<Field, u32>,
    units: BTreeMap<Field, UnitWord>,
    /// What its heading calls a field.
    names: BTreeMap<Field, String>,
}

/// What follows 单位: a unit we know, or a word we do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitWord {
    Known(Unit),
    Unknown(String),
}

impl Columns {
    /// Maps header texts by column; of two columns with one name the first counts.
    pub fn of(headers: &BTreeMap<u32, String>) -> Self {
        Columns::chosen(headers, &Choices::new())
    }

    /// The same where some columns were chosen: a choice goes before a name.
    pub fn chosen(headers: &BTreeMap<u32, String>, choices: &Choices) -> Self {
        let mut columns = Columns::default();
        for (column, field) in choices {
            let header = headers.get(column).map_or("", String::as_str);
            if let Some(field) = field {
                let (mut name, unit) = name_and_unit(header);
                // Who says whose the rows are, knows better than the heading.
                if field.names_a_client() {
                    name = field.label().to_owned();
                }
                columns.put(*field, *column, name, unit);
            }
        }
        let names: Vec<_> = (headers.iter())
            .map(|(column, header)| (column, name_and_unit(header)))
            .filter(|(column, _)| !choices.contains_key(column))
            .collect();
        let balances = Balances::among(names.iter().map(|(_, (name, _))| name.as_str()));
        for (column, (name, unit)) in &names {
            let field = Field::named(name).filter(|field| balances.counts(name, *field));
            if let Some(field) = field {
                columns.put(field, **column, name.clone(), unit.clone());
            }
        }
        columns
    }

    fn put(&mut self, field: Field, column: u32, name: String, unit: Option<UnitWord>) {
        if self.at.contains_key(&field) {
            return;
        }
        self.at.insert(field, column);
        self.names.insert(field, name);
        if let Some(unit) = unit {
            self.units.insert(field, unit);
        }
    }

    /// What stands in a column.
    pub fn field_at(&self, column: u32) -> Option<Field> {
        let found = self.at.iter().find(|(_, at)| **at == column);
        found.map(|(field, _)| *field)
    }

    pub fn get(&self, field: Field) -> Option<u32> {
        self.at.get(&field).copied()
    }

    pub fn unit(&self, field: Field) -> Option<&UnitWord> {
        self.units.get(&field)
    }

    pub fn len(&self) -> usize {
        self.at.len()
    }

    fn has(&self, field: Field) -> bool {
        self.at.contains_key(&field)
    }

    fn names_a_client(&self) -> bool {
        self.has(ClientNumber) || self.has(ClientName) || self.has(Code)
    }

    /// What such columns make up. Loans of clients without their numbers are nothing that can be read, and no list of
    /// clients either.
    pub fn kind(&self) -> Option<Kind> {
        let kind = Kind::ALL.into_iter().rev().find(|kind| self.fits(*kind));
        kind.filter(|kind| *kind != Kind::Clients || !self.are_loans_by_client())
    }

    fn name_of(&self, field: Field) -> Option<&str> {
        self.names.get(&field).map(String::as_str)
    }

    fn has_balances(&self) -> bool {
        BALANCES.into_iter().any(|field| self.has(field))
    }

    /// Whether a file of this kind can be read from these columns.
    pub fn fits(&self, kind: Kind) -> bool {
        match kind {
            Kind::Loans => {
                self.names_a_client()
                    && self.has(Loan)
                    && (self.has(Balance) || self.has(LoanAmount))
            }
            Kind::Deposits => {
                let by_account = self.names_a_client() && self.has(Account) && !self.has(Loan);
                (by_account && self.has_balances()) || self.are_by_client()
            }
            Kind::People => self.names_a_client() && self.has(PersonName),
            Kind::Clients => {
                self.has(ClientName)
                    && (self.has(ClientNumber)
                        || self.has(Code)
                        || self.has(Industry)
                        || self.has(Manager))
                    && !self.has(Account)
                    && !self.has(Loan)
                    && !self.has(PersonName)
            }
        }
    }

    /// What a file of this kind needs and these columns lack, as the user calls it.
    pub fn missing(&self, kind: Kind) -> Vec<&'static str> {
        let mut missing = Vec::new();
        let mut need = |there: bool, name| {
            if !there {
                missing.push(name);
            }
        };
        match kind {
            Kind::Clients => {
                need(self.has(ClientName), "客户名称");
                need(
                    self.has(ClientNumber)
                        || self.has(Code)
                        || self.has(Industry)
                        || self.has(Manager),
                    "客户编号或信用代码",
                );
            }
            Kind::People => need(self.has(PersonName), "姓名"),
            Kind::Deposits => {
                need(self.has(Account) || self.are_by_client(), "账户编号");
                need(self.has_balances(), "余额或日均");
            }
            Kind::Loans => {
                need(self.has(Loan), "借据号");
                need(self.has(Balance) || self.has(LoanAmount), "余额或金额");
            }
        }
        if kind != Kind::Clients {
            need(self.names_a_client(), "客户编号、信用代码或客户名称");
        }
        missing
    }

    /// The columns with amounts, of those a kind has.
    pub fn amounts(&self) -> impl Iterator<Item = (Field, u32)> {
        self.at
            .iter()
            .filter(|(field, _)| field.is_amount())
            .map(|(field, column)| (*field, *column))
    }
}

/// Whether a header's name is one of those that may mean something else.
pub fn is_loose(header: &str) -> bool {
    LOOSE_NAMES.contains(&name_and_unit(header).0.as_str())
}

/// `年利率%` → 年利率; `注册资本(万元)` → 注册资本 and its unit; blanks and line breaks go.
fn name_and_unit(header: &str) -> (String, Option<UnitWord>) {
    let header: String = plain(header)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let header = header.trim_matches(['*', ':', '%']).to_uppercase();
    let Some(open) = header.find('(') else {
        return (header, None);
    };
    let inside = header[open + 1..].split(')').next().unwrap_or_default();
    let outside = header[..open].trim_matches(['%', ':']).to_owned();
    let unit = unit_named(inside.trim_start_matches("单位").trim_start_matches(':'));
    (outside, unit.map(UnitWord::Known))
}

/// Whether a word is no more than a unit of money.
pub fn is_unit_word(word: &str) -> bool {
    unit_named(word).is_some()
}

fn unit_named(word: &str) -> Option<Unit> {
    let word = word.trim_start_matches("人民币");
    match word {
        "万" => Some(Unit::Wan),
        "亿" => Some(Unit::Yi),
        "圆" => Some(Unit::Yuan),
        word => Unit::from_label(word),
    }
}

/// Words before 单位 that make it an organisation: 编制单位：….
const ORGANISATIONS: [&str; 8] = [
    "编制", "填报", "报送", "制表", "上报", "主管", "开户", "编报",
];
/// A unit word is short; what is longer after 单位： is a name.
const LONGEST_UNIT: usize = 4;

/// The unit that a text such as `单位：万元` states.
pub fn unit_stated(text: &str) -> Option<UnitWord> {
    let plain = plain(text);
    let (before, after) = plain.split_once("单位")?;
    if ORGANISATIONS.iter().any(|word| before.ends_with(word)) {
        return None;
    }
    let with_colon = after.trim_start().strip_prefix(':');
    let word: String = with_colon
        .unwrap_or(after)
        .trim_start()
        .chars()
        .take_while(|c| {
            !c.is_whitespace() && !matches!(c, ')' | ',' | ';' | '，' | '；' | '、' | ']')
        })
        .collect();
    match unit_named(&word) {
        Some(unit) => Some(UnitWord::Known(unit)),
        None if with_colon.is_some()
            && !word.is_empty()
            && word.chars().count() <= LONGEST_UNIT =>
        {
            Some(UnitWord::Unknown(word))
        }
        None => None,
    }
}

#[cfg(test)]
mod tests;
