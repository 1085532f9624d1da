//! Extremes: names without end, nothing at all, numbers that are none.

use super::super::render;
use super::{assert_on_paper, document, meta};
use crate::document::*;

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
            to_page_end: false,
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
