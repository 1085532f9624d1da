use super::*;
use crate::intake::record::DepositRecord;

fn client(industry: &str, manager: &str) -> ClientRecord {
    ClientRecord {
        industry_label: Some(industry.into()),
        manager: Some(manager.into()),
        ..ClientRecord::default()
    }
}

fn rows<T>(records: Vec<T>) -> Vec<Row<T>> {
    let row = |(at, record)| Row {
        number: at,
        record: Ok(record),
        warnings: Vec::new(),
    };
    (2..).zip(records).map(row).collect()
}

fn asked_of(rows: &mut Rows, known: &Known) -> Vec<(Field, String, u32, Vec<String>)> {
    let asked = asked(rows, known).into_iter();
    asked
        .map(|one| (one.field, one.label, one.rows, one.likely))
        .collect()
}

#[test]
fn unknown_labels_are_asked_for_once_with_what_they_may_mean() {
    let mut known = Known::default();
    known.managers.insert("林晓".into());
    let mut clients = Rows::Clients(rows(vec![
        client("次新股", "林晓"),
        client("次新股", "林晓（000001）"),
        client("专用设备制造业", "周予安"),
        client("机床", "林 晓"),
        client("机械", "林晓"),
    ]));
    let asked = asked_of(&mut clients, &known);
    let list = |names: &[&str]| {
        names
            .iter()
            .map(|&name| name.to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        asked,
        [
            (
                Field::Industry,
                "机床".to_owned(),
                1,
                list(&["通用设备制造业"])
            ),
            (
                Field::Industry,
                "机械".to_owned(),
                1,
                list(&["通用设备制造业", "专用设备制造业"])
            ),
            (Field::Industry, "次新股".to_owned(), 2, vec![]),
            (Field::Manager, "林 晓".to_owned(), 1, list(&["林晓"])),
            (
                Field::Manager,
                "林晓（000001）".to_owned(),
                1,
                list(&["林晓"])
            ),
        ]
    );
    // Said, or imported before: not again.
    known
        .values
        .insert((Field::Industry, "次新股".into()), None);
    known.labels.insert((Field::Industry, "机械".into()));
    let again = asked_of(&mut clients, &known);
    assert!(
        again
            .iter()
            .all(|(_, label, ..)| label != "次新股" && label != "机械")
    );
}

#[test]
fn what_is_said_is_taken_and_nothing_else_changes() {
    let mut clients = Rows::Clients(rows(vec![
        client("次 新股", "林哓"),
        client("机械", "周予安"),
    ]));
    let values = Values::from([
        ((Field::Industry, "次新股".into()), None),
        ((Field::Manager, "林哓".into()), Some("林晓".into())),
        ((Field::Product, "机械".into()), Some("活期存款".into())),
    ]);
    translate(&mut clients, &values);
    let Rows::Clients(clients) = clients else {
        panic!("clients")
    };
    let read: Vec<_> = clients
        .into_iter()
        .map(|row| row.record.unwrap())
        .map(|record| (record.industry_label, record.manager))
        .collect();
    assert_eq!(
        read,
        [
            (None, Some("林晓".to_owned())),
            (Some("机械".to_owned()), Some("周予安".to_owned()))
        ]
    );
}

#[test]
fn a_product_that_only_resembles_one_is_asked_for() {
    let deposit = |label: &str| DepositRecord {
        client: Default::default(),
        account: "A1".into(),
        product: Some(label.into()),
        currency: "CNY".into(),
        as_of: "2026-10-31".parse().unwrap(),
        amounts: Default::default(),
    };
    let mut deposits = Rows::Deposits(rows(vec![
        deposit("单位活期存款"),
        deposit("对公活期宝"),
        deposit("悦享宝"),
    ]));
    let asked = asked_of(&mut deposits, &Known::default());
    let asked: Vec<_> = asked
        .iter()
        .map(|(_, label, _, likely)| (label.as_str(), likely.len()))
        .collect();
    assert_eq!(asked, [("对公活期宝", 1), ("悦享宝", 0)]);
}

#[test]
fn a_target_is_the_catalogues_own_word() {
    assert_eq!(target(Field::Industry, "C35").unwrap(), "专用设备制造业");
    assert_eq!(target(Field::Product, "d01").unwrap(), "活期存款");
    assert_eq!(target(Field::Manager, " 林晓 ").unwrap(), "林晓");
    for (field, named) in [
        (Field::Industry, "机械"),
        (Field::Product, "宝"),
        (Field::Manager, " "),
        (Field::Tier, "x"),
    ] {
        assert_eq!(
            target(field, named).unwrap_err().code,
            Code::Refused,
            "{named}"
        );
    }
}

#[test]
fn what_the_bank_says_of_a_built_in_label_holds_for_all_its_forms() {
    let values = Values::from([(
        (Field::Industry, "机械".into()),
        Some("专用设备制造业".into()),
    )]);
    let known = Known {
        values: values.clone(),
        ..Known::default()
    };
    let mut clients = Rows::Clients(rows(vec![
        client("机械", "林晓"),
        client("机械行业", "林晓"),
        client("机械 设备", "林晓"),
    ]));
    let asked = asked_of(&mut clients, &known);
    assert_eq!(asked.len(), 1, "{asked:?}");
    translate(&mut clients, &values);
    let Rows::Clients(clients) = clients else {
        panic!("clients")
    };
    let read: Vec<_> = clients
        .into_iter()
        .filter_map(|row| row.record.unwrap().industry_label)
        .collect();
    assert_eq!(read, ["专用设备制造业", "专用设备制造业", "机械 设备"]);
}

#[tokio::test]
async fn a_built_in_label_is_overridden_and_comes_back() {
    let desk = crate::intake::fixture::desk().await;
    let now = crate::intake::fixture::now();
    let of = |all: Vec<IndustryLabel>, label: &str| {
        all.into_iter().find(|one| one.label == label).unwrap()
    };
    let before = industries(&desk.vault).await.unwrap();
    let usual = of(before.clone(), "机械");
    assert_eq!((usual.is_own, usual.proposed.len()), (false, 2));
    set(&desk.vault, Field::Industry, "机械", Some("C35"), now)
        .await
        .unwrap();
    set(&desk.vault, Field::Industry, "本行口径甲", Some("C26"), now)
        .await
        .unwrap();
    let after = industries(&desk.vault).await.unwrap();
    assert_eq!(after.len(), before.len() + 1);
    assert!(after[..2].iter().all(|one| one.is_own), "own ones first");
    let own = of(after.clone(), "机械");
    assert_eq!(own.target.as_deref(), Some("专用设备制造业"));
    assert_eq!(own.proposed, usual.proposed, "not lost");
    assert!(of(after, "本行口径甲").proposed.is_empty());
    for label in ["机械", "本行口径甲"] {
        remove(&desk.vault, Field::Industry, label, now)
            .await
            .unwrap();
    }
    assert_eq!(industries(&desk.vault).await.unwrap(), before);
}
