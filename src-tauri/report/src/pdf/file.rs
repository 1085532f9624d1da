//! From pages to a file: printpdf draws, and what it gets wrong is mended afterwards.

mod ink;
mod mend;
mod subset;
mod watermark;

use super::flow::Anchor;
use super::furniture::Page;
use super::style::{PAGE_HEIGHT, PAGE_WIDTH};
use super::{OutlineEntry, Pdf, ReportError};
use crate::document::Meta;
use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

/// Writes the pages as one PDF.
pub fn write(pages: Vec<Page>, meta: &Meta) -> Result<Pdf, ReportError> {
    let mut document = PdfDocument::new(&meta.title);
    let fonts = subset::embed(&mut document, &pages)?;
    let watermark = match &meta.watermark {
        Some(words) => watermark::register(&mut document, words)?,
        None => None,
    };
    for page in &pages {
        let mut ops = ink::operations(&page.fragment, &fonts);
        if let Some(watermark) = &watermark {
            ops.extend(watermark::stamp(watermark));
        }
        document.pages.push(sheet(ops));
    }
    let mut warnings = Vec::new();
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let raw = document.to_lopdf_document(&options, &mut warnings);
    let bytes = mend::finish(raw, &pages, meta)?;
    let outline = outline(&pages);
    let pages = u32::try_from(pages.len()).map_err(|_| ReportError::File { step: "页数" })?;
    Ok(Pdf {
        bytes,
        pages,
        outline,
    })
}

fn outline(pages: &[Page]) -> Vec<OutlineEntry> {
    let anchors = (1..).zip(pages).flat_map(|(number, page)| {
        let entry = move |(anchor, y): &(Anchor, f32)| OutlineEntry {
            order: u32::try_from(anchor.order).unwrap_or(u32::MAX),
            depth: anchor.depth,
            number: anchor.number.clone(),
            title: anchor.title.clone(),
            page: number,
            // A page is 842 points high.
            top: y.max(0.0) as u32,
        };
        page.anchors.iter().map(entry)
    });
    let mut outline: Vec<OutlineEntry> = anchors.collect();
    // Columns are filled side by side; the reader goes down one and then the next.
    outline.sort_by_key(|entry| entry.order);
    outline
}

fn sheet(ops: Vec<printpdf::Op>) -> PdfPage {
    let paper = || Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: Pt(PAGE_WIDTH),
        height: Pt(PAGE_HEIGHT),
        mode: None,
        winding_order: None,
    };
    PdfPage {
        media_box: paper(),
        trim_box: paper(),
        crop_box: paper(),
        ops,
    }
}
