//! Tables as people build them.

mod printed;

use super::stated::day_stated;
use super::*;
use crate::intake::reader::{Limits, Merge, read_here};
use crate::money::Amount;

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
        (stated.cell.as_str(), stated.sum.fen()),
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

fn refusal(rows: &[&[&str]]) -> Error {
    recognised(rows, Hints::default()).unwrap_err()
}

/// A row of units under the header speaks for each column, a row of column numbers for none.
#[test]
fn units_and_numbers_under_the_header_are_no_data() {
    let table = recognised(
        &[
            &["数据日期：2026-10-31"],
            &["账户编号", "客户编号", "当期余额", "月日均", "年日均"],
            &["", "", "（万元）", "元", "（亿元）"],
            &["(1)", "(2)", "(3)", "(4)", "(5)"],
            &["A1", "K1", "458.98", "4589836.74", "0.05"],
        ],
        Hints::default(),
    )
    .unwrap();
    let [row] = deposits(&table) else {
        panic!("{:?}", table.rows);
    };
    let amounts = row.record.as_ref().unwrap().amounts;
    let fen = |amount: Option<Amount>| amount.unwrap().money.fen();
    assert_eq!(fen(amounts.point), 458_980_000);
    assert_eq!(fen(amounts.month_average), 458_983_674);
    assert_eq!(fen(amounts.year_average), 500_000_000);
    assert_eq!(table.header_row, 3);
}

/// A client may be called 某某合计, a group's sum never is a client's.
#[test]
fn a_groups_own_sum_is_no_data() {
    let table = recognised(
        &[
            &["数据日期：2026-10-31", "", "", "单位：元"],
            &["客户名称", "客户编号", "账户编号", "当期余额"],
            &["合计通商贸有限公司", "K1", "A1", "100.00"],
            &["科技园支行 小计", "", "", "100.00"],
        ],
        Hints::default(),
    )
    .unwrap();
    assert_eq!(deposits(&table).len(), 1);
}

#[test]
fn days_that_contradict_are_asked_for_and_a_titles_only_day_is_taken() {
    let below: &[&[&str]] = &[
        &["账户编号", "客户编号", "当期余额(元)"],
        &["A1", "K1", "1.00"],
    ];
    let with = |titles: &[&'static [&'static str]]| -> Vec<&'static [&'static str]> {
        titles
            .iter()
            .copied()
            .chain(below.iter().copied())
            .collect()
    };
    for titles in [
        with(&[&["数据日期：2026-09-30", "截至2026-10-31"]]),
        with(&[
            &["2026年10月31日较2026年9月30日"],
            &["报表日期：2026-11-03"],
        ]),
        with(&[&["存款余额表 2026-10-31"], &["统计日期：2026-11-03"]]),
    ] {
        let refused = refusal(&titles);
        assert_eq!(refused.code, Code::NoDate);
        assert!(
            refused.message.contains("2026-10-31"),
            "{}",
            refused.message
        );
        let chosen = Hints {
            as_of: Day::new(2026, 10, 31),
            ..Hints::default()
        };
        assert_eq!(recognised(&titles, chosen).unwrap().as_of, chosen.as_of);
    }
    let titled = with(&[
        &["对公存款余额表（2026年10月31日）"],
        &["打印日期：2026-11-02"],
    ]);
    let table = recognised(&titled, Hints::default()).unwrap();
    assert_eq!(table.as_of, Day::new(2026, 10, 31));
    assert!(table.notes[0].contains("取自标题"), "{:?}", table.notes);
}

/// Beside a currency stands the amount in it; what is converted is in 人民币, whatever the account is in.
#[test]
fn an_amount_is_of_its_own_currency() {
    let read = |header: &'static [&'static str], row: &'static [&'static str]| {
        let rows = [&["数据日期：2026-10-31", "单位：元"][..], header, row];
        let table = recognised(&rows, Hints::default()).unwrap();
        let record = deposits(&table)[0].record.clone().unwrap();
        (record.currency, record.amounts.point.unwrap().money.fen())
    };
    let both = read(
        &["账户编号", "客户编号", "币种", "折人民币余额", "原币余额"],
        &["A1", "K1", "美元", "440.14", "61.99"],
    );
    assert_eq!(both, ("USD".into(), 6_199));
    let converted = read(
        &["账户编号", "客户编号", "币种", "折人民币余额"],
        &["A1", "K1", "美元", "440.14"],
    );
    assert_eq!(converted, ("CNY".into(), 44_014));
    let own = read(
        &["账户编号", "客户编号", "币种", "余额", "折人民币余额"],
        &["A1", "K1", "美元", "61.99", "440.14"],
    );
    assert_eq!(own, ("USD".into(), 6_199));
}

fn of_cells(header: &[&str], rows: &[&[Cell]]) -> Workbook {
    let mut sheet = sheet(&[&["数据日期：2026-10-31", "单位：元"], header]);
    for (row, cells) in (2..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            assert!(sheet.push(Place { row, column }, cell.clone()));
        }
    }
    Workbook {
        file_name: "x.xlsx".into(),
        sha256: String::new(),
        file_sha256: String::new(),
        sheets: vec![sheet],
    }
}

/// Excel puts a zero where it has no digit: such a number is of no account.
#[test]
fn numbers_that_a_spreadsheet_rounded_are_refused() {
    let row = |account: f64| [Cell::Number(account), Cell::text("K1"), Cell::Number(5.0)];
    let read = |accounts: &[f64]| {
        let rows: Vec<[Cell; 3]> = accounts.iter().map(|account| row(*account)).collect();
        let rows: Vec<&[Cell]> = rows.iter().map(|row| &row[..]).collect();
        let workbook = of_cells(&["账户编号", "客户编号", "当期余额"], &rows);
        let table = recognise(&workbook, Hints::default()).unwrap();
        let rows = deposits(&table).iter();
        rows.map(|row| row.record.is_ok()).collect::<Vec<_>>()
    };
    let rounded = [6_200_900_000_005_060.0, 6_200_900_000_005_070.0];
    assert_eq!(read(&rounded), [false, false]);
    // Another program keeps all 16, and some end in a zero.
    let kept = [6_200_900_000_005_064.0, 6_200_900_000_005_070.0];
    assert_eq!(read(&kept), [true, true]);
    assert_eq!(read(&rounded[..1]), [true]);
}

#[test]
fn a_small_rate_among_per_cents_is_asked_about() {
    let row = |loan: &str, rate: f64| {
        let number = Cell::Number;
        [
            Cell::text(loan),
            Cell::text("K1"),
            number(5.0),
            number(rate),
        ]
    };
    let rows = [row("J1", 4.4), row("J2", 0.0459)];
    let rows: Vec<&[Cell]> = rows.iter().map(|row| &row[..]).collect();
    let workbook = of_cells(&["借据号", "客户编号", "贷款余额", "年利率"], &rows);
    let table = recognise(&workbook, Hints::default()).unwrap();
    let Rows::Loans(loans) = &table.rows else {
        panic!("loans");
    };
    assert!(loans[0].record.is_ok());
    let problem = &loans[1].record.as_ref().unwrap_err()[0];
    assert_eq!(problem.cell, "D4");
    assert!(problem.reason.contains("4.59%"), "{}", problem.reason);
}

/// Tables side by side are each their own, and each knows the titles above.
#[test]
fn tables_side_by_side_come_apart() {
    let titles: &[&str] = &[
        "存贷款明细 数据日期：2026-10-31",
        "",
        "",
        "",
        "",
        "",
        "",
        "单位：元",
    ];
    let beside = sheet(&[
        titles,
        &[
            "客户编号",
            "账户编号",
            "存款余额",
            "",
            "客户编号",
            "借据号",
            "贷款余额",
        ],
        &["K1", "A1", "1.00", "", "K2", "J2", "200.00"],
        &["K3", "A3", "3.00", "", "K4", "J4", "400.00"],
    ]);
    let parts = tables_of(beside.clone());
    let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["Sheet1（A–C 列）", "Sheet1（E–G 列）"]);
    let read = |sheet: &Sheet| {
        let workbook = Workbook {
            file_name: "x.xlsx".into(),
            sha256: String::new(),
            file_sha256: String::new(),
            sheets: vec![sheet.clone()],
        };
        recognise(&workbook, Hints::default()).unwrap()
    };
    assert_eq!(deposits(&read(&parts[0])).len(), 2);
    let loans = read(&parts[1]);
    assert_eq!(
        (loans.kind(), loans.as_of),
        (Kind::Loans, Day::new(2026, 10, 31))
    );
    let one = sheet(&[
        &["客户编号", "客户名称", "", "管户客户经理"],
        &["K1", "甲", "", "林晓"],
    ]);
    assert_eq!(tables_of(one.clone()), [one]);
    // Who holds the account beside the client it is of, with and without a gap.
    let wide = sheet(&[
        &[
            "客户编号",
            "客户名称",
            "管户客户经理",
            "",
            "户名",
            "账号",
            "余额(元)",
        ],
        &["K1", "甲", "林晓", "", "甲公司", "A1", "1.00"],
    ]);
    assert_eq!(tables_of(wide.clone()), [wide]);
}

/// A cell merged over rows speaks for each of them, but for an amount.
#[test]
fn a_merged_cell_speaks_for_its_rows() {
    let mut merged = sheet(&[
        &["客户编号", "账户编号", "存款余额(元)", "数据日期"],
        &["K1", "A1", "1.00", "2026-10-31"],
        &["", "A2", "", "2026-10-31"],
        &["K2", "A3", "3.00", "2026-10-31"],
    ]);
    let over = |column, first, last| Merge {
        first: Place { row: first, column },
        last: Place { row: last, column },
    };
    merged.merges = vec![over(0, 1, 2), over(2, 1, 2)];
    let parts = tables_of(merged);
    let row = parts[0].row_numbered(3).unwrap();
    assert_eq!(*row.get(0), Cell::text("K1"));
    assert_eq!(*row.get(2), Cell::Empty);
}

/// What a number format shows as 1.2345 under 万元 is 12,345 in its cell: the unit is asked for.
#[test]
fn amounts_shown_smaller_than_they_are_need_a_unit_from_the_user() {
    let bytes = {
        let mut made = rust_xlsxwriter::Workbook::new();
        let sheet = made.add_worksheet();
        let shown = rust_xlsxwriter::Format::new().set_num_format("0!.0000");
        for (column, text) in (0..).zip(["账户编号", "客户编号", "当期余额(万元)"]) {
            sheet.write(0, column, text).unwrap();
        }
        sheet.write(1, 0, "A1").unwrap();
        sheet.write(1, 1, "K1").unwrap();
        sheet.write_with_format(1, 2, 12_345, &shown).unwrap();
        made.save_to_buffer().unwrap()
    };
    let workbook = read_here("x.xlsx", &bytes, &Limits::default()).unwrap();
    let mut hints = Hints {
        as_of: Day::new(2026, 10, 31),
        ..Hints::default()
    };
    let refused = recognise(&workbook, hints).unwrap_err();
    assert_eq!(refused.context["missing"], "unit");
    hints.unit = Some(Unit::Yuan);
    let table = recognise(&workbook, hints).unwrap();
    let record = deposits(&table)[0].record.as_ref().unwrap();
    assert_eq!(record.amounts.point.unwrap().money.fen(), 1_234_500);
}

/// What a filter hides is in the file all the same: it is taken, and told.
#[test]
fn rows_that_are_not_shown_are_told_of() {
    let bytes = {
        let mut made = rust_xlsxwriter::Workbook::new();
        let sheet = made.add_worksheet();
        let rows = [
            ["客户编号", "客户名称", "管户客户经理"],
            ["K1", "甲", "林晓"],
            ["K2", "乙", "林晓"],
        ];
        for (at, row) in (0..).zip(rows) {
            sheet.write_row(at, 0, row).unwrap();
        }
        sheet.set_row_hidden(2).unwrap();
        made.save_to_buffer().unwrap()
    };
    let workbook = read_here("x.xlsx", &bytes, &Limits::default()).unwrap();
    let table = recognise(&workbook, Hints::default()).unwrap();
    let Rows::Clients(clients) = &table.rows else {
        panic!("clients");
    };
    assert_eq!(clients.len(), 2);
    assert!(table.notes[0].contains("1 行被隐藏"), "{:?}", table.notes);
}
