//! 客户拜访资料包 (docs/domain.md §6.1): read in the car, ends with one ask. Page one is the
//! 30-second card; the version for the client is built from a type that holds nothing internal.

mod business;
mod client_facing;
mod preparation;
mod summary;

pub use client_facing::{ClientFacing, client_facing};

use super::Context;
use super::format;
use crate::document::{Block, Classification, Document, Heading, Meta, Text};
use jingwei_core::dossier::{Dossier, Visit};
use jingwei_core::metrics::Metrics;

/// Everything the sections of one pack look at.
struct Pack<'a> {
    dossier: &'a Dossier,
    metrics: &'a Metrics,
    visit: Option<&'a Visit>,
}

/// The internal pack; `visit` is the one it prepares.
pub fn visit_pack(
    dossier: &Dossier,
    metrics: &Metrics,
    visit: Option<&Visit>,
    context: &Context,
) -> Document {
    let pack = Pack {
        dossier,
        metrics,
        visit,
    };
    let mut blocks = summary::card(&pack);
    blocks.extend(preparation::people(&pack));
    blocks.extend(business::sections(&pack));
    blocks.extend(preparation::since_last_visit(&pack));
    blocks.extend(preparation::needs());
    blocks.extend(preparation::risks(&pack));
    blocks.extend(preparation::materials(&pack));
    blocks.extend(sources(&pack));
    Document {
        meta: meta(dossier, context),
        blocks,
    }
}

fn meta(dossier: &Dossier, context: &Context) -> Meta {
    let name = &dossier.client.name;
    Meta {
        title: format!("客户拜访资料包 · {name}"),
        subject: format!("数据截至 {}", dossier.as_of),
        client: name.clone(),
        author: context.user_name.clone(),
        head_left: "客户拜访资料包".into(),
        head_right: context
            .branch
            .clone()
            .unwrap_or_else(|| context.user_name.clone()),
        classification: Classification::Internal,
        footer: format!("审计 {}", context.audit_head),
        watermark: Some(format!(
            "内部资料 {} {}",
            context.user_name,
            context.minute()
        )),
        created: context.produced_at,
    }
}

fn no_data(reason: impl Into<String>) -> Block {
    Block::NoData {
        section: None,
        reason: reason.into(),
    }
}

fn sub_without_data(title: &str, reason: impl Into<String>) -> [Block; 2] {
    [Block::Heading(Heading::sub(title)), no_data(reason)]
}

/// Where the figures come from: file and rule, once, at the end.
fn sources(pack: &Pack) -> Vec<Block> {
    let files = pack.dossier.sources.iter().map(|source| {
        let unit = source
            .unit
            .map(|unit| format!("，原单位 {}", unit.label()))
            .unwrap_or_default();
        Text::new(format!(
            "{}：{}（可靠度 {}/3{unit}）",
            source.kind.label(),
            source.file,
            source.reliability
        ))
    });
    vec![
        Block::Heading(Heading::section("来源与口径")),
        Block::List(crate::document::List {
            numbered: false,
            items: files.collect(),
        }),
        Block::Note(Text::new(
            "日均取自银行台账，不由月末余额推算；较上月、较年初、同比分别对应上月末、上年末、上年同月末。\
             金额以分存储，仅在显示时四舍五入，合计可能有尾差。“—”表示没有数据，不等于零。",
        )),
    ]
}
