//! ③ 业务: deposits, credit, contribution, white space, other banks.

use super::{Pack, credit, deposits, format};
use crate::document::{Block, Facts, Heading, Text};

pub fn sections(pack: &Pack) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(Heading::section("业务往来"))];
    let mut empty = Vec::new();
    match pack.dossier.accounts.is_empty() {
        true => empty.push(("存款", reason(&pack.metrics.deposits.point))),
        false => blocks.extend(deposits::sections(pack)),
    }
    match pack.dossier.loans.is_empty() {
        true => empty.push(("授信与到期", reason(&pack.metrics.loans.balance))),
        false => blocks.extend(credit::section(pack)),
    }
    let empty_handed = empty.len() == 2;
    let mut overview = Vec::new();
    if !empty_handed {
        overview.push(Block::Heading(Heading::sub("额度、贡献、产品与他行")));
    }
    let mut items: Vec<(String, Text)> = empty
        .into_iter()
        .map(|(label, reason)| (label.to_owned(), format::no_data(&reason)))
        .collect();
    items.push((
        "授信额度".into(),
        format::not_kept("授信额度，已用与可用未知"),
    ));
    items.push((
        "综合贡献".into(),
        format::not_kept("FTP、PD/LGD 与费率，不能计算 EVA 与 RAROC"),
    ));
    let holdings = holdings(pack);
    let any_product = holdings.is_some();
    match holdings {
        Some((held, blank)) => {
            items.push(("台账所见产品".into(), Text::new(held)));
            items.push(("台账未见产品".into(), Text::new(blank)));
        }
        None => items.push((
            "产品与空白".into(),
            format::no_data("存贷台账里没有该客户的产品"),
        )),
    }
    items.push((
        "他行合作".into(),
        format::not_kept("他行信息，我行份额未知"),
    ));
    overview.push(Block::Facts(Facts { columns: 1, items }));
    if any_product {
        overview.push(Block::Note(Text::new(
            "产品只看已导入的存款与借据台账；结算、代发、国际等业务尚无台账，未见不等于未用。",
        )));
    }
    if empty_handed {
        blocks.extend(overview);
    } else {
        blocks.push(Block::Together(overview));
    }
    blocks
}

fn reason(figure: &jingwei_core::metrics::Figure) -> String {
    figure
        .note
        .clone()
        .unwrap_or_else(|| "台账没有该客户".into())
}

/// Labels of the products the ledgers show, and the families they do not.
fn holdings(pack: &Pack) -> Option<(String, String)> {
    let of_accounts = pack.dossier.accounts.iter().map(|account| &account.product);
    let of_loans = pack.dossier.loans.iter().map(|loan| &loan.product);
    let products: Vec<_> = of_accounts.chain(of_loans).flatten().collect();
    let mut held: Vec<&str> = products
        .iter()
        .map(|product| product.label.as_str())
        .collect();
    held.sort_unstable();
    held.dedup();
    let seen = |letter: char| {
        products.iter().any(|product| {
            product
                .code
                .as_deref()
                .is_some_and(|code| code.starts_with(letter))
        })
    };
    let blank: Vec<&str> = jingwei_core::product::families()
        .iter()
        .filter(|family| !seen(family.letter))
        .map(|family| family.name)
        .collect();
    (!held.is_empty()).then(|| (held.join("、"), blank.join("、")))
}
