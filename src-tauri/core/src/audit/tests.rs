//! The trail as it is read, over the demo portfolio.

use super::*;
use crate::day::Day;
use crate::demo;
use crate::export::{Export, Reason, What};
use crate::ids::ClientId;
use crate::setting;
use crate::vault::audit::Area;
use crate::vault::{Owner, Stretch};
use crate::view::{self, ViewContent};
use crate::visit::{self, VisitPlan};
use crate::{client, today};
use jiff::Timestamp;
use tempfile::TempDir;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

struct Desk {
    _folder: TempDir,
    vault: Vault,
    client: ClientId,
}

/// The demo portfolio, with one deed of each kind, each a day later.
async fn desk() -> Desk {
    let folder = TempDir::new().unwrap();
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let dir = folder.path().join("demo.vault");
    let begin = at("2026-11-20T08:00:00Z");
    let (vault, _) = Vault::create(
        &dir,
        owner,
        "correct horse battery",
        Stretch::cheap(),
        begin,
    )
    .await
    .unwrap();
    demo::install(&vault, day("2026-11-20"), begin)
        .await
        .unwrap();
    let key = client::all(&vault).await.unwrap()[0];
    let client = client::summaries(&vault, &[key]).await.unwrap()[0].id;
    let plan = |ask: &str, on: &str| VisitPlan {
        planned_on: Some(day(on)),
        ask: Some(ask.into()),
        ..VisitPlan::default()
    };
    let first = plan("归集货款", "2026-11-30");
    let visit = visit::plan(&vault, key, first, at("2026-11-21T08:00:00Z"))
        .await
        .unwrap();
    let second = plan("结算主账户放在我行", "2026-12-01");
    visit::change(&vault, visit, 1, second, at("2026-11-22T08:00:00Z"))
        .await
        .unwrap();
    visit::cancel(&vault, visit, 2, "客户出差", at("2026-11-23T08:00:00Z"))
        .await
        .unwrap();
    let from = day("2026-12-01");
    setting::set(
        &vault,
        "stale_days",
        60.into(),
        from,
        at("2026-11-24T08:00:00Z"),
    )
    .await
    .unwrap();
    let content = ViewContent::default();
    view::save(&vault, "我的重点", &content, at("2026-11-25T08:00:00Z"))
        .await
        .unwrap();
    let list = folder.path().join("清单.xlsx");
    std::fs::write(&list, b"list").unwrap();
    let reason = Reason::parse("行长办公会").unwrap();
    let export = Export::begin(&vault, What::Clients, reason, at("2026-11-26T08:00:00Z"));
    let export = export.await.unwrap();
    export.finish(&vault, 40, &list, b"list").await.unwrap();
    Desk {
        _folder: folder,
        vault,
        client,
    }
}

async fn all(desk: &Desk, filter: &AuditFilter, language: Language) -> Vec<AuditRow> {
    let numbers = open(&desk.vault, filter, &TimeZone::UTC).await.unwrap();
    rows(&desk.vault, &numbers, language).await.unwrap()
}

fn of(area: Area) -> AuditFilter {
    AuditFilter {
        areas: vec![area],
        ..AuditFilter::default()
    }
}

#[tokio::test]
async fn every_deed_is_told_in_words_with_what_was_and_what_is() {
    let desk = desk().await;
    let told = all(&desk, &AuditFilter::default(), Language::Chinese).await;
    let says: Vec<&str> = told.iter().map(|row| row.says.as_str()).collect();
    for expected in [
        "导出了客户清单 40 户到“清单.xlsx”，用途：行长办公会",
        "保存了客户清单的视图“我的重点”",
        "更改了设置“数据过期”，2026-12-01 起用",
        "取消了拜访（2026-12-01），原因：客户出差",
        "修改了拜访（2026-12-01）：日期、唯一请求",
        "安排了拜访（2026-11-30）",
        "建立了保险库",
    ] {
        assert!(says.contains(&expected), "{expected} in {says:#?}");
    }
    assert!(
        says.iter().any(|says| says.starts_with("导入了客户清单“")),
        "{says:#?}"
    );
    let changed = &all(&desk, &of(Area::Visit), Language::Chinese).await[1];
    let ask = Change {
        what: "唯一请求".into(),
        was: "归集货款".into(),
        is: "结算主账户放在我行".into(),
    };
    assert_eq!(changed.changes[1], ask);
    assert_eq!(
        changed.client.as_ref().map(|client| client.id),
        Some(desk.client)
    );
    let setting = &all(&desk, &of(Area::Setting), Language::Chinese).await[1];
    let days = &setting.changes[0];
    assert_eq!((days.was.as_str(), days.is.as_str()), ("35 天", "60 天"));
}

/// No code of an action, in either language, and nothing that is not of that language's wording.
#[tokio::test]
async fn no_reader_meets_a_code() {
    let desk = desk().await;
    for language in [Language::Chinese, Language::English] {
        for row in all(&desk, &AuditFilter::default(), language).await {
            let is_code = crate::vault::audit::Action::ALL
                .iter()
                .any(|a| row.says.contains(a.name()));
            assert!(!is_code && !row.says.is_empty(), "{}", row.says);
            let names_nothing = !row.says.contains('“');
            if language == Language::English && names_nothing && row.area != Area::Visit {
                assert!(row.says.is_ascii(), "{}", row.says);
            }
        }
    }
}

#[tokio::test]
async fn filters_leave_what_they_ask_for_and_nothing_else() {
    let desk = desk().await;
    let whole = all(&desk, &AuditFilter::default(), Language::Chinese).await;
    assert!(
        whole.windows(2).all(|pair| pair[0].seq == pair[1].seq + 1),
        "newest first"
    );
    for area in [
        Area::Visit,
        Area::Setting,
        Area::Export,
        Area::Import,
        Area::Vault,
    ] {
        let found = all(&desk, &of(area), Language::Chinese).await;
        let expected = whole.iter().filter(|row| row.area == area).count();
        assert!(expected > 0 && found.len() == expected, "{area:?}");
        assert!(found.iter().all(|row| row.area == area));
    }
    let days = AuditFilter {
        from: Some(day("2026-11-22")),
        to: Some(day("2026-11-23")),
        ..AuditFilter::default()
    };
    let found = all(&desk, &days, Language::Chinese).await;
    assert_eq!(found.len(), 2, "both days are included: {found:?}");
    let nobody = AuditFilter {
        user: Some(crate::ids::UserId::new(at("2026-11-20T08:00:00Z"))),
        ..AuditFilter::default()
    };
    assert!(all(&desk, &nobody, Language::Chinese).await.is_empty());
    let somebody = AuditFilter {
        user: Some(users(&desk.vault).await.unwrap()[0].id),
        ..AuditFilter::default()
    };
    assert_eq!(
        all(&desk, &somebody, Language::Chinese).await.len(),
        whole.len()
    );
}

#[tokio::test]
async fn a_clients_deeds_are_its_visits_its_files_and_its_marks() {
    let desk = desk().await;
    let on = day("2026-11-27");
    let page = today::today(&desk.vault, on).await.unwrap();
    let item = page
        .items
        .iter()
        .find(|item| item.client.is_some())
        .unwrap();
    let client = item.client.as_ref().unwrap().id;
    today::done(&desk.vault, &item.id, on, at("2026-11-27T08:00:00Z"))
        .await
        .unwrap();
    let filter = |client| AuditFilter {
        client: Some(client),
        ..AuditFilter::default()
    };
    let marked = all(&desk, &filter(client), Language::Chinese).await;
    assert_eq!(marked[0].area, Area::Today);
    assert_eq!(
        marked[0].client.as_ref().map(|client| client.id),
        Some(client)
    );
    let own = all(&desk, &filter(desk.client), Language::Chinese).await;
    let visits = own.iter().filter(|row| row.area == Area::Visit).count();
    let foreign = own
        .iter()
        .filter(|row| matches!(row.area, Area::Setting | Area::Export | Area::Vault));
    assert!(visits >= 3 && own.iter().any(|row| row.area == Area::Import));
    assert_eq!(foreign.count(), 0);
    let about_others = |row: &&AuditRow| row.client.as_ref().is_some_and(|c| c.id != desk.client);
    assert_eq!(own.iter().filter(about_others).count(), 0);
}

#[tokio::test]
async fn pages_follow_one_another_without_a_gap_and_say_where_they_end() {
    let desk = desk().await;
    let whole = open(&desk.vault, &AuditFilter::default(), &TimeZone::UTC)
        .await
        .unwrap();
    let (mut before, mut read) = (None, Vec::new());
    loop {
        let filter = AuditFilter::default();
        let page = page(
            &desk.vault,
            &filter,
            &TimeZone::UTC,
            before,
            5,
            Language::Chinese,
        )
        .await
        .unwrap();
        assert!(page.rows.len() <= 5);
        read.extend(page.rows.iter().map(|row| row.seq));
        before = page.before;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(read, whole);
}
