//! Entering by hand, against a real vault.

use super::*;
use crate::client;
use crate::intake::fixture::{Desk, client as listed, counted, deposit, desk, now, rows};
use crate::intake::{imports, undo, waiting};

fn form(name: &str, number: &str) -> ClientForm {
    ClientForm {
        name: name.into(),
        number: number.into(),
        ..ClientForm::default()
    }
}

async fn standing(desk: &Desk, client: ClientId) -> store::Standing {
    let mut write = desk.vault.write(now()).await.unwrap();
    store::standing(write.connection(), client).await.unwrap()
}

#[tokio::test]
async fn a_typed_client_is_found_and_takes_the_rows_that_waited() {
    let desk = desk().await;
    let balances = Rows::Deposits(rows(vec![deposit("K7", "A1", "2026-10-31", 20)]));
    let (counts, _) = desk.import("balances", balances).await;
    assert_eq!(counted(counts), [0, 0, 0, 0, 0, 1]);

    let typed = ClientForm {
        registered_capital: "1,234.50".into(),
        founded_on: "2011年3月8日".into(),
        code: " 91000000dem000014k ".into(),
        ..form("示例甲", "K7")
    };
    let entered = enter_client(&desk.vault, &typed, now()).await.unwrap();
    assert_eq!(counted(entered.attached), [1, 0, 0, 0, 0, 0]);
    let record = standing(&desk, entered.client).await.record;
    assert_eq!(record.client.code.as_deref(), Some("91000000DEM000014K"));
    assert_eq!(record.founded_on.unwrap().to_string(), "2011-03-08");
    assert_eq!(
        record.registered_capital.unwrap().money.fen(),
        1_234_500_000
    );
    assert!(desk.dossier("K7").await.contains("2000"));

    undo(&desk.vault, entered.batch, now()).await.unwrap();
    assert!(client::find(&desk.vault, "K7").await.is_err());
    assert_eq!(waiting(&desk.vault, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_under_its_field_and_nothing_is_kept() {
    let desk = desk().await;
    let typed = ClientForm {
        name: "  ".into(),
        code: "123".into(),
        registered_capital: "很多".into(),
        founded_on: "2026-02-30".into(),
        ..ClientForm::default()
    };
    let error = enter_client(&desk.vault, &typed, now()).await.unwrap_err();
    assert_eq!(error.code, Code::Refused);
    let fields: Vec<_> = error.context.keys().copied().collect();
    assert_eq!(
        fields,
        [
            "code",
            "founded_on",
            "name",
            "problems",
            "registered_capital"
        ]
    );
    assert_eq!(
        error.context["problems"],
        "code=unified_code name=required registered_capital=amount founded_on=day"
    );
    assert!(imports(&desk.vault, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn two_clients_never_share_a_number_or_a_code() {
    let desk = desk().await;
    let first = enter_client(&desk.vault, &form("示例甲", "K1"), now())
        .await
        .unwrap();
    let same_number = enter_client(&desk.vault, &form("示例乙", "k1"), now())
        .await
        .unwrap_err();
    assert_eq!(same_number.code, Code::Exists);
    assert_eq!(same_number.context["other"], first.client.to_string());
    assert!(!same_number.message.contains("示例甲"), "no client's text");
    let only_name = enter_client(&desk.vault, &form("示例甲", ""), now())
        .await
        .unwrap_err();
    assert_eq!(only_name.code, Code::Exists);
    let namesake = enter_client(&desk.vault, &form("示例甲", "K2"), now()).await;
    assert!(namesake.is_ok(), "equal names never merge");
}

#[tokio::test]
async fn a_change_says_every_field_and_refuses_what_changed_meanwhile() {
    let desk = desk().await;
    let list = Rows::Clients(rows(vec![listed("K1", "示例甲", "重点客户")]));
    desk.import("clients", list).await;
    let key = client::find(&desk.vault, "K1").await.unwrap();
    let id = client::summaries(&desk.vault, &[key]).await.unwrap()[0].id;
    let seen = standing(&desk, id).await.batch_id;

    let cleared = change_client(&desk.vault, id, seen, &form("示例甲", "K1"), now())
        .await
        .unwrap();
    assert_eq!(
        standing(&desk, id).await.record.tier,
        None,
        "a blank clears"
    );

    let late = ClientForm {
        branch: "示例支行".into(),
        ..form("示例甲甲", "K1")
    };
    let error = change_client(&desk.vault, id, seen, &late, now())
        .await
        .unwrap_err();
    assert_eq!(error.code, Code::Conflict);
    assert_eq!(error.context["name"], "示例甲");
    assert_eq!(error.context["branch"], "");

    undo(&desk.vault, cleared.batch, now()).await.unwrap();
    let record = standing(&desk, id).await.record;
    assert_eq!(record.tier.as_deref(), Some("重点客户"));
}

#[tokio::test]
async fn an_unknown_number_is_said_to_be_a_clients_own_and_stays_so() {
    let desk = desk().await;
    let list = Rows::Clients(rows(vec![listed("K1", "示例甲", "")]));
    desk.import("clients", list).await;
    let key = client::find(&desk.vault, "K1").await.unwrap();
    let id = client::summaries(&desk.vault, &[key]).await.unwrap()[0].id;
    let month = |day: &str, yuan| Rows::Deposits(rows(vec![deposit("X9", "A9", day, yuan)]));
    desk.import("october", month("2026-10-31", 10)).await;

    let waits = waiting(&desk.vault, 10).await.unwrap().remove(0).client;
    let assigned = assign(&desk.vault, &waits, id, now()).await.unwrap();
    assert_eq!(counted(assigned.attached), [1, 0, 0, 0, 0, 0]);
    let (counts, later) = desk.import("november", month("2026-11-30", 20)).await;
    assert_eq!(counted(counts), [1, 0, 0, 0, 0, 0], "known from now on");
    let again = assign(&desk.vault, &waits, id, now()).await.unwrap_err();
    assert_eq!(again.code, Code::NotFound);

    let entry = imports(&desk.vault, 10).await.unwrap().remove(1);
    assert_eq!((entry.file.as_str(), entry.counts.changed), ("手工录入", 1));

    undo(&desk.vault, later, now()).await.unwrap();
    undo(&desk.vault, assigned.batch, now()).await.unwrap();
    assert_eq!(waiting(&desk.vault, 10).await.unwrap().len(), 1);
    let (counts, _) = desk.import("november", month("2026-11-30", 20)).await;
    assert_eq!(counted(counts), [0, 0, 0, 0, 0, 1], "unknown again");
}

#[tokio::test]
async fn a_person_is_entered_once_and_may_change_jobs() {
    let desk = desk().await;
    let client = enter_client(&desk.vault, &form("示例甲", "K1"), now())
        .await
        .unwrap()
        .client;
    let person = |jobs: &str| PersonForm {
        name: "沈知衡".into(),
        jobs: jobs.into(),
    };
    enter_person(&desk.vault, client, &person("董事长、法定代表人"), now())
        .await
        .unwrap();
    let same = enter_person(&desk.vault, client, &person("董事长/法定代表人"), now())
        .await
        .unwrap_err();
    assert_eq!(same.code, Code::Exists);
    let changed = enter_person(&desk.vault, client, &person("董事长"), now())
        .await
        .unwrap();
    assert!(!desk.dossier("K1").await.contains("法定代表人"));
    undo(&desk.vault, changed.batch, now()).await.unwrap();
    assert!(desk.dossier("K1").await.contains("法定代表人"));
}

/// A desk with client K1, and who of its people is called so.
async fn with_person(name: &str) -> (Desk, ClientId, PersonId) {
    let desk = desk().await;
    let client = enter_client(&desk.vault, &form("示例甲", "K1"), now())
        .await
        .unwrap()
        .client;
    enter_person(&desk.vault, client, &person(name, "总经理"), now())
        .await
        .unwrap();
    let id = called(&desk, name).await.unwrap();
    (desk, client, id)
}

fn person(name: &str, jobs: &str) -> PersonForm {
    PersonForm {
        name: name.into(),
        jobs: jobs.into(),
    }
}

async fn called(desk: &Desk, name: &str) -> Option<PersonId> {
    let key = client::find(&desk.vault, "K1").await.unwrap();
    person_as_typed(&desk.vault, key, name)
        .await
        .ok()
        .map(|(id, _)| id)
}

fn list_of(people: &[(&str, &str)]) -> Rows {
    let record = |(name, job): &(&str, &str)| PersonRecord {
        client: ClientRef {
            number: Some("K1".into()),
            ..ClientRef::default()
        },
        name: (*name).into(),
        jobs: vec![(*job).into()],
    };
    Rows::People(rows(people.iter().map(|one| vec![record(one)]).collect()))
}

#[tokio::test]
async fn a_renamed_person_is_the_same_one_and_files_with_the_old_name_mean_them() {
    let (desk, client, id) = with_person("陆文笙").await;
    let plan = crate::visit::VisitPlan {
        with: vec![crate::visit::Whom::Id(id)],
        ..crate::visit::VisitPlan::default()
    };
    let key = client::find(&desk.vault, "K1").await.unwrap();
    crate::visit::plan(&desk.vault, key, plan, now())
        .await
        .unwrap();
    let renamed = person("陆闻笙", "总经理");
    let changed = change_person(&desk.vault, client, id, &renamed, now())
        .await
        .unwrap();
    assert_eq!(called(&desk, "陆闻笙").await, Some(id));
    assert_eq!(called(&desk, "陆文笙").await, None);
    assert!(!desk.dossier("K1").await.contains("陆文笙"));

    // A list with both names speaks of one person.
    let both = list_of(&[("陆文笙", "总经理"), ("陆闻笙", "董事")]);
    let (counts, later) = desk.import("people", both).await;
    assert_eq!(counted(counts), [0, 1, 0, 1, 0, 0]);
    assert_eq!(called(&desk, "陆闻笙").await, Some(id));
    let refused = undo(&desk.vault, changed.batch, now()).await.unwrap_err();
    assert_eq!(refused.code, Code::Refused, "the list stands on it");

    undo(&desk.vault, later, now()).await.unwrap();
    undo(&desk.vault, changed.batch, now()).await.unwrap();
    assert_eq!(called(&desk, "陆文笙").await, Some(id), "as before");
}

#[tokio::test]
async fn nobody_takes_a_name_that_another_bears_or_bore() {
    let (desk, client, id) = with_person("陆文笙").await;
    let change =
        async |form: PersonForm| change_person(&desk.vault, client, id, &form, now()).await;
    let same = change(person("陆文笙", "总经理")).await.unwrap_err();
    assert_eq!(same.code, Code::Refused);
    let blank = change(person(" ", "总经理")).await.unwrap_err();
    assert_eq!(blank.context["problems"], "name=required");

    let typed = person("顾砚秋", "财务总监");
    let other = enter_person(&desk.vault, client, &typed, now())
        .await
        .unwrap();
    let taken = change(person("顾砚秋", "总经理")).await.unwrap_err();
    assert_eq!(
        (taken.code, taken.context["problems"].as_str()),
        (Code::Exists, "name=borne")
    );
    // Whoever was entered by mistake and taken back is in nobody's way.
    undo(&desk.vault, other.batch, now()).await.unwrap();
    change(person("顾砚秋", "总经理")).await.unwrap();

    let typed = person("陆文笙", "");
    let bore = enter_person(&desk.vault, client, &typed, now())
        .await
        .unwrap_err();
    assert_eq!(bore.context["problems"], "name=borne_before");
    assert_eq!(bore.context["other_name"], "顾砚秋");
    assert!(!bore.message.contains("顾砚秋"), "no client's text");
    change(person("陆文笙", "总经理")).await.unwrap();
    assert_eq!(called(&desk, "陆文笙").await, Some(id), "back again");
}
