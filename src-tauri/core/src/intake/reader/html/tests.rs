use crate::error::{Error, Result};
use crate::intake::reader::{Cell, Limits, Reason, Sheet, Workbook, read_here};

fn read(page: impl AsRef<[u8]>) -> Result<Workbook> {
    read_here("余额.xls", page.as_ref(), &Limits::default())
}

/// Every cell of a sheet as `address=text`.
fn cells(sheet: &Sheet) -> Vec<String> {
    let row_cells = |row: crate::intake::reader::SheetRow<'_>| {
        let shown = row.cells().map(move |(column, cell)| match cell {
            Cell::Text(text) => format!("{}={text}", row.place(column)),
            other => panic!("{other:?}"),
        });
        shown.collect::<Vec<_>>()
    };
    sheet.rows().flat_map(row_cells).collect()
}

fn only(page: &str) -> Vec<String> {
    let book = read(page).unwrap();
    assert_eq!(book.sheets.len(), 1, "{:?}", book.sheets);
    cells(&book.sheets[0])
}

fn reason(error: &Error) -> &str {
    &error.context["reason"]
}

const TABLE: &str = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head>\
    <meta http-equiv=Content-Type content=\"text/html; charset=gb2312\">\
    <title>不是标题</title><style><!-- td {mso-number-format:\"\\@\";} --></style>\
    <script>document.write('<table><tr><td>1</td><td>2</td><td>3</td></tr></table>')</script></head>\
    <body><table border=1><tr><th>客户编号</th><th>客户名称</th><th>余额</th></tr>\
    <tr><td>KH1</td><td>&nbsp;示例&amp;精工&nbsp;</td><td align=right>1,234.50</td></tr></table></body></html>";
const CELLS: [&str; 6] = [
    "A1=客户编号",
    "B1=客户名称",
    "C1=余额",
    "A2=KH1",
    "B2=示例&精工",
    "C2=1,234.50",
];

#[test]
fn every_encoding_reads_the_same() {
    let (gb18030, _, _) = encoding_rs::GB18030.encode(TABLE);
    let wide: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [b"\xff\xfe", wide.as_slice()].concat();
    for bytes in [TABLE.as_bytes(), &gb18030, &marked] {
        let book = read(bytes).unwrap();
        assert_eq!(book.sheets[0].name, "余额");
        assert_eq!(cells(&book.sheets[0]), CELLS);
    }
}

#[test]
fn tags_that_nobody_closes_are_closed() {
    let page = "<table><tr><td>a<td>b<td>c<tr><td>1<td><b>2</b><i>3</i><td>4<br>5</table>";
    assert_eq!(
        only(page),
        ["A1=a", "B1=b", "C1=c", "A2=1", "B2=23", "C2=4\n5"]
    );
    // A table that does not end was cut off, and nobody knows what is missing.
    for cut in [
        "<table><td>a<td>b<td>c<tr><td>1<td>2<td>3",
        "<table><tr><td>x</td></tr",
    ] {
        assert_eq!(reason(&read(cut).unwrap_err()), Reason::Damaged.slug());
    }
}

#[test]
fn cells_stand_where_spans_leave_room() {
    let page = "<table>\
        <tr><td rowspan=2>账号<td colspan=2>余额<td rowspan=2>备注</tr>\
        <tr><td>当期<td>年初</tr>\
        <tr><td>1<td>2<td>3<td>4</tr></table>";
    let book = read(page).unwrap();
    assert_eq!(
        cells(&book.sheets[0]),
        [
            "A1=账号",
            "B1=余额",
            "D1=备注",
            "B2=当期",
            "C2=年初",
            "A3=1",
            "B3=2",
            "C3=3",
            "D3=4"
        ]
    );
    let merges: Vec<String> = (book.sheets[0].merges.iter())
        .map(|merge| format!("{}:{}", merge.first, merge.last))
        .collect();
    assert_eq!(merges, ["A1:A2", "B1:C1", "D1:D2"]);
}

#[test]
fn what_stands_above_a_table_stays_above_it() {
    let page = "<body><h3>存款余额表</h3>单位：万元\
        <table><tr><td>数据日期</td><td>2026-10-31</td></tr></table>\
        <table><caption>明细</caption><tr><td>a<td>b<td>c</tr></table>制表：示例</body>";
    assert_eq!(
        only(page),
        [
            "A1=存款余额表",
            "A2=单位：万元",
            "A3=数据日期",
            "B3=2026-10-31",
            "A4=明细",
            "A5=a",
            "B5=b",
            "C5=c"
        ]
    );
    // A small table that nothing comes after is one itself.
    assert_eq!(
        only("<table><tr><td>编号<td>名称<tr><td>1<td>2</table>"),
        ["A1=编号", "B1=名称", "A2=1", "B2=2"]
    );
}

#[test]
fn tables_in_tables_are_frames_or_text() {
    let frame = "<table><tr><td>菜单</td><td><p>存款</p>\
        <table><tr><td>a<td>b<td>c</tr><tr><td>1<td>2<td>3</tr></table></td></tr></table>\
        <table><tr><td>x<td>y<td>z</tr></table>";
    let book = read(frame).unwrap();
    let names: Vec<&str> = book
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names, ["余额", "表格2"]);
    assert_eq!(
        cells(&book.sheets[0]),
        [
            "A1=菜单",
            "B1=存款",
            "A2=a",
            "B2=b",
            "C2=c",
            "A3=1",
            "B3=2",
            "C3=3"
        ]
    );
    assert_eq!(cells(&book.sheets[1]), ["A1=x", "B1=y", "C1=z"]);
    let text = "<table><tr><td>a<td>b<td>c</tr>\
        <tr><td>1<td><table><tr><td>2<td>3</tr></table><td>4</tr><tr><td>5<td>6<td>7</tr></table>";
    assert_eq!(
        only(text),
        [
            "A1=a", "B1=b", "C1=c", "A2=1", "B2=2 3", "C2=4", "A3=5", "B3=6", "C3=7"
        ]
    );
}

#[test]
fn a_long_narrow_table_is_one() {
    let rows: String = (1..=60)
        .map(|row| format!("<tr><td>{row}<td>{row}</tr>"))
        .collect();
    let shown = only(&format!("<table>{rows}</table>"));
    assert_eq!(shown.len(), 120);
    assert_eq!(shown[119], "B60=60");
}

#[test]
fn a_page_without_a_table_is_refused() {
    let error = read("<html><body><form>登录已超时</form></body></html>").unwrap_err();
    assert_eq!(reason(&error), Reason::Html.slug());
    let error = read("MIME-Version: 1.0\r\n\r\n").unwrap_err();
    assert_eq!(reason(&error), Reason::WebArchive.slug());
}

#[test]
fn limits_refuse_with_their_reason() {
    let refused = |page: &str| reason(&read(page).unwrap_err()).to_owned();
    let attributes: String = (0..300).map(|at| format!(" a{at}=1")).collect();
    assert_eq!(
        refused(&format!("<table{attributes}>")),
        Reason::TagTooLong.slug()
    );
    let attributes: String = (0..40_000).map(|at| format!(" a{at}")).collect();
    assert_eq!(
        refused(&format!("<table{attributes}")),
        Reason::TagTooLong.slug()
    );
    assert_eq!(
        refused(&format!("<table><!--{}", "x".repeat(3 << 20))),
        Reason::TagTooLong.slug()
    );
    assert_eq!(
        refused(&"<table><tr><td>".repeat(40)),
        Reason::TooDeep.slug()
    );
    let inner = "<table><tr><td>1<td>2<td>3".to_owned() + &"<table>".repeat(40);
    assert_eq!(refused(&inner), Reason::TooDeep.slug());
    let long = format!("<table><td>{}", "x".repeat(200_000));
    assert_eq!(refused(&long), Reason::CellTooLong.slug());
    let far = format!(
        "<table><tr>{}<td>x<td>x<td>x",
        "<td colspan=1000>".repeat(3)
    );
    assert_eq!(refused(&far), Reason::ColumnTooFar.slug());
    let endless = "<table><tr>".to_owned() + &"<td>x".repeat(1_025);
    assert_eq!(refused(&endless), Reason::ColumnTooFar.slug());
    let tables = "<table><td>1<td>2<td>3</table>".repeat(300);
    assert_eq!(refused(&tables), Reason::TooManySheets.slug());
}

/// An image or a hidden field inside a tag may be long.
#[test]
fn a_long_attribute_is_no_long_tag() {
    let value = "x".repeat(300_000);
    let page = format!("<html><input type=hidden value=\"{value}\"><table><td>1<td>2<td>3</table>");
    assert_eq!(only(&page), ["A1=1", "B1=2", "C1=3"]);
}
