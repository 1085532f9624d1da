//! Tests of the engine from inside: lines, pages, marks.

use super::block::Layouter;
use super::canvas::{Fragment, Mark, Run};
use super::flow::{Region, paginate};
use super::style::{
    BODY, CONTENT_BOTTOM, CONTENT_HEIGHT, CONTENT_TOP, CONTENT_WIDTH, PAGE_HEIGHT, PAGE_WIDTH,
    VERDICT,
};
use super::text::{Class, Fill, Kind, Line, paragraph, shape};
use super::{furniture, render};
use crate::document::*;
use proptest::prelude::*;

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

fn lines(text: &str, width: f32) -> Vec<Line> {
    paragraph(&Text::new(text), BODY, width, Fill::JUSTIFIED).expect("any document is set")
}

const CLOSING: &str = "，。、；：？！）》〉」』】〕”’％%…";
const OPENING: &str = "（《〈「『【〔“‘";

/// Sentences as people write them: words, brackets around words, stops after words.
fn sentence() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[一-龥]{1,6}",
        "[A-Za-z]{1,9}",
        "[1-9][0-9]{0,2}(,[0-9]{3})?(\\.[0-9]{2})?%?",
        Just("2026-11-20".to_owned()),
    ];
    let piece = (word, 0..10_u8).prop_map(|(word, dress)| match dress {
        0 => format!("（{word}）"),
        1 => format!("《{word}》，"),
        2 => format!("“{word}”"),
        3 => format!("{word}。"),
        4 => format!("{word}，"),
        5 => format!("「{word}」。"),
        6 => format!("{word}、"),
        7 => format!(" {word} "),
        _ => word,
    });
    prop::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_line_begins_with_closing_or_ends_with_opening_punctuation(text in sentence(), width in 110.0_f32..420.0) {
        let set = lines(&text, width);
        for (index, line) in set.iter().enumerate() {
            let characters = line.characters();
            if index > 0 {
                prop_assert!(!characters.starts_with(|first| CLOSING.contains(first)), "line {index} of {text:?}: {characters:?}");
            }
            prop_assert!(!characters.ends_with(|last| OPENING.contains(last)), "line {index} of {text:?}: {characters:?}");
            prop_assert!(line.width <= width + 0.05, "line {index} is {} wide, not {width}", line.width);
        }
        let printed: String = set.iter().map(Line::characters).collect::<String>().replace(' ', "");
        prop_assert_eq!(printed, text.replace(' ', ""));
    }

    #[test]
    fn any_text_at_any_width_is_set(text in "\\PC{0,80}", width in 1.0_f32..300.0) {
        let set = lines(&text, width);
        prop_assert!(!set.is_empty());
    }

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
fn stops_hang_over_the_end_and_brackets_are_squeezed() {
    let em = BODY.size;
    let hung = lines("一二三四五六七八九十，接着写下去", em * 10.0);
    assert!(
        hung[0].characters().ends_with('，'),
        "{}",
        hung[0].characters()
    );
    let shaped = shape(&Text::new("（甲）（乙）"), BODY).expect("any document is set");
    let squeezed = shaped.iter().filter(|atom| atom.before < 0.0).count();
    assert_eq!(
        squeezed, 1,
        "the closing and the opening bracket share a blank"
    );
    let opened = lines("（甲）", 200.0);
    assert!(
        opened[0].atoms[0].0 < 0.0,
        "the opening bracket gives up its blank half at the beginning"
    );
}

#[test]
fn a_last_line_is_never_a_lone_character() {
    let set = lines(&"字".repeat(21), BODY.size * 20.0 + 0.5);
    let counts: Vec<usize> = set.iter().map(|line| line.atoms.len()).collect();
    assert_eq!(counts, [19, 2]);
}

#[test]
fn figures_stay_with_their_unit() {
    for width in 80..240_u8 {
        for line in lines(
            "首批每月 2,400 万元，期限 12 个月，共 3 笔",
            f32::from(width),
        ) {
            let characters = line.characters();
            assert!(
                !characters.starts_with(['万', '元', '个', '笔']),
                "{characters}"
            );
        }
    }
}

#[test]
fn the_gap_between_scripts_is_too_small_to_be_taken_for_a_space() {
    let shaped = shape(&Text::new("合作8年"), BODY).expect("any document is set");
    let gaps: Vec<f32> = shaped.iter().map(|atom| atom.before / BODY.size).collect();
    assert!(
        gaps.iter().all(|gap| *gap < 0.1) && gaps[2] > 0.0,
        "{gaps:?}"
    );
}

#[test]
fn figures_in_columns_have_one_width() {
    let shaped = shape(&Text::new("0123456789"), BODY.tabular()).expect("any document is set");
    assert!(shaped.windows(2).all(|pair| pair[0].width == pair[1].width));
}

#[test]
fn characters_that_no_face_has_are_described_and_controls_dropped() {
    let shaped = shape(&Text::new("𠮷\u{202E}田\u{200B}😀\u{FE0F}\u{7}"), VERDICT)
        .expect("any document is set");
    let seen: Vec<(char, bool)> = shaped
        .iter()
        .map(|atom| match &atom.kind {
            Kind::Glyph { character, id, .. } => {
                assert_ne!(*id, 0);
                (*character, false)
            }
            Kind::Framed {
                character, label, ..
            } => {
                let words: String = label.iter().map(|(_, letter)| letter).collect();
                assert_eq!(words, format!("U+{:04X}", u32::from(*character)));
                (*character, true)
            }
            Kind::Chip(_) | Kind::Newline => panic!("neither chip nor newline was written"),
        })
        .collect();
    assert_eq!(seen, [('𠮷', true), ('田', false), ('😀', true)]);
    assert_eq!(shaped[0].class, Class::Han);
}

fn long_table(rows: usize) -> Block {
    Block::Table(Table {
        columns: vec![TableColumn::text("事项", 1), TableColumn::number("金额")],
        rows: (0..rows)
            .map(|row| Row::new([format!("事项{row}"), format!("{row}.00")]))
            .collect(),
        footnote: None,
    })
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

fn figure(label: &str) -> Figure {
    Figure {
        label: label.into(),
        value: FigureValue::Known {
            number: "123,456,789,012,345.67".into(),
            unit: label.into(),
            negative: false,
        },
        basis: vec![Basis {
            name: label.into(),
            value: BasisValue::Level(label.into()),
        }],
        as_of: Some(AsOf {
            date: label.into(),
            kind: Reliability::Observed,
            stale: true,
        }),
    }
}

/// Every kind of block with one text in every place.
fn everywhere(word: &str) -> Vec<Block> {
    let text = || Text::new(word);
    let bar = Bar {
        label: word.into(),
        value: 1.0,
        display: word.into(),
    };
    let step = Step {
        label: word.into(),
        value: -1.0,
        display: word.into(),
        kind: StepKind::Total,
    };
    let part = SharePart {
        label: word.into(),
        value: 1.0,
        display: word.into(),
        owner: ShareOwner::Unknown,
    };
    let series = Series {
        name: word.into(),
        values: vec![Some(1.0)],
        role: SeriesRole::Main,
        last: word.into(),
    };
    let card = PersonCard {
        name: word.into(),
        post: word.into(),
        role: Some(PersonRole {
            label: "批准者".into(),
            decisive: true,
        }),
        attitude: Attitude::Opponent,
        influence: 9,
        strength: 9,
        standing: text(),
        alert: Some(Severity::Red),
        facts: vec![
            (word.into(), text()),
            (word.into(), text()),
            (word.into(), text()),
        ],
        unknown: false,
    };
    vec![
        Block::Title(TitleBand {
            name: word.into(),
            facts: vec![text(), text()],
        }),
        Block::Verdict(Verdict {
            label: VerdictLabel::Conclusion,
            sentence: text(),
        }),
        Block::Figures(vec![
            figure(word),
            figure(word),
            figure(word),
            figure(word),
            figure(word),
        ]),
        Block::Heading(Heading::section(word).with_unit(word)),
        Block::Paragraph(text()),
        Block::Note(text()),
        Block::PageNote(text()),
        Block::List(List {
            numbered: true,
            items: vec![text(), text()],
        }),
        Block::Facts(Facts {
            columns: 9,
            items: vec![(word.into(), text()), (word.into(), text())],
        }),
        Block::Facts(Facts {
            columns: 0,
            items: vec![(word.into(), text())],
        }),
        Block::Table(Table {
            columns: vec![
                TableColumn::label(word),
                TableColumn::number(word),
                TableColumn::text(word, 1),
            ],
            rows: vec![Row::new([text(), Text::new("1,234.56"), text()])],
            footnote: Some(text()),
        }),
        Block::People(People {
            columns: 2,
            cards: vec![card.clone(), card],
        }),
        Block::LineChart(LineChart {
            title: Some(word.into()),
            unit: word.into(),
            labels: vec![word.into()],
            series: vec![series],
        }),
        Block::BarChart(BarChart {
            title: Some(word.into()),
            unit: word.into(),
            bars: vec![bar.clone(), bar],
            threshold: Some(Threshold {
                value: 2.0,
                label: word.into(),
            }),
            highlight: Some(Highlight {
                first: 1,
                last: 8,
                label: word.into(),
            }),
        }),
        Block::Waterfall(Waterfall {
            title: Some(word.into()),
            unit: word.into(),
            steps: vec![step],
        }),
        Block::Shares(Shares {
            title: Some(word.into()),
            rows: vec![ShareRow {
                label: word.into(),
                parts: vec![part.clone(), part],
                display: word.into(),
            }],
        }),
        Block::Checklist(Checklist {
            columns: 2,
            items: vec![CheckItem {
                text: text(),
                aside: Some(word.into()),
            }],
        }),
        Block::Writing(Writing {
            label: Some(word.into()),
            lines: 2,
        }),
        Block::NoData {
            section: Some(word.into()),
            reason: word.into(),
        },
    ]
}

#[test]
fn names_of_ten_thousand_characters_stay_on_the_paper() {
    for word in [
        "名".repeat(10_000),
        "W".repeat(10_000),
        "（".repeat(10_000),
        "一行\n".repeat(3_000),
    ] {
        let blocks = everywhere(&word);
        assert_on_paper(&blocks);
        let long = Meta {
            head_left: word.clone(),
            head_right: word.clone(),
            footer: word.clone(),
            watermark: Some(word.clone()),
            ..meta()
        };
        assert!(
            render(&Document { meta: long, blocks })
                .expect("any document is set")
                .pages
                > 20
        );
    }
}

#[test]
fn nothing_to_say_is_still_a_document() {
    let empty = |blocks: Vec<Block>| {
        render(&document(blocks))
            .expect("any document is set")
            .pages
    };
    assert_eq!(empty(Vec::new()), 1);
    assert_eq!(empty(vec![Block::PageBreak, Block::PageBreak]), 1);
    assert_eq!(empty(vec![Block::Spacer(255), Block::Spacer(255)]), 1);
    assert_eq!(empty(everywhere("")), 2);
    let bare = vec![
        Block::Figures(Vec::new()),
        Block::List(List {
            numbered: false,
            items: Vec::new(),
        }),
        Block::Facts(Facts {
            columns: 2,
            items: Vec::new(),
        }),
        Block::Table(Table {
            columns: Vec::new(),
            rows: Vec::new(),
            footnote: None,
        }),
        Block::Columns(Vec::new()),
        Block::People(People {
            columns: 2,
            cards: Vec::new(),
        }),
        Block::LineChart(LineChart {
            title: None,
            unit: String::new(),
            labels: Vec::new(),
            series: Vec::new(),
        }),
        Block::BarChart(BarChart {
            title: None,
            unit: String::new(),
            bars: Vec::new(),
            threshold: None,
            highlight: None,
        }),
        Block::Waterfall(Waterfall {
            title: None,
            unit: String::new(),
            steps: Vec::new(),
        }),
        Block::Shares(Shares {
            title: None,
            rows: Vec::new(),
        }),
        Block::Together(Vec::new()),
    ];
    assert_eq!(empty(bare), 1);
}

#[test]
fn charts_take_any_number() {
    let values = [f64::NAN, f64::INFINITY, 0.0, -1e300, 1e300, 1e-300];
    let bars = values
        .map(|value| Bar {
            label: "甲".into(),
            value,
            display: "0".into(),
        })
        .to_vec();
    let steps = values
        .map(|value| Step {
            label: "甲".into(),
            value,
            display: "0".into(),
            kind: StepKind::Change,
        })
        .to_vec();
    let parts = values
        .map(|value| SharePart {
            label: "甲".into(),
            value,
            display: "0".into(),
            owner: ShareOwner::Other,
        })
        .to_vec();
    let series = Series {
        name: "甲".into(),
        values: values.map(Some).to_vec(),
        role: SeriesRole::Main,
        last: "0".into(),
    };
    let blocks = vec![
        Block::BarChart(BarChart {
            title: None,
            unit: "元".into(),
            bars,
            threshold: None,
            highlight: None,
        }),
        Block::Waterfall(Waterfall {
            title: None,
            unit: "元".into(),
            steps,
        }),
        Block::Shares(Shares {
            title: None,
            rows: vec![ShareRow {
                label: "甲".into(),
                parts,
                display: "0".into(),
            }],
        }),
        Block::LineChart(LineChart {
            title: None,
            unit: "元".into(),
            labels: vec!["一".into()],
            series: vec![series],
        }),
    ];
    assert_on_paper(&blocks);
    assert_eq!(
        render(&document(blocks))
            .expect("any document is set")
            .pages,
        1
    );
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
    let titles: Vec<&str> = pages[0]
        .anchors
        .iter()
        .map(|(anchor, _)| anchor.title.as_str())
        .collect();
    assert_eq!(titles, ["1 甲", "1.1 乙", "丙", "1.2 丁", "2 戊", "2.1 己"]);
}
