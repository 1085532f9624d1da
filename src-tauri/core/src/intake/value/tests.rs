//! Values as people write them.

use super::*;
use proptest::prelude::*;

fn fen(cell: Cell, unit: Unit) -> (i64, u8) {
    let amount = amount(&cell, unit, 0).unwrap().unwrap();
    (amount.money.fen(), amount.quantum.exponent())
}

#[test]
fn amounts_as_people_write_them() {
    let wan = [
        ("4,057.14", 4_057_140_000, 4),
        ("４，０５７．１４", 4_057_140_000, 4),
        ("(12.5)", -12_500_000, 5),
        ("−1,234.560000", -1_234_560_000, 0),
        ("￥ 3", 3_000_000, 6),
        ("￥-3", -3_000_000, 6),
        ("-¥3", -3_000_000, 6),
        ("△12.5", -12_500_000, 5),
        ("▲ 12.5", -12_500_000, 5),
        ("2,582.80-", -2_582_800_000, 4),
        // A unit in the cell goes before the column's.
        ("1,234.50元", 123_450, 0),
        ("４８３.２９ 万元", 483_290_000, 4),
        ("-0.5亿", -5_000_000_000, 9),
        ("0", 0, 6),
    ];
    for (text, expected, quantum) in wan {
        assert_eq!(
            fen(Cell::text(text), Unit::Wan),
            (expected, quantum),
            "{text}"
        );
    }
    assert_eq!(
        fen(Cell::text("16514577.77"), Unit::Yuan),
        (1_651_457_777, 0)
    );
    assert_eq!(
        fen(Cell::text("0.005"), Unit::Yuan),
        (1, 0),
        "half-up, at least 1 分"
    );
    assert_eq!(fen(Cell::Number(440.135_578), Unit::Wan), (440_135_578, 0));
    assert_eq!(
        fen(Cell::Number(1e-7), Unit::Yi),
        (1_000, 3),
        "no exponent form"
    );
}

#[test]
fn number_cells_take_the_precision_of_their_column() {
    let amount = amount(&Cell::Number(440.1), Unit::Wan, 6).unwrap().unwrap();
    assert_eq!(
        (amount.money.fen(), amount.quantum),
        (440_100_000, Quantum::FEN)
    );
    assert_eq!(places(&Cell::Number(440.135_578)), Some(6));
    assert_eq!(places(&Cell::Number(4400.0)), Some(0));
    assert_eq!(places(&Cell::text("1.25")), None);
}

#[test]
fn what_is_no_amount_is_refused_and_blank_is_missing() {
    for text in [
        "1,2OO.00", "12,34", "1.2.3", "abc", "12-3", "1,23,456", "-5-", "(5-)",
    ] {
        assert!(amount(&Cell::text(text), Unit::Yuan, 0).is_err(), "{text}");
    }
    for text in ["", "  ", "　", "-", "—", "N/A"] {
        assert_eq!(
            amount(&Cell::text(text), Unit::Yuan, 0),
            Ok(None),
            "{text:?}"
        );
    }
    assert!(amount(&Cell::Number(1e30), Unit::Yuan, 0).is_err());
    assert!(amount(&Cell::text("99999999999"), Unit::Yi, 0).is_err());
    assert!(amount(&Cell::Number(f64::NAN), Unit::Yuan, 0).is_err());
}

#[test]
fn dates_in_every_style() {
    let expected = Day::new(2026, 10, 31).unwrap();
    for text in [
        "2026-10-31",
        "2026/10/31",
        "2026.10.31",
        "20261031",
        "2026年10月31日",
        "２０２６年１０月３１日",
        "二〇二六年十月三十一日",
        "2026-10-31 00:00:00",
        "2026-10-31T08:00:00",
        "2026-10",
        "2026年10月",
        "2026年10月末",
        "2026年10月底",
    ] {
        assert_eq!(day(&Cell::text(text), false), Ok(Some(expected)), "{text}");
    }
    assert_eq!(day(&Cell::Number(46_326.0), false), Ok(Some(expected)));
    assert_eq!(
        day(&Cell::Number(46_326.0 - 1462.0), true),
        Ok(Some(expected))
    );
    assert_eq!(day(&Cell::Number(20_261_031.0), false), Ok(Some(expected)));
    assert_eq!(
        day(&Cell::Number(59.0), false).unwrap(),
        Day::new(1900, 2, 28)
    );
    assert_eq!(
        day(&Cell::text("1995年02月05日"), false).unwrap(),
        Day::new(1995, 2, 5)
    );
    assert_eq!(written_day("二〇二〇年二十月十日"), None);
    for text in ["2026-02-30", "31-10-2026", "昨天", "10/31", "2026-13-01"] {
        assert!(day(&Cell::text(text), false).is_err(), "{text}");
    }
}

#[test]
fn labels() {
    assert_eq!(currency("人民币"), Some("CNY"));
    assert_eq!(currency(" usd "), Some("USD"));
    assert_eq!(currency("贝壳"), None);
    assert_eq!(
        classification("关注类"),
        Some(Classification::SpecialMention)
    );
    assert_eq!(classification("好"), None);
    assert_eq!(
        jobs("董事长/董事、 董事长，总经理"),
        ["董事长", "董事", "总经理"]
    );
    assert_eq!(
        text(&Cell::text(" 示例（集团）公司　")),
        Ok(Some("示例（集团）公司".into()))
    );
    assert_eq!(key(&Cell::text("ｋｈ 1０")), Ok(Some("KH10".into())));
    assert_eq!(
        key(&Cell::Number(6_212_623_347_235_064.0)),
        Ok(Some("6212623347235064".into()))
    );
    assert_eq!(
        rate(&Cell::text("3.8403%"), false)
            .unwrap()
            .unwrap()
            .to_string(),
        "3.8403"
    );
    assert_eq!(
        rate(&Cell::Number(0.0345), true)
            .unwrap()
            .unwrap()
            .to_string(),
        "3.4500"
    );
    assert_eq!(key(&Cell::text("'6212")), Ok(Some("6212".into())));
    assert!(key(&Cell::text("6.21262E+15")).is_err());
    assert!(key(&Cell::Number(6_212_623_347_235_064_123.0)).is_err());
    assert_eq!(count(&Cell::text("15天")), Ok(Some(15)));
    assert!(count(&Cell::Number(1.5)).is_err() && count(&Cell::text("-3")).is_err());
}

proptest! {
    #[test]
    fn no_text_makes_a_parser_panic(text in any::<String>()) {
        let cell = Cell::text(text.clone());
        let _ = (amount(&cell, Unit::Wan, 2), day(&cell, false), rate(&cell, true), count(&cell), key(&cell));
        let _ = (currency(&text), classification(&text), jobs(&text));
    }

    #[test]
    fn no_number_makes_a_parser_panic(number in any::<f64>()) {
        let cell = Cell::Number(number);
        let _ = (amount(&cell, Unit::Yi, 2), day(&cell, false), rate(&cell, true), count(&cell), text(&cell));
    }

    #[test]
    fn written_amounts_come_back(fen in -LARGEST_FEN..LARGEST_FEN) {
        let written = Money::from_fen(fen).to_string();
        let read = amount(&Cell::text(written), Unit::Yuan, 0).unwrap().unwrap();
        prop_assert_eq!(read, Amount::exact(Money::from_fen(fen)));
    }

    #[test]
    fn number_cells_in_wan_are_exact_to_the_fen(fen in -1_000_000_000_000i64..1_000_000_000_000) {
        let wan: f64 = Decimal::new(fen, 6).to_string().parse().unwrap();
        let read = amount(&Cell::Number(wan), Unit::Wan, 6).unwrap().unwrap();
        prop_assert_eq!(read.money.fen(), fen);
    }

    #[test]
    fn days_come_back(offset in 0i64..100_000) {
        let expected = Day::new(1900, 3, 1).unwrap().plus_days(offset);
        prop_assert_eq!(day(&Cell::text(expected.to_string()), false), Ok(Some(expected)));
        prop_assert_eq!(day(&Cell::Number(offset as f64 + 61.0), false), Ok(Some(expected)));
    }
}
