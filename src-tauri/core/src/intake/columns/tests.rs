use super::*;

fn columns(headers: &[&str]) -> Columns {
    let headers = (0..).zip(headers.iter().map(|header| (*header).to_owned()));
    Columns::of(&headers.collect())
}

#[test]
fn no_name_stands_for_two_things() {
    let mut names: Vec<&str> = NAMES
        .iter()
        .flat_map(|(_, names)| names.iter().copied())
        .collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[test]
fn kinds_by_their_columns() {
    assert_eq!(
        columns(&[
            "客户编号",
            "客户 名称",
            "统一社会信用代码",
            "注册资本（万元）"
        ])
        .kind(),
        Some(Kind::Clients)
    );
    assert_eq!(
        columns(&["客户编号", "姓名", "职务"]).kind(),
        Some(Kind::People)
    );
    assert_eq!(
        columns(&["账户编号", "客户编号", "余额当期", "日均\n月日均"]).kind(),
        Some(Kind::Deposits)
    );
    assert_eq!(
        columns(&["借据号", "客户编号", "贷款余额", "年利率%"]).kind(),
        Some(Kind::Loans)
    );
    assert_eq!(columns(&["日期", "天气"]).kind(), None);
}

#[test]
fn a_choice_goes_before_a_name_and_frees_the_column_it_takes_over() {
    let headers: BTreeMap<u32, String> = (0..)
        .zip(["账户编号", "客户编号", "余额（万元）", "调整后（万元）"].map(str::to_owned))
        .collect();
    let choices = Choices::from([(3, Some(Balance)), (1, None)]);
    let columns = Columns::chosen(&headers, &choices);
    assert_eq!(columns.get(Balance), Some(3));
    assert_eq!(columns.unit(Balance), Some(&UnitWord::Known(Unit::Wan)));
    assert_eq!(columns.field_at(2), None, "the name gave way");
    assert_eq!(columns.get(ClientNumber), None);
    assert_eq!(
        columns.missing(Kind::Deposits),
        ["客户编号、信用代码或客户名称"]
    );
}

#[test]
fn units() {
    let known = |unit| Some(UnitWord::Known(unit));
    assert_eq!(
        columns(&["注册资本（万元）"]).unit(RegisteredCapital),
        known(Unit::Wan).as_ref()
    );
    assert_eq!(unit_stated("单位：万元"), known(Unit::Wan));
    assert_eq!(unit_stated("存款表（单位:人民币元）"), known(Unit::Yuan));
    assert_eq!(unit_stated("金额单位：亿元 币种：人民币"), known(Unit::Yi));
    assert_eq!(
        unit_stated("单位：吨"),
        Some(UnitWord::Unknown("吨".into()))
    );
    assert_eq!(unit_stated("编制单位：示例支行"), None);
    assert_eq!(unit_stated("单位名称"), None);
    assert_eq!(unit_stated("单位：示例精工股份有限公司"), None);
}
