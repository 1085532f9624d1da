//! Pages: what stays together, what repeats, what is divided.

use super::super::style::{CONTENT_BOTTOM, CONTENT_HEIGHT, CONTENT_TOP};
use super::{assert_on_paper, regions, runs, words};
use crate::document::*;
use proptest::prelude::*;

fn long_table(rows: usize) -> Block {
    Block::Table(Table {
        columns: vec![TableColumn::text("事项", 1), TableColumn::number("金额")],
        rows: (0..rows)
            .map(|row| Row::new([format!("事项{row}"), format!("{row}.00")]))
            .collect(),
        footnote: None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn headings_are_never_last_on_a_page(steps in 120_u8..190, count in 1_usize..6) {
        let body = "正文".repeat(40 * count);
        let blocks = vec![
            Block::Paragraph("起".into()),
            Block::Spacer(steps),
            Block::Heading(Heading::section("标题")),
            Block::Heading(Heading::sub("小标题")),
            Block::Paragraph(body.into()),
        ];
        for region in regions(&blocks) {
            for (anchor, y) in &region.anchors {
                let below = runs(&region.fragment).any(|run| run.y > y + 24.0 && run.glyphs.len() > 5);
                prop_assert!(below, "nothing follows {} at {y}", anchor.title);
            }
        }
    }

    #[test]
    fn paragraphs_leave_no_single_line_behind(steps in 130_u8..186) {
        let blocks = vec![
            Block::Paragraph("起".into()),
            Block::Spacer(steps),
            Block::Paragraph("一行正文大约有五十个字".repeat(30).into()),
        ];
        for region in regions(&blocks) {
            let count = runs(&region.fragment).filter(|run| run.glyphs.len() > 1).count();
            prop_assert!(count != 1, "a single line on a page");
        }
    }
}

#[test]
fn a_table_repeats_its_header_and_says_that_it_goes_on() {
    let pages = regions(&[Block::Heading(Heading::section("明细")), long_table(90)]);
    assert!(pages.len() > 2);
    for (index, page) in pages.iter().enumerate() {
        let words = words(&page.fragment);
        assert_eq!(words.matches("金额").count(), 1, "page {index}");
        assert_eq!(words.contains("明细（续）"), index > 0, "page {index}");
    }
    let all: String = pages.iter().map(|page| words(&page.fragment)).collect();
    assert!((0..90).all(|row| all.contains(&format!("事项{row}"))));
}

#[test]
fn a_total_is_never_alone_on_a_page() {
    for rows in 20..60 {
        let Block::Table(mut table) = long_table(rows) else {
            unreachable!()
        };
        table
            .rows
            .push(Row::new(["合计", "1.00"]).with_kind(RowKind::Total));
        for page in regions(&[Block::Table(table)]) {
            let words = words(&page.fragment);
            assert!(
                !words.contains("合计") || words.contains("事项"),
                "{rows} rows: {words}"
            );
        }
    }
}

#[test]
fn a_row_taller_than_a_page_is_divided() {
    let table = Table {
        columns: vec![TableColumn::label("项"), TableColumn::text("说明", 1)],
        rows: vec![
            Row::new(["甲".to_owned(), "很长的说明，".repeat(900)]),
            Row::new(["乙", "短"]),
        ],
        footnote: None,
    };
    let blocks = [Block::Table(table)];
    let pages = regions(&blocks);
    assert!(pages.len() >= 2);
    assert_on_paper(&blocks);
    let printed: usize = pages
        .iter()
        .map(|page| words(&page.fragment).matches('很').count())
        .sum();
    assert_eq!(printed, 900);
}

#[test]
fn notes_stand_at_the_foot_of_their_page() {
    let pages = regions(&[
        Block::Paragraph("正文".into()),
        Block::PageNote("口径：甲。".into()),
    ]);
    let foot = runs(&pages[0].fragment)
        .map(|run| run.y)
        .fold(0.0, f32::max);
    assert!(foot > CONTENT_HEIGHT - 12.0, "{foot}");
    assert!(CONTENT_TOP + foot < CONTENT_BOTTOM + 1.0);
}

#[test]
fn blocks_kept_together_move_together() {
    for steps in 120..185 {
        let blocks = [
            Block::Paragraph("起".into()),
            Block::Spacer(steps),
            Block::Together(vec![
                Block::Paragraph("甲甲".into()),
                Block::Paragraph("乙乙".into()),
                Block::Paragraph("丙丙".into()),
            ]),
        ];
        for page in regions(&blocks) {
            let words = words(&page.fragment);
            assert_eq!(words.contains("甲甲"), words.contains("丙丙"), "{steps}");
        }
    }
}

#[test]
fn columns_taller_than_a_page_go_on_side_by_side() {
    let column = |word: &str, count| Column {
        weight: 1,
        blocks: vec![Block::Paragraph(word.repeat(count).into()), long_table(40)],
    };
    let blocks = [Block::Columns(vec![column("左", 900), column("右", 300)])];
    let pages = regions(&blocks);
    assert!(pages.len() > 1);
    assert_on_paper(&blocks);
    let all: String = pages.iter().map(|page| words(&page.fragment)).collect();
    assert_eq!(
        (all.matches('左').count(), all.matches('右').count()),
        (900, 300)
    );
    assert_eq!(all.matches("事项39").count(), 2);
}

#[test]
fn headings_are_counted_and_unnumbered_ones_are_not() {
    let pages = regions(&[
        Block::Heading(Heading::section("甲")),
        Block::Heading(Heading::sub("乙")),
        Block::Heading(Heading::sub("丙").unnumbered()),
        Block::Heading(Heading::sub("丁")),
        Block::Heading(Heading::section("戊")),
        Block::Heading(Heading::sub("己")),
        Block::Paragraph("正文".into()),
    ]);
    let titles: Vec<String> = pages[0]
        .anchors
        .iter()
        .map(|(anchor, _)| anchor.words())
        .collect();
    assert_eq!(titles, ["1 甲", "1.1 乙", "丙", "1.2 丁", "2 戊", "2.1 己"]);
}
