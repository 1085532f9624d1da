//! Clients: listed, found by every kind of word, shown as a dossier.

use serde_json::{Value, json};

use crate::harness::Desk;

const CLIENTS: &str = "客户编号,客户名称,统一社会信用代码,所属行业,管户客户经理,客户等级,法定代表人\n\
    K001,示例重庆银河精工有限公司,91000000DEM000014K,机械行业,林晓,战略客户,单雄\n\
    K002,示例新材料有限公司,91000000DEM000022E,化工行业,林晓,重点客户,曾敏\n\
    K003,示例供应链管理有限公司,91000000DEM0000309,,周予安,一般客户,\n\
    K004,示例同名有限公司,,,林晓,,\n\
    K005,示例同名有限公司,,,林晓,,\n";

const PEOPLE: &str = "客户编号,姓名,职务\nK001,沈知衡,董事长/董事\nK001,顾砚秋,财务总监\n";

const DEPOSITS: &str = "账户编号,客户编号,储种,币种,数据日期,当期余额,月日均余额,年日均余额\n\
    6200000000000001,K001,单位活期存款,CNY,2025-10-31,8600.00,8600.00,8600.00\n\
    6200000000000001,K001,单位活期存款,CNY,2025-12-31,9000.00,9000.00,8700.00\n\
    6200000000000001,K001,单位活期存款,CNY,2026-09-30,9500.00,9400.00,9100.00\n\
    6200000000000001,K001,单位活期存款,CNY,2026-10-31,10000.00,9800.00,9200.00\n\
    6200000000000002,K001,单位活期存款,USD,2026-10-31,500.00,500.00,500.00\n";

const LOANS: &str = "借据号,客户编号,业务品种,贷款余额,年利率%,到期日,五级分类,逾期天数\n\
    J1,K001,流动资金贷款,3000.00,3.4500,2026-12-01,正常,0\n\
    J2,K001,银行承兑汇票,2000.00,,2026-11-05,正常,0\n\
    J3,K001,流动资金贷款,1000.00,4.1,2026-10-01,关注,0\n";

pub fn desk() -> Desk {
    let desk = Desk::with_vault();
    for (name, text) in [
        ("c.csv", CLIENTS),
        ("p.csv", PEOPLE),
        ("d.csv", DEPOSITS),
        ("l.csv", LOANS),
    ] {
        desk.write(name, text);
        desk.json(["import", name, "--as-of", "2026-10-31", "--unit", "元"]);
    }
    desk
}

fn numbers(list: &Value) -> Vec<&str> {
    list.as_array()
        .expect("a list")
        .iter()
        .filter_map(|client| client["number"].as_str())
        .collect()
}

#[test]
fn the_list_is_in_order_of_number_and_as_long_as_asked() {
    let desk = desk();
    assert_eq!(
        numbers(&desk.json(["clients"])),
        ["K001", "K002", "K003", "K004", "K005"]
    );
    assert_eq!(
        numbers(&desk.json(["clients", "--limit", "2"])),
        ["K001", "K002"]
    );
    let first = &desk.json(["clients", "--limit", "1"])[0];
    assert_eq!(first["name"], "示例重庆银河精工有限公司");
    assert_eq!(first["code"], "91000000DEM000014K");
    assert_eq!(first["tier"], "战略客户");
}

#[test]
fn search_knows_chinese_pinyin_initials_heteronyms_codes_numbers_and_people() {
    let desk = desk();
    let found = |query: &str| {
        let list = desk.json(["clients", "--search", query]);
        numbers(&list)
            .iter()
            .map(|number| (*number).to_owned())
            .collect::<Vec<_>>()
    };
    for query in [
        "重庆",
        "银河",
        "chongqing",
        "cq",
        "zq",
        "zhongqing",
        "slcq",
        "yinhe",
        "yh",
        "DEM000014K",
        "dem000014k",
        "k001",
        "Ｋ００１",
        "沈知衡",
        "szh",
        "shanxiong",
        "shan",
        "顾砚秋",
    ] {
        assert!(
            found(query).contains(&"K001".to_owned()),
            "{query}: {:?}",
            found(query)
        );
    }
    assert_eq!(found("zengmin"), ["K002"]);
    assert_eq!(found("K003")[0], "K003");
    assert!(found("没有这样的客户").is_empty());
}

#[test]
fn a_client_is_named_by_number_code_or_unique_name() {
    let desk = desk();
    let name = |named: &str| desk.json(["dossier", "--client", named])["client"]["number"].clone();
    assert_eq!(name("K001"), "K001");
    assert_eq!(name("91000000dem000014k"), "K001");
    assert_eq!(name("示例新材料有限公司"), "K002");
    let refusal = desk.refusal(["dossier", "--client", "示例同名有限公司"]);
    assert_eq!(
        (refusal.code.as_str(), &refusal.context["numbers"]),
        ("ambiguous", &json!("K004 K005"))
    );
    assert_eq!(
        desk.refusal(["dossier", "--client", "K999"]).code,
        "not_found"
    );
}

#[test]
fn the_dossier_states_every_figure_on_its_basis_with_its_source() {
    let desk = desk();
    let dossier = desk.json(["dossier", "--client", "K001", "--as-of", "2026-11-02"]);
    let point = &dossier["metrics"]["deposits"]["point"];
    assert_eq!(
        (&point["value"], &point["as_of"]),
        (&json!(1_000_000), &json!("2026-10-31"))
    );
    let bases: Vec<(&Value, &Value, &Value)> = point["comparisons"]
        .as_array()
        .expect("comparisons")
        .iter()
        .map(|c| (&c["basis"], &c["base_day"], &c["change"]))
        .collect();
    assert_eq!(
        bases,
        [
            (&json!("较上月"), &json!("2026-09-30"), &json!(50_000)),
            (&json!("较年初"), &json!("2025-12-31"), &json!(100_000)),
            (&json!("同比"), &json!("2025-10-31"), &json!(140_000)),
        ]
    );
    let growth = &point["comparisons"][2]["movement"];
    assert!(
        growth["rate"]
            .as_str()
            .is_some_and(|rate| rate.starts_with("0.162790")),
        "{growth}"
    );
    assert_eq!(
        dossier["metrics"]["deposits"]["foreign"],
        json!({ "USD": 50_000 })
    );
    let source = &dossier["accounts"][0]["days"][3]["source"];
    assert_eq!(source["row"], 5);
    let file = dossier["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .find(|f| f["batch"] == source["batch"]);
    assert_eq!(file.expect("the source")["file"], "d.csv");
}

#[test]
fn the_product_decides_what_is_off_balance_and_maturities_fall_into_their_window() {
    let desk = desk();
    let dossier = desk.json(["dossier", "--client", "K001", "--as-of", "2026-11-02"]);
    let loans = &dossier["metrics"]["loans"];
    assert_eq!(
        (&loans["balance"]["value"], &loans["off_balance"]["value"]),
        (&json!(400_000), &json!(200_000))
    );
    assert_eq!(loans["worst_class"], "关注");
    let windows: Vec<(&Value, &Value)> = loans["maturities"]
        .as_array()
        .expect("windows")
        .iter()
        .map(|bucket| (&bucket["within_days"], &bucket["balance"]))
        .collect();
    assert_eq!(
        windows,
        [
            (&json!(-1), &json!(100_000)),
            (&json!(7), &json!(200_000)),
            (&json!(30), &json!(300_000)),
            (&json!(90), &json!(0)),
            (&json!(null), &json!(0)),
        ]
    );
}

#[test]
fn missing_is_a_reason_and_never_zero() {
    let desk = desk();
    let dossier = desk.json(["dossier", "--client", "K003"]);
    let point = &dossier["metrics"]["deposits"]["point"];
    assert_eq!(point["value"], Value::Null);
    assert!(point["note"].as_str().is_some_and(|note| !note.is_empty()));
    let completeness = &dossier["metrics"]["completeness"];
    assert!(
        completeness["percent"]
            .as_u64()
            .is_some_and(|percent| percent < 60),
        "{completeness}"
    );
    let gaps = completeness["gaps"].as_array().expect("gaps");
    assert!(gaps.iter().any(|gap| gap["item"] == "所属行业"));
}

#[test]
fn the_list_sorts_filters_and_searches_over_kept_figures() {
    let desk = desk();
    let listed = |arguments: &[&str]| {
        let list = desk.json([&["clients"], arguments].concat());
        numbers(&list)
            .iter()
            .map(|number| (*number).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(listed(&["--sort", "name:desc", "--limit", "1"]), ["K001"]);
    assert_eq!(
        listed(&["--sort", "tier", "deposits:desc"]),
        ["K001", "K002", "K003", "K004", "K005"],
        "tiers by weight, clients without one last"
    );
    assert_eq!(listed(&["--filter", "tier=战略"]), ["K001"]);
    assert_eq!(listed(&["--filter", "tier=战略,一般"]), ["K001", "K003"]);
    assert_eq!(
        listed(&["--filter", "manager=林晓", "loans=no"]),
        ["K002", "K004", "K005"]
    );
    assert_eq!(listed(&["--filter", "deposits>=0.98"]), ["K001"]);
    assert!(listed(&["--filter", "deposits>=0.9801"]).is_empty());
    assert_eq!(listed(&["--filter", "class=关注"]), ["K001"]);
    assert_eq!(listed(&["--view", "战略与重点"]), ["K001", "K002"]);
    assert_eq!(
        listed(&["--view", "战略与重点", "--search", "xcl"]),
        ["K002"]
    );
    let row = &desk.json(["clients", "--search", "k001"])[0];
    assert_eq!(
        (&row["month_average"], &row["deposit_day"], &row["loans"]),
        (&json!(980_000), &json!("2026-10-31"), &json!(400_000))
    );
    assert_eq!(row["previous_month"]["base_day"], "2026-09-30");
    assert_eq!(row["matures_on"], "2026-10-01");
    assert_eq!(
        desk.refusal(["clients", "--view", "没有的视图"]).code,
        "not_found"
    );
    let wrong = desk.run(["clients", "--filter", "colour=red"]);
    assert_eq!(wrong.refusal(2).code, "usage");
}

#[test]
fn a_list_leaves_the_vault_with_a_reason_as_a_workbook_of_text_and_live_sums() {
    let desk = desk();
    desk.write(
        "more.csv",
        "客户编号,客户名称\nK006,\"=cmd|' /c calc'!A1\"\n",
    );
    desk.json(["import", "more.csv", "--kind", "clients"]);
    let usage = desk.run(["clients", "--export", "list.xlsx"]);
    assert_eq!(usage.refusal(2).code, "usage", "a reason is asked for");
    let blank = desk.refusal(["clients", "--export", "list.xlsx", "--reason", "  "]);
    assert_eq!(blank.code, "refused");
    assert!(!desk.path("list.xlsx").exists());
    let export = [
        "clients",
        "--sort",
        "number",
        "--export",
        "list.xlsx",
        "--reason",
        "行长办公会",
    ];
    let written = desk.json(export);
    assert_eq!(
        (&written["clients"], &written["number"]),
        (&json!(6), &json!(1))
    );
    let twice = desk.json(export);
    assert_eq!(twice["number"], 2, "exports are counted");
    assert!(
        twice["path"]
            .as_str()
            .is_some_and(|path| path.ends_with("list (2).xlsx")),
        "never over anything"
    );
    let sheet = sheet_xml(&desk, "list.xlsx");
    let texts = part(&desk, "list (2).xlsx", "xl/sharedStrings.xml");
    for said in ["导出说明", "第 2 次", "行长办公会"] {
        assert!(texts.contains(said), "the workbook's own sheet says {said}");
    }
    assert!(sheet.contains("SUBTOTAL(109,"), "sums are live");
    assert!(sheet.contains("<v>0.98</v>"), "and have their results");
    assert!(
        !sheet.contains("<f>cmd") && !sheet.contains("<f>=cmd"),
        "a name is no formula"
    );
}

#[test]
fn a_list_as_csv_holds_no_formula_and_comes_back_as_it_was() {
    let desk = desk();
    let names = [
        "=cmd|' /c calc'!A1",
        "'+示例公司",
        "-",
        "@示例,\"引号\"公司",
    ];
    let rows = names.iter().enumerate().map(|(at, name)| {
        let quoted = name.replace('"', "\"\"");
        format!("K9{at},\"{quoted}\"\n")
    });
    let file: String = std::iter::once("客户编号,客户名称\n".to_owned())
        .chain(rows)
        .collect();
    desk.write("odd.csv", &file);
    desk.json(["import", "odd.csv", "--kind", "clients"]);
    let written = desk.json([
        "clients",
        "--sort",
        "number",
        "--export",
        "list.csv",
        "--reason",
        "报送系统",
    ]);
    let text = std::fs::read_to_string(desk.path("list.csv")).expect("the list is UTF-8");
    assert!(text.starts_with('\u{FEFF}'), "Excel knows the encoding");
    assert!(text.contains("月日均存款（元）"));
    for field in text.lines().skip(1).flat_map(|line| line.split(',')) {
        let begins = field.trim_start_matches('"').chars().next();
        assert!(!matches!(begins, Some('=' | '@')), "{field}");
    }

    let again = Desk::with_vault();
    std::fs::copy(desk.path("list.csv"), again.path("list.csv")).expect("a copy");
    again.json(["import", "list.csv", "--kind", "clients"]);
    let told = |desk: &Desk| -> Vec<[Value; 6]> {
        let rows = desk.json(["clients", "--sort", "number", "--limit", "100"]);
        let keys = ["number", "name", "code", "tier", "industry", "manager"];
        let rows = rows.as_array().expect("a list").iter();
        rows.map(|row| keys.map(|key| row[key].clone())).collect()
    };
    assert_eq!(told(&again), told(&desk));
    assert_eq!(written["clients"].as_u64(), Some(told(&again).len() as u64));
}

/// The first worksheet of a workbook on the desk, as XML.
fn sheet_xml(desk: &Desk, name: &str) -> String {
    part(desk, name, "xl/worksheets/sheet1.xml")
}

fn part(desk: &Desk, name: &str, part: &str) -> String {
    use std::io::Read;
    let file = std::fs::File::open(desk.path(name)).expect("the workbook");
    let mut archive = zip::ZipArchive::new(file).expect("a workbook is an archive");
    let mut sheet = archive.by_name(part).expect("a part");
    let mut xml = String::new();
    sheet.read_to_string(&mut xml).expect("the sheet is text");
    xml
}
