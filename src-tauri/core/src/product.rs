//! The product catalogue 产品目录 (docs/domain.md §2.8) and the labels by which banks' ledgers name it.

mod catalogue;

pub use catalogue::{FAMILIES, PRODUCTS};

use crate::intake::record::Rows;

/// A family of products, named by the letter its codes begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Family {
    pub letter: char,
    pub name: &'static str,
}

/// A leaf of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    pub code: &'static str,
    pub name: &'static str,
    /// Acceptances, guarantees, letters of credit: a commitment, no drawn loan.
    pub off_balance: bool,
    /// What else ledgers call it, normalised as [`normalised`] does.
    labels: &'static [&'static str],
}

/// Which ledger a label stands in: 定期 is a deposit in one and nothing in the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ledger {
    Deposits,
    Loans,
}

impl Ledger {
    /// The one that these rows are of; deposits where they are of none.
    pub(crate) const fn of(rows: &Rows) -> Self {
        match rows {
            Rows::Loans(_) => Ledger::Loans,
            _ => Ledger::Deposits,
        }
    }

    /// Families whose products appear in this ledger.
    const fn letters(self) -> &'static [char] {
        match self {
            Ledger::Deposits => &['D', 'A'],
            Ledger::Loans => &['L', 'B', 'G', 'T', 'S'],
        }
    }
}

pub fn families() -> &'static [Family] {
    &FAMILIES
}

pub fn by_code(code: &str) -> Option<&'static Product> {
    PRODUCTS.iter().find(|product| product.code == code)
}

/// The product a ledger means by a label: its code, its name, or a known other name; first whole, then
/// as the longest name found inside (`单位七天通知存款` holds 通知存款). `None`: not in the catalogue.
pub fn resolve(label: &str, ledger: Ledger) -> Option<&'static Product> {
    let label = normalised(label);
    let mine = || {
        PRODUCTS
            .iter()
            .filter(|product| ledger.letters().contains(&product.letter()))
    };
    mine()
        .find(|product| product.is_called(&label))
        .or_else(|| {
            mine()
                .flat_map(|product| product.names().map(move |name| (name, product)))
                .filter(|(name, _)| name.chars().count() >= 2 && label.contains(*name))
                .max_by_key(|(name, _)| name.len())
                .map(|(_, product)| product)
        })
}

/// The product of exactly this code or name, or of a known other name, in whatever ledger.
pub fn named(label: &str) -> Option<&'static Product> {
    let label = normalised(label);
    PRODUCTS.iter().find(|product| product.is_called(&label))
}

impl Product {
    fn letter(&self) -> char {
        self.code.chars().next().unwrap_or_default()
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.name).chain(self.labels.iter().copied())
    }

    fn is_called(&self, label: &str) -> bool {
        self.code == label || self.names().any(|name| name == label)
    }
}

/// Half-width, upper-case, without blanks and brackets.
fn normalised(label: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    label
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')' | '[' | ']' | '·' | '-' | '/'))
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(label: &str, ledger: Ledger) -> Option<&'static str> {
        resolve(label, ledger).map(|product| product.code)
    }

    #[test]
    fn labels_as_banks_write_them() {
        let deposits = [
            ("单位活期存款", "D01"),
            ("协定存款", "D02"),
            ("七天通知存款", "D03"),
            ("单位１天通知存款", "D03"),
            ("单位定期存款", "D04"),
            ("单位大额存单", "D05"),
            ("结构性存款（挂钩黄金）", "D06"),
            ("保证金存款", "D07"),
            ("银行承兑汇票保证金", "D07"),
            ("外币定期存款", "D08"),
            ("d02", "D02"),
        ];
        for (label, expected) in deposits {
            assert_eq!(code(label, Ledger::Deposits), Some(expected), "{label}");
        }
        let loans = [
            ("流动资金贷款", "L01"),
            ("短期流动资金贷款", "L01"),
            ("固定资产贷款", "L02"),
            ("银团贷款", "L04"),
            ("并购贷款", "L05"),
            ("银行承兑汇票", "B01"),
            ("银承", "B01"),
            ("国内信用证", "T02"),
            ("进口信用证", "T01"),
            ("履约保函", "G02"),
            ("融资性保函", "G05"),
            ("银行承兑汇票贴现", "B03"),
            ("有追索权保理", "S01"),
        ];
        for (label, expected) in loans {
            assert_eq!(code(label, Ledger::Loans), Some(expected), "{label}");
        }
    }

    #[test]
    fn a_label_of_the_other_ledger_or_of_none_is_unknown() {
        assert_eq!(code("流动资金贷款", Ledger::Deposits), None);
        assert_eq!(code("专户理财九号", Ledger::Loans), None);
        assert_eq!(code("", Ledger::Deposits), None);
    }

    #[test]
    fn the_product_decides_what_is_off_balance() {
        let off: Vec<&str> = PRODUCTS
            .iter()
            .filter(|p| p.off_balance)
            .map(|p| p.code)
            .collect();
        assert_eq!(
            off,
            [
                "B01", "B02", "G01", "G02", "G03", "G04", "G05", "G06", "T01", "T02"
            ]
        );
    }

    #[test]
    fn codes_are_unique_and_belong_to_a_family() {
        let mut codes: Vec<&str> = PRODUCTS.iter().map(|product| product.code).collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(
            PRODUCTS
                .iter()
                .all(|p| FAMILIES.iter().any(|family| family.letter == p.letter()))
        );
    }
}
