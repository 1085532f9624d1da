//! Views over the demo portfolio.

use super::*;
use crate::client::list::{Filter, ListQuery};
use crate::demo;
use crate::vault::{Owner, Stretch};
use tempfile::TempDir;

fn now() -> Timestamp {
    "2026-11-27T08:00:00Z".parse().unwrap()
}

fn today() -> Day {
    "2026-11-27".parse().unwrap()
}

async fn demo_vault(owner: &str) -> (TempDir, Vault) {
    let folder = TempDir::new().unwrap();
    let owner = Owner {
        name: owner.into(),
        ..Owner::default()
    };
    let dir = folder.path().join("demo.vault");
    let (vault, _) = Vault::create(
        &dir,
        owner,
        "correct horse battery",
        Stretch::cheap(),
        now(),
    )
    .await
    .unwrap();
    demo::install(&vault, today(), now()).await.unwrap();
    (folder, vault)
}

fn with_loans() -> ViewContent {
    ViewContent {
        query: ListQuery {
            filters: vec![Filter::HasLoans { value: true }],
            sort: Vec::new(),
        },
        columns: vec!["name".into(), "loans".into()],
    }
}

#[tokio::test]
async fn built_in_views_count_what_they_show_and_mine_only_where_it_says_something() {
    let (_folder, vault) = demo_vault("不在清单上的人").await;
    let tabs = tabs(&vault, today()).await.unwrap();
    let shown: Vec<BuiltIn> = tabs.iter().filter_map(|tab| tab.built_in).collect();
    assert_eq!(
        shown,
        [BuiltIn::All, BuiltIn::Focus, BuiltIn::Due, BuiltIn::Falling]
    );
    assert_eq!(tabs[0].clients, 40);
    for tab in &tabs[1..3] {
        let open = list::open(&vault, &tab.content.query, today())
            .await
            .unwrap();
        assert_eq!(open.totals().clients, tab.clients);
        assert!((1..40).contains(&tab.clients), "{tab:?}");
    }
}

#[tokio::test]
async fn a_view_is_saved_changed_renamed_deleted_and_brought_back() {
    let (_folder, vault) = demo_vault("林叙白").await;
    let id = save(&vault, " 有贷款 ", &with_loans(), now())
        .await
        .unwrap();
    assert_eq!(
        named(&vault, "有贷款", today()).await.unwrap(),
        with_loans()
    );
    let twice = save(&vault, "有贷款", &with_loans(), now()).await.err();
    assert_eq!(twice.map(|error| error.code), Some(Code::Exists));
    for name in ["", "  ", "全部客户", &"长".repeat(41)] {
        let refused = save(&vault, name, &with_loans(), now()).await.err();
        assert_eq!(
            refused.map(|error| error.code),
            Some(Code::Refused),
            "{name}"
        );
    }
    rename(&vault, id, "授信客户", now()).await.unwrap();
    change(&vault, id, &ViewContent::default(), now())
        .await
        .unwrap();
    let own = all(&vault).await.unwrap();
    assert_eq!(
        (own[0].name.as_str(), &own[0].content),
        ("授信客户", &ViewContent::default())
    );
    delete(&vault, id, now()).await.unwrap();
    assert!(all(&vault).await.unwrap().is_empty());
    let again = delete(&vault, id, now()).await.err();
    assert_eq!(again.map(|error| error.code), Some(Code::NotFound));
    restore(&vault, id, now()).await.unwrap();
    assert_eq!(all(&vault).await.unwrap().len(), 1);
    let last = tabs(&vault, today()).await.unwrap().pop().unwrap();
    assert_eq!((last.name.as_deref(), last.clients), (Some("授信客户"), 40));
}
