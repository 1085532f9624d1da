//! What a column holds, by the many names banks give it.

use super::record::Kind;
use super::value::plain;
use crate::money::Unit;
use std::collections::BTreeMap;

/// Something a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    (Manager, &["管户客户经理", "客户经理", "管户经理", "主办客户经理", "管户人"]),
    (Tier, &["客户等级", "客户层级", "等级", "客户分层", "分层等级"]),
    (Branch, &["经办机构", "开户机构", "所属机构", "机构", "机构名称", "支行", "经办行", "开户行"]),
    (PersonName, &["姓名", "联系人", "联系人姓名", "高管姓名", "人员姓名"]),
    (Jobs, &["职务", "职位", "岗位", "任职", "担任职务"]),
    (Account, &["账户编号", "账号", "帐号", "账户", "帐户", "账户号", "存款账号", "账户账号"]),
    (Product, &["储种", "产品", "产品名称", "业务品种", "贷款品种", "品种", "存款种类", "存款类型", "贷款种类", "业务种类", "科目名称"]),
    (Currency, &["币种", "货币", "币别"]),
    (AsOf, &["数据日期", "日期", "统计日期", "余额日期", "账务日期", "报表日期"]),
    (Balance, &["当期余额", "余额", "时点余额", "当前余额", "本期余额", "期末余额", "余额当期", "当期", "余额时点", "贷款余额", "借据余额", "存款余额", "折人民币余额", "余额余额", "账户余额"]),
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

impl Field {
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
}

/// What follows 单位: a unit we know, or a word we do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitWord {
    Known(Unit),
    Unknown(String),
}

impl Columns {
    /// Maps header texts by column; of two columns with one name the first counts.
    pub fn of(headers: impl Iterator<Item = (u32, String)>) -> Self {
        let mut columns = Columns::default();
        for (column, header) in headers {
            let (name, unit) = name_and_unit(&header);
            let Some(field) = Field::named(&name) else {
                continue;
            };
            if columns.at.contains_key(&field) {
                continue;
            }
            columns.at.insert(field, column);
            if let Some(unit) = unit {
                columns.units.insert(field, unit);
            }
        }
        columns
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

    /// What such columns make up.
    pub fn kind(&self) -> Option<Kind> {
        Kind::ALL.into_iter().rev().find(|kind| self.fits(*kind))
    }

    /// Whether a file of this kind can be read from these columns.
    pub fn fits(&self, kind: Kind) -> bool {
        let amounts = [Balance, MonthAverage, YearAverage]
            .into_iter()
            .any(|field| self.has(field));
        match kind {
            Kind::Loans => {
                self.names_a_client()
                    && self.has(Loan)
                    && (self.has(Balance) || self.has(LoanAmount))
            }
            Kind::Deposits => {
                self.names_a_client() && self.has(Account) && !self.has(Loan) && amounts
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

    /// The columns with amounts, of those a kind has.
    pub fn amounts(&self) -> impl Iterator<Item = (Field, u32)> {
        self.at
            .iter()
            .filter(|(field, _)| field.is_amount())
            .map(|(field, column)| (*field, *column))
    }
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
mod tests {
    use super::*;

    fn columns(headers: &[&str]) -> Columns {
        Columns::of((0..).zip(headers.iter().map(|header| (*header).to_owned())))
    }

    #[test]
    fn no_name_stands_for_two_things() {
        let mut names: Vec<&str> = NAMES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn kinds_by_their_columns() {
        assert_eq!(
            columns(&[
                "客户编号",
                "客户 名称",
                "统一社会信用代码",
                "注册资本（万元）"
            ])
            .kind(),
            Some(Kind::Clients)
        );
        assert_eq!(
            columns(&["客户编号", "姓名", "职务"]).kind(),
            Some(Kind::People)
        );
        assert_eq!(
            columns(&["账户编号", "客户编号", "余额当期", "日均\n月日均"]).kind(),
            Some(Kind::Deposits)
        );
        assert_eq!(
            columns(&["借据号", "客户编号", "贷款余额", "年利率%"]).kind(),
            Some(Kind::Loans)
        );
        assert_eq!(columns(&["日期", "天气"]).kind(), None);
    }

    #[test]
    fn units() {
        let known = |unit| Some(UnitWord::Known(unit));
        assert_eq!(
            columns(&["注册资本（万元）"]).unit(RegisteredCapital),
            known(Unit::Wan).as_ref()
        );
        assert_eq!(unit_stated("单位：万元"), known(Unit::Wan));
        assert_eq!(unit_stated("存款表（单位:人民币元）"), known(Unit::Yuan));
        assert_eq!(unit_stated("金额单位：亿元 币种：人民币"), known(Unit::Yi));
        assert_eq!(
            unit_stated("单位：吨"),
            Some(UnitWord::Unknown("吨".into()))
        );
        assert_eq!(unit_stated("编制单位：示例支行"), None);
        assert_eq!(unit_stated("单位名称"), None);
        assert_eq!(unit_stated("单位：示例精工股份有限公司"), None);
    }
}
