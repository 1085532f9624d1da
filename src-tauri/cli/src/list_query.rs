//! The words of `jingwei clients` for conditions and order.

use jingwei_core::client::list::{Bound, Filter, Sort, SortKey};
use jingwei_core::intake::record::Classification;
use jingwei_core::money::Money;
use rust_decimal::Decimal;
use std::str::FromStr;

/// `deposits` or `deposits:desc`.
pub fn sort(text: &str) -> Result<Sort, String> {
    let (name, way) = text.split_once(':').unwrap_or((text, "asc"));
    let by = SortKey::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = SortKey::ALL.iter().map(|key| key.name()).collect();
        format!("one of {}", names.join(", "))
    })?;
    match way {
        "asc" => Ok(Sort {
            by,
            descending: false,
        }),
        "desc" => Ok(Sort {
            by,
            descending: true,
        }),
        _ => Err("COLUMN, COLUMN:asc or COLUMN:desc".into()),
    }
}

/// `tier=战略,重点`, `deposits>=1000` (万元), `movement<=-10` (%), `matures<=90` (days), `loans=yes`.
pub fn filter(text: &str) -> Result<Filter, String> {
    for (sign, bound) in [(">=", Bound::AtLeast), ("<=", Bound::AtMost)] {
        if let Some((field, number)) = text.split_once(sign) {
            return bounded(field.trim(), bound, number.trim());
        }
    }
    let (field, values) = text
        .split_once('=')
        .ok_or("FIELD=VALUE, FIELD>=N or FIELD<=N")?;
    equal(field.trim(), values)
}

fn bounded(field: &str, is: Bound, number: &str) -> Result<Filter, String> {
    match (field, is) {
        ("deposits", _) => Ok(Filter::Deposits {
            is,
            amount: wan(number)?,
        }),
        ("loans", _) => Ok(Filter::Loans {
            is,
            amount: wan(number)?,
        }),
        ("movement", _) => Ok(Filter::Movement {
            is,
            basis_points: percent(number)?,
        }),
        ("matures", Bound::AtMost) => Ok(Filter::MaturesWithin {
            days: number.parse().map_err(|_| "whole days")?,
        }),
        _ => Err("deposits, loans and movement take >= and <=, matures takes <=".into()),
    }
}

fn equal(field: &str, values: &str) -> Result<Filter, String> {
    let texts = || {
        values
            .split([',', '、'])
            .map(|value| value.trim().to_owned())
            .collect()
    };
    match field {
        "tier" => Ok(Filter::Tier { values: texts() }),
        "industry" => Ok(Filter::Industry { values: texts() }),
        "manager" => Ok(Filter::Manager { values: texts() }),
        "branch" => Ok(Filter::Branch { values: texts() }),
        "class" => {
            let texts: Vec<String> = texts();
            let classes = texts.iter().map(|text| class(text));
            Ok(Filter::Class {
                values: classes.collect::<Result<_, _>>()?,
            })
        }
        "loans" => Ok(Filter::HasLoans {
            value: yes(values)?,
        }),
        "overdue" => Ok(Filter::Overdue {
            value: yes(values)?,
        }),
        _ => Err("tier, industry, manager, branch, class, loans or overdue before =".into()),
    }
}

fn class(text: &str) -> Result<Classification, String> {
    let found = Classification::ALL
        .into_iter()
        .find(|class| class.label() == text);
    found.ok_or_else(|| "正常, 关注, 次级, 可疑 or 损失".into())
}

fn yes(text: &str) -> Result<bool, String> {
    match text.trim() {
        "yes" | "有" => Ok(true),
        "no" | "无" => Ok(false),
        _ => Err("yes or no".into()),
    }
}

/// 万元 to 分, exact.
fn wan(text: &str) -> Result<Money, String> {
    let amount = Decimal::from_str(text).ok();
    let yuan = amount.and_then(|amount| amount.checked_mul(Decimal::from(10_000)));
    let money = yuan.and_then(Money::from_yuan_decimal);
    money.ok_or_else(|| "an amount in 万元".into())
}

/// Per cent to hundredths of one.
fn percent(text: &str) -> Result<i32, String> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let parse = |text: &str| {
        i32::from_str(text).map_err(|_| "per cent with two decimals at most".to_owned())
    };
    if fraction.len() > 2 {
        return Err("per cent with two decimals at most".into());
    }
    let hundredths = parse(&format!("{fraction:0<2}"))?;
    let whole = parse(whole)?.checked_mul(100).ok_or("a smaller per cent")?;
    Ok(sign * (whole + hundredths))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_as_they_are_typed() {
        assert_eq!(
            filter("tier=战略、重点"),
            Ok(Filter::Tier {
                values: vec!["战略".into(), "重点".into()]
            })
        );
        assert_eq!(
            filter("deposits>=1000.5"),
            Ok(Filter::Deposits {
                is: Bound::AtLeast,
                amount: Money::from_yuan(10_005_000)
            })
        );
        assert_eq!(
            filter("movement<=-12.5"),
            Ok(Filter::Movement {
                is: Bound::AtMost,
                basis_points: -1250
            })
        );
        assert_eq!(
            filter("matures<=90"),
            Ok(Filter::MaturesWithin { days: 90 })
        );
        assert_eq!(filter("loans=yes"), Ok(Filter::HasLoans { value: true }));
        for wrong in [
            "tier",
            "matures>=9",
            "colour=red",
            "deposits>=viel",
            "class=好",
            "loans=vielleicht",
        ] {
            assert!(filter(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn order_as_it_is_typed() {
        assert_eq!(
            sort("loans"),
            Ok(Sort {
                by: SortKey::Loans,
                descending: false
            })
        );
        assert_eq!(
            sort("deposits:desc"),
            Ok(Sort {
                by: SortKey::Deposits,
                descending: true
            })
        );
        assert!(sort("deposits:down").is_err() && sort("colour").is_err());
    }
}
