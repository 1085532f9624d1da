//! Lines: kinsoku, hanging, gaps, figures, rare characters.

use super::super::style::{BODY, VERDICT};
use super::super::text::{Class, Fill, Kind, Line, paragraph, shape};
use crate::document::Text;
use proptest::prelude::*;

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
