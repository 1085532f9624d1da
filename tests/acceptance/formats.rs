//! Formats beside .xlsx and .csv through the command line, and what a folder or a workbook of several tables
//! stands for.

use std::fs;

use serde_json::json;

use crate::harness::Desk;
use crate::intake::{CLIENTS, OCTOBER, counts, fixture, import, is_for_the_user, rejected_cells};

/// Everything but the name: the cells, their addresses, the sums.
#[test]
fn an_old_workbook_is_read_as_the_new_one() {
    let desk = Desk::with_vault();
    for (old, new) in [("clients.xls", CLIENTS), ("deposits-2026-10.xls", OCTOBER)] {
        let mut planned = import(&desk, old, &["--dry-run"]);
        let same = import(&desk, new, &["--dry-run"]);
        assert_eq!(planned["file"], old);
        planned["file"] = same["file"].clone();
        assert_eq!(planned, same, "{old}");
    }
    assert_eq!(counts(&import(&desk, "clients.xls", &[]))[..3], [70, 0, 0]);
    assert_eq!(counts(&import(&desk, CLIENTS, &[]))[..3], [0, 0, 70]);
}

/// As a core system “exports Excel”: GB18030, titles outside the table, a heading over two columns, a login
/// that has expired.
#[test]
fn a_web_page_that_calls_itself_a_workbook_is_read() {
    let page = "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"></head><body>\
        <p>存款余额表 数据日期：2026-10-31</p><table><tr><td>单位：万元</td></tr></table><table border=1>\
        <tr><th rowspan=2>账户编号<th rowspan=2>客户编号<th rowspan=2>储种<th colspan=2>余额</tr>\
        <tr><th>当期<th>年初</tr>\
        <tr><td>6200900000000901<td>KH900000<td>单位活期存款<td>1,234.50<td>&nbsp;</tr>\
        <tr><td>6200900000000902<td>KH900000<td>单位活期存款<td>12,34<td>0</tr></table></body></html>";
    let (bytes, _, _) = encoding_rs::GB18030.encode(page);
    let desk = Desk::with_vault();
    import(&desk, CLIENTS, &[]);
    fs::write(desk.path("存款.xls"), &bytes).expect("a file");
    let imported = &desk.json(["import", "存款.xls"])[0];
    assert_eq!((counts(imported)[0], counts(imported)[4]), (1, 1));
    assert_eq!(imported["control"]["own"], "12345000.00");
    assert_eq!(rejected_cells(imported), ["D6"]);
    fs::write(desk.path("断.xls"), &bytes[..bytes.len() - 60]).expect("a file");
    let cut = desk.run(["import", "断.xls"]).refusal(3);
    assert_eq!(cut.context["reason"], "damaged");
    assert!(is_for_the_user(&cut.message), "{}", cut.message);
}

/// A folder of clients and of what hangs on them, the latter first by name; deposits beside loans in one
/// workbook.
#[test]
fn a_folder_and_a_workbook_of_several_tables_are_imported_in_order() {
    let desk = Desk::with_vault();
    let folder = desk.path("月报");
    fs::create_dir(&folder).expect("a folder");
    fs::write(folder.join("a.xml"), both_tables()).expect("a file");
    fs::copy(fixture(CLIENTS), folder.join("b.xlsx")).expect("a copy");
    fs::write(folder.join("~$b.xlsx"), b"open elsewhere").expect("a file");
    let imported = desk.json(["import", "月报", "--dry-run"]);
    let names = ["a（存款）.xml", "a（贷款）.xml", "b.xlsx"];
    let kinds = ["deposits", "loans", "clients"];
    for (at, (name, kind)) in names.iter().zip(kinds).enumerate() {
        assert_eq!(
            (&imported[at]["file"], &imported[at]["kind"]),
            (&json!(name), &json!(kind))
        );
    }
    assert_eq!(
        (counts(&imported[0])[0], counts(&imported[0])[5]),
        (1, 0),
        "its client is in the file beside it"
    );
    let imported = desk.json(["import", "月报"]);
    let new = |at: usize| counts(&imported[at])[0];
    assert_eq!((new(0), new(1), new(2)), (1, 1, 70), "clients went first");
    let only = desk.json(["import", "月报/a.xml", "--kind", "loans"]);
    assert_eq!(only.as_array().map(Vec::len), Some(1));
    assert_eq!(
        (&only[0]["file"], counts(&only[0])[2]),
        (&json!("a.xml"), 1)
    );
    let empty = desk.path("空");
    fs::create_dir(&empty).expect("a folder");
    let refused = desk.run(["import", "空"]).refusal(3);
    assert_eq!(refused.code, "not_found");
    assert!(is_for_the_user(&refused.message), "{}", refused.message);
}

/// An XML spreadsheet of 2003 with a deposit and a loan of the first client.
fn both_tables() -> String {
    let sheet = |name: &str, rows: &[&[&str]]| {
        let cell = |text: &&str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
        let row = |cells: &&[&str]| {
            let cells: String = cells.iter().map(cell).collect();
            format!("<Row>{cells}</Row>")
        };
        let rows: String = rows.iter().map(row).collect();
        format!("<Worksheet ss:Name=\"{name}\"><Table>{rows}</Table></Worksheet>")
    };
    let (day, unit) = ("数据日期：2026-10-31", "单位：元");
    let deposits = sheet(
        "存款",
        &[
            &["存款余额表", day, unit],
            &["账户编号", "客户编号", "储种", "当期余额"],
            &["6200900000000901", "KH900000", "单位活期存款", "1,234.50"],
        ],
    );
    let loans = sheet(
        "贷款",
        &[
            &["贷款余额表", day, unit],
            &["借据号", "客户编号", "业务品种", "贷款余额", "到期日"],
            &[
                "JJ900000901",
                "KH900000",
                "流动资金贷款",
                "500,000.00",
                "2027-03-31",
            ],
        ],
    );
    format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{deposits}{loans}</Workbook>"
    )
}

#[test]
fn columns_that_are_not_imported_are_named() {
    let desk = Desk::with_vault();
    let list = "客户编号,客户名称,管户客户经理,内部备注\nKX0009,示例备注有限公司,林晓,x\n";
    fs::write(desk.path("客户.csv"), list).expect("a file");
    let imported = desk.json(["import", "客户.csv", "--dry-run"]);
    assert_eq!(counts(&imported[0])[0], 1);
    assert_eq!(imported[0]["ignored_columns"], json!(["内部备注"]));
    let clients = import(&desk, CLIENTS, &["--dry-run"]);
    assert_eq!(clients["ignored_columns"], json!([]));
}
