//! The finished file, judged by the tools that readers' programs are made of.

#[path = "../examples/sample/document.rs"]
mod sample;

use jingwei_report::document::{Block, Heading, TitleBand, Verdict, VerdictLabel};
use jingwei_report::{Document, Pdf, render};
use std::path::Path;
use std::process::Command;

/// Runs a tool of Debian's poppler-utils or qpdf; `./test` installs them.
fn tool(name: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(name)
        .args(arguments)
        .arg(file)
        .args(if name == "pdftotext" { &["-"][..] } else { &[] })
        .output()
        .unwrap_or_else(|error| panic!("{name} is needed to judge documents and did not start ({error}); ./test installs it"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{name} refused the file: {said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    said
}

struct Rendered {
    pdf: Pdf,
    folder: tempfile::TempDir,
}

impl Rendered {
    fn new(document: &Document) -> Self {
        let pdf = render(document).expect("the sample is set");
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("sample.pdf"), &pdf.bytes)
            .expect("the sample is written");
        Self { pdf, folder }
    }

    fn tool(&self, name: &str, arguments: &[&str]) -> String {
        tool(name, arguments, &self.folder.path().join("sample.pdf"))
    }

    fn parsed(&self) -> lopdf::Document {
        lopdf::Document::load_mem(&self.pdf.bytes).expect("the file is parsed")
    }
}

#[test]
fn the_file_is_sound() {
    let sample = Rendered::new(&sample::sample());
    sample.tool("qpdf", &["--check"]);
    assert!(
        sample.pdf.bytes.len() < 400 * 1024,
        "{} bytes",
        sample.pdf.bytes.len()
    );
}

#[test]
fn fonts_are_embedded_as_subsets_with_their_characters() {
    let fonts = Rendered::new(&sample::sample()).tool("pdffonts", &[]);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert_eq!(rows.len(), 5, "{fonts}");
    for row in rows {
        let (tag, _) = row.split_once('+').expect("a subset tag");
        assert!(
            tag.len() == 6 && tag.chars().all(|letter| letter.is_ascii_uppercase()),
            "{row}"
        );
        assert!(row.contains("yes yes yes"), "{row}");
    }
}

#[test]
fn text_is_found_and_copied_as_it_reads() {
    let sample = Rendered::new(&sample::sample());
    let text = sample.tool("pdftotext", &["-raw"]);
    for words in [
        "示例精工股份有限公司",
        "请顾砚秋总监同意：12 月起把供应商付款账户迁入我行，首批每月",
        "\u{2212}49.97",
        "+16.28%",
        "“远洋重工”",
        "𠮷田",
        "<img onerror=x> {{name}} **粗**",
        "=cmd|'/c calc'!A1",
        "暂无数据（本年没有登记投诉）",
        "上次拜访以来的承诺（续）",
        "内部资料 禁止外传",
    ] {
        assert!(text.contains(words), "{words} is missing from:\n{text}");
    }
    assert!(
        !text.contains('\u{FFFD}') && !text.contains("U+20BB7"),
        "{text}"
    );
    assert!(
        !text.contains("2026-11-23 08:40"),
        "the watermark is not text"
    );
}

#[test]
fn every_page_says_where_it_stands() {
    let sample = Rendered::new(&sample::sample());
    let text = sample.tool("pdftotext", &["-raw"]);
    let pages = sample.pdf.pages;
    assert!(pages > 3);
    for (index, page) in text.trim_end_matches('\u{C}').split('\u{C}').enumerate() {
        assert!(
            page.contains(&format!("第 {} 页 / 共 {pages} 页", index + 1)),
            "{page}"
        );
    }
    assert_eq!(sample.parsed().get_pages().len(), pages as usize);
}

#[test]
fn metadata_is_true_and_versions_are_honest() {
    let sample = Rendered::new(&sample::sample());
    assert!(sample.pdf.bytes.starts_with(b"%PDF-1.7"));
    let info = sample.tool("pdfinfo", &["-rawdates"]);
    for line in [
        "客户拜访资料包",
        "示例精工股份有限公司",
        "林叙白",
        "D:20261123084012",
        "A4",
    ] {
        assert!(info.contains(line), "{line} is missing from:\n{info}");
    }
    let file = sample.parsed();
    let catalog = file.catalog().expect("a catalogue");
    assert_eq!(
        catalog
            .get(b"PageMode")
            .and_then(lopdf::Object::as_name)
            .expect("a name"),
        b"UseOutlines"
    );
    assert_eq!(
        catalog
            .get(b"Lang")
            .and_then(lopdf::Object::as_str)
            .expect("a string"),
        b"zh-CN"
    );
    let information = file
        .trailer
        .get(b"Info")
        .and_then(lopdf::Object::as_reference)
        .expect("a reference");
    assert!(
        !file
            .get_dictionary(information)
            .expect("a dictionary")
            .has(b"GTS_PDFXVersion")
    );
    assert!(file.trailer.has(b"ID"));
}

#[test]
fn bookmarks_are_a_tree_that_leads_to_places() {
    let mut document = sample::sample();
    let heading = |heading: Heading| Block::Heading(heading);
    document.blocks = vec![
        heading(Heading::sub("前言").unnumbered()),
        heading(Heading::sub("又一个").unnumbered()),
        heading(Heading::section("甲")),
        heading(Heading::sub("乙")),
        heading(Heading::sub("丙")),
        Block::PageBreak,
        heading(Heading::section("丁")),
        Block::Paragraph("正文".into()),
    ];
    let rendered = Rendered::new(&document);
    rendered.tool("qpdf", &["--check"]);
    let file = rendered.parsed();
    let outlines = file
        .catalog()
        .and_then(|catalog| catalog.get(b"Outlines"))
        .and_then(lopdf::Object::as_reference);
    let root = file
        .get_dictionary(outlines.expect("outlines"))
        .expect("a dictionary");
    assert_eq!(
        root.get(b"Count")
            .and_then(lopdf::Object::as_i64)
            .expect("a count"),
        6
    );
    let mut titles = Vec::new();
    walk(&file, root, 0, &mut titles);
    let expected = ["前言", "又一个", "1 甲", " 1.1 乙", " 1.2 丙", "2 丁"];
    assert_eq!(titles, expected);
}

/// Titles in order, indented by depth.
fn walk(
    file: &lopdf::Document,
    parent: &lopdf::Dictionary,
    depth: usize,
    titles: &mut Vec<String>,
) {
    let follow = |node: &lopdf::Dictionary, key: &[u8]| {
        node.get(key)
            .and_then(lopdf::Object::as_reference)
            .and_then(|id| file.get_dictionary(id))
            .ok()
            .cloned()
    };
    let mut next = follow(parent, b"First");
    while let Some(node) = next {
        let bytes = node
            .get(b"Title")
            .and_then(lopdf::Object::as_str)
            .expect("a title");
        let units: Vec<u16> = bytes[2..]
            .chunks(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
            .collect();
        titles.push(format!(
            "{}{}",
            " ".repeat(depth),
            String::from_utf16_lossy(&units)
        ));
        walk(file, &node, depth + 1, titles);
        next = follow(&node, b"Next");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = render(&sample::sample()).expect("the sample is set");
    let second = render(&sample::sample()).expect("the sample is set");
    assert_eq!(first, second);
    let mut other = sample::sample();
    other.meta.footer.push('x');
    assert_ne!(
        first.bytes,
        render(&other).expect("the sample is set").bytes
    );
}

#[test]
fn a_neutral_document_carries_no_internal_mark() {
    let mut document = sample::sample();
    document.meta.classification =
        jingwei_report::document::Classification::Neutral("江海银行".into());
    document.meta.watermark = None;
    document.blocks = vec![
        Block::Title(TitleBand {
            name: "示例精工股份有限公司".into(),
            facts: Vec::new(),
        }),
        Block::Verdict(Verdict {
            label: VerdictLabel::Ask,
            sentence: "合作建议".into(),
        }),
    ];
    let rendered = Rendered::new(&document);
    let text = rendered.tool("pdftotext", &["-raw"]);
    assert!(
        !text.contains("内部资料") && text.contains("江海银行"),
        "{text}"
    );
    assert!(
        !String::from_utf8_lossy(&rendered.pdf.bytes).contains("/W1 "),
        "no watermark is registered"
    );
}
