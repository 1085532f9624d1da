//! Tables as people build them.
use super::stated::day_stated;
use super::*;

fn sheet(rows: &[&[&str]]) -> Sheet {
    let mut sheet = Sheet::new("Sheet1");
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                assert!(sheet.push(Place { row, column }, Cell::text(*text)));
            }
        }
    }
    sheet
}

fn recognised(rows: &[&[&str]], hints: Hints) -> Result<Table> {
    let workbook = Workbook {
        file_name: "x.xlsx".into(),
        sha256: String::new(),
        file_sha256: String::new(),
        sheets: vec![sheet(rows)],
    };
    recognise(&workbook, hints)
}

const BALANCES: &[&[&str]] = &[
    &["对公存款余额表 数据日期：２０２６-10-31"],
    &["打印日期：2026-11-02", "", "", "单位：万元"],
    &["账户编号", "客户编号", "币种", "余额", "", "日均"],
    &["", "", "", "当期", "年初", "月日均", "年日均"],
    &["A1", "K1", "人民币", "1,200.50", "1.00", "2", "3"],
    &["A2", "K2", "人民币", "1,2OO.00", "1.00", "2", "3"],
    &["小计", "", "", "1.00"],
    &["合计", "", "", "1,200.50"],
    &["注：不含同业存款"],
];

#[test]
fn two_row_header_unit_date_total_and_note() {
    let table = recognised(BALANCES, Hints::default()).unwrap();
    assert_eq!(table.as_of, Day::new(2026, 10, 31));
    assert_eq!(
        (table.unit, table.header_row, table.subject_column.as_str()),
        (Some(Unit::Wan), 4, "A")
    );
    let stated = table.stated.unwrap();
    assert_eq!(
        (stated.cell.as_str(), stated.amount.money.fen()),
        ("D8", 1_200_500_000)
    );
    let Rows::Deposits(rows) = table.rows else {
        panic!("deposits")
    };
    assert_eq!(rows.len(), 2);
    let first = rows[0].record.as_ref().unwrap();
    assert_eq!(first.amounts.year_average.unwrap().money.fen(), 3_000_000);
    let problems = rows[1].record.as_ref().unwrap_err();
    assert_eq!(problems[0].cell, "D6");
    assert!(problems[0].reason.contains('O'), "{}", problems[0].reason);
}

#[test]
fn balances_need_a_day_and_a_unit_from_somewhere() {
    let bare: &[&[&str]] = &[&["借据号", "客户编号", "贷款余额"], &["J1", "K1", "5"]];
    let refused = recognised(
        bare,
        Hints {
            unit: Some(Unit::Yuan),
            ..Hints::default()
        },
    )
    .unwrap_err();
    assert_eq!(refused.code, Code::NoDate);
    let day = Day::new(2026, 10, 31);
    let refused = recognised(
        bare,
        Hints {
            as_of: day,
            ..Hints::default()
        },
    )
    .unwrap_err();
    assert_eq!(
        refused.context.get("missing").map(String::as_str),
        Some("unit")
    );
    let hinted = Hints {
        as_of: day,
        unit: Some(Unit::Wan),
        ..Hints::default()
    };
    assert_eq!(recognised(bare, hinted).unwrap().as_of, day);
    let export: &[&[&str]] = &[&["借据号", "客户编号", "贷款余额"], &["J1", "K1", "5.00"]];
    let table = recognised(
        export,
        Hints {
            as_of: day,
            ..Hints::default()
        },
    )
    .unwrap();
    assert_eq!((table.unit, table.notes.len()), (Some(Unit::Yuan), 1));
    let strange: &[&[&str]] = &[
        &["借据号", "客户编号", "贷款余额", "单位：吨"],
        &["J1", "K1", "5.00"],
    ];
    assert!(
        recognised(
            strange,
            Hints {
                as_of: day,
                ..Hints::default()
            }
        )
        .is_err()
    );
}

#[test]
fn the_file_wins_over_the_hints_and_says_so() {
    let hints = Hints {
        as_of: Day::new(2026, 9, 30),
        unit: Some(Unit::Yuan),
        kind: None,
    };
    let table = recognised(BALANCES, hints).unwrap();
    assert_eq!(
        (table.as_of, table.unit, table.notes.len()),
        (Day::new(2026, 10, 31), Some(Unit::Wan), 2)
    );
}

#[test]
fn other_kinds_and_no_tables_are_refused() {
    let wrong = recognised(
        BALANCES,
        Hints {
            kind: Some(Kind::Clients),
            ..Hints::default()
        },
    )
    .unwrap_err();
    assert_eq!(
        wrong.context.get("looks_like").map(String::as_str),
        Some("deposits")
    );
    let none = recognised(&[&["天气", "晴"], &["雨", "风"]], Hints::default()).unwrap_err();
    assert_eq!(
        none.context.get("missing").map(String::as_str),
        Some("header")
    );
    assert!(recognised(&[], Hints::default()).is_err());
}

#[test]
fn days_in_titles() {
    let expected = Day::new(2026, 10, 31);
    for text in [
        "余额表 数据日期：2026-10-31",
        "截至2026年10月31日止",
        "截止日期: 20261031",
        "截至二〇二六年十月三十一日",
    ] {
        assert_eq!(day_stated(text), expected, "{text}");
    }
    assert_eq!(day_stated("打印日期：2026-11-02"), None);
}

fn deposits(table: &Table) -> &[crate::intake::record::Row<crate::intake::record::DepositRecord>] {
    match &table.rows {
        Rows::Deposits(rows) => rows,
        _ => panic!("deposits"),
    }
}

/// Page by page, as printed: the header again, sums of pages, page marks, who made it.
#[test]
fn what_stands_between_and_below_the_pages_is_no_data() {
    let header: &[&str] = &["账户编号", "客户编号", "储种", "当期余额"];
    let table = recognised(
        &[
            &["数据日期：2026-10-31", "", "", "单位：元"],
            header,
            &["A1", "K1", "活期", "100.00"],
            &["", "本页小计", "", "100.00"],
            &["第 1 页 共 2 页"],
            header,
            &["A2", "K2", "活期", "50.00"],
            &["本页累计：", "", "", "150.00"],
            &["共2页"],
            &["合计（2 户）", "", "", "150.00"],
            &["制表：林晓", "", "复核：周予安", "打印时间：2026-11-02"],
        ],
        Hints::default(),
    )
    .unwrap();
    let numbers: Vec<u32> = deposits(&table).iter().map(|row| row.number).collect();
    assert_eq!(numbers, [3, 7]);
    assert_eq!(table.stated.unwrap().cell, "D10");
    assert_eq!(table.notes, Vec::<String>::new());
}

#[test]
fn a_cell_that_names_its_unit_is_read_in_it_and_noted() {
    let table = recognised(
        &[
            &["数据日期：2026-10-31"],
            &["账户编号", "客户编号", "当期余额"],
            &["A1", "K1", "１００.００"],
            &["A2", "K2", "483.29万元"],
            &["A3", "K3", "1,000元"],
        ],
        Hints::default(),
    )
    .unwrap();
    assert_eq!(table.unit, Some(Unit::Yuan));
    let rows = deposits(&table);
    let fen = |row: usize| {
        let record = rows[row].record.as_ref().unwrap();
        record.amounts.point.unwrap().money.fen()
    };
    assert_eq!([fen(0), fen(1), fen(2)], [10_000, 483_290_000, 100_000]);
    assert_eq!(rows[1].warnings[0].cell, "C4");
    assert!(rows[0].warnings.is_empty() && rows[2].warnings.is_empty());
}

#[test]
fn a_last_row_that_breaks_off_is_noted() {
    let rows: &[&[&str]] = &[
        &["客户编号", "客户名称", "管户客户经理"],
        &["K1", "甲", "林晓"],
        &["K2", "乙", "林晓"],
        &["K3", "丙", "林晓"],
        &["K4", "丁"],
    ];
    let table = recognised(rows, Hints::default()).unwrap();
    assert!(table.notes[0].contains("第 5 行"), "{:?}", table.notes);
    // Where others end early, too, a short last row is nothing.
    let mut others = rows.to_vec();
    others[2] = &["K2", "乙"];
    let table = recognised(&others, Hints::default()).unwrap();
    assert_eq!(table.notes, Vec::<String>::new());
}

/// Averages alone are taken, but not in silence.
#[test]
fn deposits_without_a_balance_say_so() {
    let table = recognised(
        &[
            &["数据日期：2026-10-31", "", "单位：元"],
            &["账户编号", "客户编号", "月日均"],
            &["A1", "K1", "1.00"],
        ],
        Hints::default(),
    )
    .unwrap();
    assert!(table.notes[0].contains("余额列"), "{:?}", table.notes);
}
