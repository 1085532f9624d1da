//! Time to make documents, faces already parsed: `cargo bench -p jingwei-report`.
//!
//! Goal: a visit pack of a client with 24 months × 10 accounts in ≤ 20 ms CPU and ≤ 400 KB. The
//! baseline writes the same number of pages with the same amount of text through bare printpdf: no
//! line breaking, no tables, no charts, its text at fixed places.

#[path = "../tests/fixtures/dossier.rs"]
mod fixture;
#[path = "../examples/sample/document.rs"]
mod sample;

use divan::{Bencher, black_box};
use jingwei_core::document::Audience;
use jingwei_core::metrics::Metrics;
use jingwei_report::{compose, render, visit_pack};
use printpdf::{
    BuiltinFont, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt, TextItem,
};

/// Pages, lines a page and characters a line of a rich pack.
const BARE_PAGES: usize = 4;
const BARE_LINES: usize = 45;
const BARE_LINE: &str = "deposits 2,308.51 loans 1,133.91 due 2026-11-05 +12.83% +21.59%";

fn main() {
    // The faces are parsed once per process; what is measured is a document.
    let dossier = fixture::dossier(&fixture::RICH);
    match visit_pack::make(&dossier, None, Audience::Internal, &fixture::context()) {
        Ok(pack) => eprintln!(
            "visit pack: {} pages, {} bytes",
            pack.pdf.pages,
            pack.pdf.bytes.len()
        ),
        Err(error) => eprintln!("no visit pack: {error}"),
    }
    divan::main();
}

#[divan::bench]
fn visit_pack_composed_and_rendered(bencher: Bencher) {
    let dossier = fixture::dossier(&fixture::RICH);
    let context = fixture::context();
    bencher.bench(|| visit_pack::make(black_box(&dossier), None, Audience::Internal, &context));
}

#[divan::bench]
fn visit_pack_composed_only(bencher: Bencher) {
    let dossier = fixture::dossier(&fixture::RICH);
    let context = fixture::context();
    bencher.bench(|| {
        let metrics = Metrics::of(black_box(&dossier));
        compose::visit_pack(&dossier, &metrics, dossier.visits.first(), &context)
    });
}

#[divan::bench]
fn sample_of_every_block(bencher: Bencher) {
    let document = sample::sample();
    bencher.bench(|| render(black_box(&document)));
}

#[divan::bench]
fn bare_printpdf_text(bencher: Bencher) {
    bencher.bench(|| {
        let mut document = PdfDocument::new("bare");
        let pages = (0..BARE_PAGES).map(|_| {
            let ops = (0..BARE_LINES).flat_map(bare_line).collect();
            PdfPage::new(Mm(210.0), Mm(297.0), ops)
        });
        let pages = pages.collect();
        document
            .with_pages(pages)
            .save(&PdfSaveOptions::default(), &mut Vec::new())
    });
}

fn bare_line(line: usize) -> [Op; 5] {
    [
        Op::StartTextSection,
        Op::SetFont {
            font: PdfFontHandle::Builtin(BuiltinFont::Helvetica),
            size: Pt(9.5),
        },
        Op::SetTextCursor {
            pos: Point {
                x: Pt(44.0),
                y: Pt(780.0 - 16.0 * line as f32),
            },
        },
        Op::ShowText {
            items: vec![TextItem::Text(black_box(BARE_LINE).into())],
        },
        Op::EndTextSection,
    ]
}
