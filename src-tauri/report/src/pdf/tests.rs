//! Tests of the engine from inside: lines, pages, extremes.

mod extremes;
mod lines;
mod pages;

use super::block::Layouter;
use super::canvas::{Fragment, Mark, Run};
use super::flow::{Region, paginate};
use super::furniture;
use super::style::{CONTENT_HEIGHT, CONTENT_WIDTH, PAGE_HEIGHT, PAGE_WIDTH};
use crate::document::*;

fn meta() -> Meta {
    Meta {
        title: "试样".into(),
        subject: "试样".into(),
        client: "示例客户".into(),
        author: "林叙白".into(),
        head_left: "试样".into(),
        head_right: "江海银行".into(),
        classification: Classification::Internal,
        footer: "版本 1".into(),
        watermark: Some("内部资料 林叙白 2026-11-23".into()),
        created: jiff::civil::date(2026, 11, 23).at(8, 40, 0, 0),
    }
}

fn document(blocks: Vec<Block>) -> Document {
    Document {
        meta: meta(),
        blocks,
    }
}

fn regions(blocks: &[Block]) -> Vec<Region> {
    let slabs = Layouter::default()
        .blocks(blocks, CONTENT_WIDTH)
        .expect("any document is set");
    paginate(slabs)
}

fn runs(fragment: &Fragment) -> impl Iterator<Item = &Run> {
    fragment.marks.iter().filter_map(|mark| match mark {
        Mark::Run(run) => Some(run),
        _ => None,
    })
}

fn words(fragment: &Fragment) -> String {
    runs(fragment)
        .flat_map(|run| run.glyphs.iter().map(|glyph| glyph.character))
        .collect()
}

/// Everything is on the paper, and content stays clear of the footer.
fn assert_on_paper(blocks: &[Block]) {
    for region in regions(blocks) {
        for run in runs(&region.fragment) {
            assert!(
                run.y <= CONTENT_HEIGHT + 0.5,
                "text below the content at {}",
                run.y
            );
        }
    }
    for page in furniture::dress(regions(blocks), &meta()).expect("any document is set") {
        for run in runs(&page.fragment) {
            let width: f32 = run
                .glyphs
                .iter()
                .map(|glyph| {
                    (f32::from(
                        super::font::table(run.face)
                            .expect("any document is set")
                            .advance(glyph.id),
                    ) - glyph.kern)
                        / 1000.0
                        * run.size
                })
                .sum();
            assert!(
                run.x >= 0.0 && run.x + width <= PAGE_WIDTH,
                "text from {} to {}",
                run.x,
                run.x + width
            );
            assert!((0.0..=PAGE_HEIGHT).contains(&run.y));
        }
    }
}
