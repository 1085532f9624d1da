//! The client list as a file: a workbook to print and work on, or CSV for other programs.

mod csv;
mod xlsx;

use jiff::tz::TimeZone;
use jingwei_core::client::list::{ClientRow, SortKey};
use jingwei_core::day::Day;
use jingwei_core::export::Mark;
use jingwei_core::metrics::{Comparison, Movement};
use jingwei_core::money::Money;

/// A list, and what its file says of its making.
#[derive(Debug, Clone)]
pub struct ClientList<'a> {
    /// The view's name.
    pub title: &'a str,
    pub rows: &'a [ClientRow],
    pub columns: &'a [SortKey],
    pub mark: &'a Mark,
    /// Where times are told.
    pub zone: &'a TimeZone,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    Text,
    Amount,
    Growth,
    Day,
    Count,
}

fn movement_word(movement: Movement) -> &'static str {
    match movement {
        Movement::Growth(_) => "",
        Movement::Appeared => "新增",
        Movement::Recovered => "由负转正",
        Movement::TurnedNegative => "由零转负",
        Movement::Worsened => "负值扩大",
        Movement::Eased => "负值收窄",
        Movement::Still => "持平",
    }
}

const fn content(key: SortKey) -> Content {
    match key {
        SortKey::Number
        | SortKey::Name
        | SortKey::Code
        | SortKey::Tier
        | SortKey::Industry
        | SortKey::Manager
        | SortKey::Branch
        | SortKey::Class => Content::Text,
        SortKey::Deposits
        | SortKey::YearAverage
        | SortKey::Point
        | SortKey::Loans
        | SortKey::OffBalance => Content::Amount,
        SortKey::Movement | SortKey::YearMovement => Content::Growth,
        SortKey::DepositDay | SortKey::LoanDay | SortKey::Maturity => Content::Day,
        SortKey::Overdue => Content::Count,
    }
}

const fn heading(key: SortKey) -> &'static str {
    match key {
        SortKey::Number => "客户编号",
        SortKey::Name => "客户名称",
        SortKey::Code => "统一社会信用代码",
        SortKey::Tier => "客户等级",
        SortKey::Industry => "行业",
        SortKey::Manager => "主办",
        SortKey::Branch => "机构",
        SortKey::Class => "五级分类",
        SortKey::Deposits => "月日均存款",
        SortKey::Movement => "较上月",
        SortKey::YearMovement => "同比",
        SortKey::YearAverage => "年日均存款",
        SortKey::Point => "存款时点",
        SortKey::DepositDay => "存款数据日",
        SortKey::Loans => "贷款余额",
        SortKey::OffBalance => "表外余额",
        SortKey::LoanDay => "贷款数据日",
        SortKey::Maturity => "最近到期",
        SortKey::Overdue => "逾期天数",
    }
}

fn text(client: &ClientRow, key: SortKey) -> &str {
    let value = match key {
        SortKey::Name => return &client.name,
        SortKey::Class => return client.worst_class.map_or("", |class| class.label()),
        SortKey::Number => &client.number,
        SortKey::Code => &client.code,
        SortKey::Tier => &client.tier,
        SortKey::Industry => &client.industry,
        SortKey::Manager => &client.manager,
        SortKey::Branch => &client.branch,
        _ => return "",
    };
    value.as_deref().unwrap_or_default()
}

const fn amount(client: &ClientRow, key: SortKey) -> Option<Money> {
    match key {
        SortKey::Deposits => client.month_average,
        SortKey::YearAverage => client.year_average,
        SortKey::Point => client.point,
        SortKey::Loans => client.loans,
        SortKey::OffBalance => client.off_balance,
        _ => None,
    }
}

const fn growth(client: &ClientRow, key: SortKey) -> Option<&Comparison> {
    match key {
        SortKey::Movement => client.previous_month.as_ref(),
        SortKey::YearMovement => client.year_on_year.as_ref(),
        _ => None,
    }
}

const fn day(client: &ClientRow, key: SortKey) -> Option<Day> {
    match key {
        SortKey::DepositDay => client.deposit_day,
        SortKey::LoanDay => client.loan_day,
        SortKey::Maturity => client.matures_on,
        _ => None,
    }
}
