//! What every page carries: running head, footer, page x/y.

use super::ReportError;
use super::canvas::{Fragment, Pen};
use super::flow::{Anchor, Region};
use super::style::{
    BRAND, CONTENT_TOP, CONTENT_WIDTH, FOOT_BASELINE, FOOT_RULE, FURNITURE, HAIRLINE,
    HEAD_BASELINE, HEAD_RULE, LINE_STRONG, MARGIN,
};
use super::text::clamped;
use crate::document::{Meta, Text};

/// A page as it is printed: marks on the paper, and its bookmarks with their distance from the top.
#[derive(Debug)]
pub struct Page {
    pub fragment: Fragment,
    pub anchors: Vec<(Anchor, f32)>,
}

/// Puts content on paper and adds head and foot.
pub fn dress(regions: Vec<Region>, meta: &Meta) -> Result<Vec<Page>, ReportError> {
    let count = regions.len();
    let mut pages = Vec::with_capacity(count);
    for (index, region) in regions.into_iter().enumerate() {
        let mut fragment = Fragment::default();
        head(&mut fragment, meta)?;
        fragment.take(region.fragment, MARGIN, CONTENT_TOP);
        foot(&mut fragment, meta, index + 1, count)?;
        let anchors = region
            .anchors
            .into_iter()
            .map(|(anchor, y)| (anchor, CONTENT_TOP + y))
            .collect();
        pages.push(Page { fragment, anchors });
    }
    Ok(pages)
}

fn head(fragment: &mut Fragment, meta: &Meta) -> Result<(), ReportError> {
    let half = CONTENT_WIDTH * 0.48;
    clamped(&Text::new(&meta.head_left), FURNITURE, half)?.draw(fragment, MARGIN, HEAD_BASELINE);
    let right = clamped(&Text::new(&meta.head_right), FURNITURE, half)?;
    right.draw(
        fragment,
        MARGIN + CONTENT_WIDTH - right.width,
        HEAD_BASELINE,
    );
    fragment.rule(MARGIN, HEAD_RULE, CONTENT_WIDTH, Pen::new(BRAND, 1.2));
    Ok(())
}

fn foot(
    fragment: &mut Fragment,
    meta: &Meta,
    page: usize,
    pages: usize,
) -> Result<(), ReportError> {
    fragment.rule(
        MARGIN,
        FOOT_RULE,
        CONTENT_WIDTH,
        Pen::new(LINE_STRONG, HAIRLINE),
    );
    let third = CONTENT_WIDTH / 3.0;
    clamped(&Text::new(meta.classification.line()), FURNITURE, third)?.draw(
        fragment,
        MARGIN,
        FOOT_BASELINE,
    );
    let middle = clamped(&Text::new(&meta.footer), FURNITURE, third)?;
    middle.draw(
        fragment,
        MARGIN + (CONTENT_WIDTH - middle.width) / 2.0,
        FOOT_BASELINE,
    );
    let number = clamped(
        &Text::new(format!("第 {page} 页 / 共 {pages} 页")),
        FURNITURE,
        third,
    )?;
    number.draw(
        fragment,
        MARGIN + CONTENT_WIDTH - number.width,
        FOOT_BASELINE,
    );
    Ok(())
}
