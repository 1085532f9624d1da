//! Balances that a bank tells by client and not by account (客户汇总). They stand in the ledger like an account's,
//! under a number that no account has; it says of which client and, where the table told them apart, of which
//! product it is the total, and is shown to nobody.

use crate::day::Day;
use crate::intake::values;

/// What stands wherever an account's number would.
pub const LABEL: &str = "客户汇总";
const OF_PRODUCT: char = '·';
const OF_CLIENT: char = '/';

/// How finely the balances of a client and a day are told. Two ways of telling them are the same money twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    Account,
    Product,
    Client,
}

/// The number of the total of a client, by whatever names the client best; the same each month.
pub fn number(client: &str, product: Option<&str>) -> String {
    let client = values::key(client).to_uppercase();
    match product.map(|label| values::key(label).to_uppercase()) {
        Some(product) => format!("{LABEL}{OF_PRODUCT}{product}{OF_CLIENT}{client}"),
        None => format!("{LABEL}{OF_CLIENT}{client}"),
    }
}

/// Whether a number is that of a total, whole or as it is shown.
pub fn is_one(number: &str) -> bool {
    number.starts_with(LABEL)
}

/// A number as people may read it: of a total no more than that it is one.
pub fn shown(number: String) -> String {
    match is_one(&number) {
        true => LABEL.into(),
        false => number,
    }
}

impl Grain {
    pub fn of(number: &str) -> Grain {
        match number.strip_prefix(LABEL) {
            None => Grain::Account,
            Some(rest) if rest.starts_with(OF_PRODUCT) => Grain::Product,
            Some(_) => Grain::Client,
        }
    }

    /// Why a row told so does not enter beside what is told in another way; `place`: where, and what frees the way.
    pub fn refusal(self, held: Grain, (place, way_out): (&str, &str), day: Day) -> String {
        let held = match held {
            Grain::Account => "按账户的余额",
            Grain::Product => "按产品的客户汇总余额",
            Grain::Client => "不分产品的客户汇总余额",
        };
        let this = match self {
            Grain::Account => "按账户的余额",
            Grain::Product => "按产品的客户汇总",
            Grain::Client => "客户汇总",
        };
        format!("{place}该客户 {day} 已有{held}，再加上{this}会重复计算；要改用这一行，{way_out}")
    }
}

/// The product in the number of a total that is told by product.
pub fn product(number: &str) -> Option<&str> {
    let rest = number.strip_prefix(LABEL)?.strip_prefix(OF_PRODUCT)?;
    Some(rest.split(OF_CLIENT).next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_says_whose_total_it_is_and_shows_nothing_of_it() {
        let whole = number(" kh 001", None);
        assert_eq!(whole, "客户汇总/KH001");
        let part = number("KH001", Some("单位 活期（人民币）"));
        assert_eq!(part, number("kh001", Some("单位活期(人民币)")));
        assert_eq!(product(&part), Some("单位活期(人民币)"));
        assert_eq!(product(&whole), None);
        assert_eq!(
            [&whole, &part, "622202"].map(Grain::of),
            [Grain::Client, Grain::Product, Grain::Account]
        );
        assert_eq!(shown(part), LABEL);
        assert_eq!(shown("622202".into()), "622202");
    }
}
