//! Tables as banks print them: by client and not by account, in groups, on pages with a total each.
use super::*;
use crate::intake::record::{DepositRecord, Stated};
use crate::ledger::client_total;

fn deposits(table: &Table) -> Vec<(u32, std::result::Result<&DepositRecord, &str>)> {
    let Rows::Deposits(rows) = &table.rows else {
        panic!("deposits")
    };
    let rows = rows.iter().map(|row| {
        let record = row.record.as_ref();
        (
            row.number,
            record.map_err(|problems| problems[0].reason.as_str()),
        )
    });
    rows.collect()
}

fn day() -> Hints {
    Hints {
        as_of: Day::new(2026, 10, 31),
        unit: Some(Unit::Yuan),
        kind: None,
    }
}

fn refusal(rows: &[&[&str]], hints: Hints) -> String {
    let refused = recognised(rows, hints).unwrap_err();
    assert_eq!(
        refused.context.get("missing").map(String::as_str),
        Some("columns")
    );
    refused.message
}

const BY_CLIENT: &[&[&str]] = &[
    &["客户编号", "客户名称", "产品", "存款余额", "月日均"],
    &["K1", "示例甲有限公司", "活期", "100.00", "90.00"],
    &["K2", "示例乙有限公司", "活期", "50.00", "40.00"],
    &["合计", "", "", "150.00"],
];

#[test]
fn balances_of_clients_are_totals_and_the_table_says_so() {
    let table = recognised(BY_CLIENT, day()).unwrap();
    let rows = deposits(&table);
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter()
            .all(|(_, record)| record.unwrap().account == client_total::LABEL)
    );
    assert_eq!(table.notes, [by_client::NOTE]);
    assert_eq!(table.subject_column, "A");
}

#[test]
fn what_may_be_accounts_is_asked_for_before_a_table_is_read_by_client() {
    let with = |heading: &str, first: &str, second: &str| {
        let rows: [&[&str]; 3] = [
            &["客户名称", heading, "存款余额"],
            &["示例甲有限公司", first, "100.00"],
            &["示例乙有限公司", second, "50.00"],
        ];
        recognised(&rows, day())
    };
    for (heading, first, second) in [
        ("卡号", "6222020200112345064", "6222020200112345065"),
        ("No.", "6222 0202 0011", "6222 0202 0012"),
        ("存折", "BJ10015064", "BJ10015065"),
    ] {
        let refused = with(heading, first, second).unwrap_err();
        assert!(refused.message.contains(heading), "{}", refused.message);
    }
    for (heading, first, second) in [
        ("去年余额", "12345678", "23456789"),
        ("开户日", "2020-01-05", "2021-03-06"),
        ("机构号", "10015064", "10015064"),
        ("单位名称", "10015064", "10015065"),
        ("备注", "基本户", ""),
    ] {
        assert!(with(heading, first, second).is_ok(), "{heading}");
    }
}

#[test]
fn a_column_of_numbers_is_no_account_where_the_user_says_so() {
    let workbook = Workbook {
        file_name: "x.xlsx".into(),
        sha256: String::new(),
        file_sha256: String::new(),
        sheets: vec![sheet(&[
            &["客户名称", "内码", "存款余额"],
            &["示例甲有限公司", "10015064", "100.00"],
        ])],
    };
    let layout = Layout::find(&workbook, None, None).unwrap();
    assert!(layout.read(&workbook, day(), &Choices::new()).is_err());
    let said = |field| Choices::from([(1, field)]);
    let by_client = layout.read(&workbook, day(), &said(None)).unwrap().table;
    assert_eq!(
        deposits(&by_client)[0].1.unwrap().account,
        client_total::LABEL
    );
    let by_account = layout
        .read(&workbook, day(), &said(Some(Field::Account)))
        .unwrap();
    assert_eq!(
        deposits(&by_account.table)[0].1.unwrap().account,
        "10015064"
    );
    assert_eq!(by_account.table.notes, Vec::<String>::new());
}

#[test]
fn loans_of_clients_ask_for_their_numbers_and_a_list_of_clients_stays_one() {
    for headings in [
        ["客户编号", "客户名称", "贷款余额"],
        ["客户编号", "借款人", "余额"],
        ["五级分类", "客户名称", "余额"],
    ] {
        let refused = refusal(&[&headings, &["正常", "示例甲有限公司", "100.00"]], day());
        assert!(refused.contains("借据号"), "{refused}");
    }
    let titled = refusal(
        &[
            &["对公贷款客户余额表"],
            &["客户编号", "客户名称", "余额"],
            &["K1", "示例甲有限公司", "100.00"],
        ],
        day(),
    );
    assert!(titled.contains("借据号"), "{titled}");
    let list = recognised(
        &[
            &["客户编号", "客户名称", "所属行业", "存款余额"],
            &["K1", "示例甲有限公司", "制造业", "100.00"],
        ],
        Hints::default(),
    );
    assert_eq!(list.unwrap().kind(), Kind::Clients);
    let both = recognised(
        &[
            &["客户编号", "客户名称", "贷款余额", "存款余额"],
            &["K1", "示例甲有限公司", "7.00", "100.00"],
        ],
        day(),
    )
    .unwrap();
    let record = deposits(&both)[0].1.unwrap();
    assert_eq!(record.amounts.point.unwrap().money.fen(), 10_000);
}

#[test]
fn a_balance_of_which_nothing_says_what_it_is_is_asked_for() {
    let bare: &[&[&str]] = &[
        &["客户编号", "客户名称", "余额"],
        &["K1", "示例甲有限公司", "100.00"],
    ];
    assert!(refusal(bare, day()).contains("内容种类"));
    let said = Hints {
        kind: Some(Kind::Deposits),
        ..day()
    };
    assert_eq!(deposits(&recognised(bare, said).unwrap()).len(), 1);
    let loans = Hints {
        kind: Some(Kind::Loans),
        ..day()
    };
    assert!(refusal(bare, loans).contains("借据号"));
    let named: &[&[&str]] = &[&["名称", "存款余额"], &["活期", "100.00"]];
    assert!(
        recognised(named, day()).is_err(),
        "of products, not of clients"
    );
}

/// A ledger whose rows are balances and whose totals are marked by 合计.
fn with_totals(cells: &[(&str, &str)]) -> (Option<Stated>, Vec<String>) {
    let mut rows: Vec<Vec<String>> =
        vec![["账户编号", "客户编号", "余额"].map(str::to_owned).to_vec()];
    for (at, (word, amount)) in cells.iter().enumerate() {
        let account = match *word {
            "" => format!("A{at}"),
            word => word.to_owned(),
        };
        rows.push(vec![account, "K1".into(), (*amount).to_owned()]);
    }
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let table = recognised(&rows, day()).unwrap();
    (table.stated, table.notes)
}

#[test]
fn the_totals_of_pages_are_held_against_their_pages() {
    let stated = |cells: &[(&str, &str)]| {
        let (stated, notes) = with_totals(cells);
        let stated = stated.unwrap();
        (stated.cell, stated.sum.fen(), notes.len())
    };
    let pages = [
        ("", "100.00"),
        ("合计", "100.00"),
        ("", "40.00"),
        ("", "60.00"),
        ("合计", "100.00"),
    ];
    assert_eq!(
        stated(&pages),
        ("C6".into(), 20_000, 0),
        "two pages that happen to be equal"
    );
    let mut whole = pages.to_vec();
    whole.push(("总计", "200.00"));
    assert_eq!(stated(&whole), ("C7".into(), 20_000, 0));
    let same_name = [
        ("", "100.00"),
        ("合计", "100.00"),
        ("", "40.00"),
        ("合计", "40.00"),
        ("合计", "140.00"),
    ];
    assert_eq!(stated(&same_name), ("C6".into(), 14_000, 0));
    // The last page has the total of all and none of its own.
    let on_last_page = [
        ("", "100.00"),
        ("合计", "100.00"),
        ("", "40.00"),
        ("合计", "140.00"),
    ];
    assert_eq!(stated(&on_last_page), ("C5".into(), 14_000, 0));
    let carried_over = [
        ("", "1.00"),
        ("合计", "1.00"),
        ("", "2.00"),
        ("合计", "3.00"),
        ("", "4.00"),
        ("合计", "7.00"),
    ];
    assert_eq!(stated(&carried_over), ("C7".into(), 700, 0));
    let alone = [
        ("", "100.00"),
        ("小计", "100.00"),
        ("", "40.00"),
        ("合计", "139.00"),
    ];
    assert_eq!(
        stated(&alone),
        ("C5".into(), 13_900, 0),
        "a difference, as ever"
    );
}

#[test]
fn a_page_whose_total_is_not_that_of_its_rows_is_told_of() {
    let wrong_page = [
        ("", "100.00"),
        ("合计", "99.00"),
        ("", "40.00"),
        ("合计", "40.00"),
    ];
    let (stated, notes) = with_totals(&wrong_page);
    assert_eq!(
        stated.unwrap().sum.fen(),
        13_900,
        "and the file contradicts itself"
    );
    assert!(notes[0].contains("C3（相差 1.00 元）"), "{}", notes[0]);
    let mut mended_by_all = wrong_page.to_vec();
    mended_by_all.push(("合计", "140.00"));
    let (stated, notes) = with_totals(&mended_by_all);
    assert_eq!((stated.unwrap().sum.fen(), notes.len()), (14_000, 1));
    // Rows were lost: the pages add up to the total, and to more than the rows.
    let lost = [
        ("", "100.00"),
        ("合计", "150.00"),
        ("", "40.00"),
        ("合计", "40.00"),
        ("合计", "190.00"),
    ];
    let (stated, notes) = with_totals(&lost);
    assert_eq!((stated.unwrap().sum.fen(), notes.len()), (19_000, 1));
}

const GROUPED: &[&[&str]] = &[
    &["客户编号", "客户名称", "账户编号", "余额"],
    &["K1", "示例甲有限公司", "A1", "1.00"],
    &["", "", "A2", "2.00"],
    &["", "", "A3", "3.00"],
    &["K2", "示例乙有限公司", "A4", "4.00"],
    &["", "", "", "5.00"],
    &["合计", "", "", "15.00"],
    &["", "", "A6", "6.00"],
    &["K3", "示例丙有限公司", "A7", "7.00"],
];

#[test]
fn a_client_written_once_is_that_of_the_accounts_under_it() {
    let table = recognised(GROUPED, day()).unwrap();
    let clients: Vec<_> = deposits(&table)
        .into_iter()
        .map(|(row, record)| {
            (
                row,
                record.ok().and_then(|record| record.client.number.clone()),
            )
        })
        .collect();
    let of = |number: &str| Some(number.to_owned());
    assert_eq!(
        clients,
        [
            (2, of("K1")),
            (3, of("K1")),
            (4, of("K1")),
            (5, of("K2")),
            (6, None),
            (8, None),
            (9, of("K3"))
        ],
        "never without an account, never across a total"
    );
    assert_eq!(table.notes.len(), 1);
    assert!(
        table.notes[0].starts_with("有 2 行没有写客户"),
        "{}",
        table.notes[0]
    );
}

#[test]
fn a_forgotten_client_is_nobody_elses() {
    let missing = |rows: &[&[&str]]| {
        let table = recognised(rows, day()).unwrap();
        let rejected = deposits(&table)
            .iter()
            .filter(|(_, record)| record.is_err())
            .count();
        (rejected, table.notes.len())
    };
    let row_by_row: &[&[&str]] = &[
        GROUPED[0],
        &["K1", "示例甲有限公司", "A1", "1.00"],
        &["K1", "示例甲有限公司", "A2", "2.00"],
        &["", "", "A3", "3.00"],
    ];
    assert_eq!(missing(row_by_row), (1, 0));
    let half: &[&[&str]] = &[
        &["客户编号", "客户名称", "账户编号", "余额"],
        &["K1", "示例甲有限公司", "A1", "1.00"],
        &["", "示例甲有限公司", "A2", "2.00"],
    ];
    assert_eq!(missing(half), (0, 0), "by its name alone, as ever");
    let numbers_alone: &[&[&str]] = &[
        &["客户编号", "账户编号", "余额"],
        &["K1", "A1", "1.00"],
        &["", "A2", "2.00"],
    ];
    assert_eq!(missing(numbers_alone), (1, 0));
}

#[test]
fn a_rate_against_the_lpr_keeps_its_row() {
    let table = recognised(
        &[
            &["借据号", "客户编号", "贷款余额", "年利率%"],
            &["J1", "K1", "5.00", "1年期LPR+35BP"],
            &["J2", "K1", "5.00", "LPR-10bp（3.00%）"],
            &["J3", "K1", "5.00", "LPR上浮10%"],
            &["J4", "K1", "5.00", "3.45"],
            &["J5", "K1", "5.00", "面议"],
        ],
        day(),
    )
    .unwrap();
    let Rows::Loans(rows) = &table.rows else {
        panic!("loans")
    };
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            let record = row.record.as_ref().ok();
            let told = record.map(|record| crate::rate::written(record.rate, record.lpr));
            (told, row.warnings.len())
        })
        .collect();
    let of = |text: &str| Some(Some(text.to_owned()));
    assert_eq!(
        told,
        [
            (of("1年期LPR+35BP"), 0),
            (of("LPR-10BP(3.00%)"), 0),
            (Some(None), 1),
            (of("3.45"), 0),
            (None, 0)
        ]
    );
    assert_eq!(rows[2].warnings[0].cell, "D4");
}

#[test]
fn a_cell_with_several_people_is_several() {
    let table = recognised(
        &[
            &["客户编号", "姓名", "职务"],
            &["K1", "沈知衡、周予安", "财务经理"],
            &["K1", "林见微", "董事长/总经理"],
            &["K2", "许南乔、周予安", "董事长、总经理、财务总监"],
        ],
        Hints::default(),
    )
    .unwrap();
    let Rows::People(rows) = &table.rows else {
        panic!("people")
    };
    let people: Vec<usize> = rows
        .iter()
        .flat_map(|row| &row.record)
        .map(Vec::len)
        .collect();
    assert_eq!(people, [2, 1]);
    let problem = &rows[2].record.as_ref().unwrap_err()[0];
    assert_eq!(problem.cell, "B4");
    assert_eq!(table.notes, ["有 1 行在一格里写了几人，已分成 2 人"]);
}
