//! Retention 保留期 (docs/domain.md §5.5, §9.10): who has been kept longer than the settings allow. Nothing goes by
//! itself: each is erased by somebody, through [`crate::erasure`], and never while a hold stands.

mod store;

use crate::day::Day;
use crate::erasure::Kind;
use crate::error::Result;
use crate::ids::ClientId;
use crate::setting;
use crate::vault::Vault;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

/// Somebody who is due for erasure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "RetentionDue")]
pub struct Due {
    pub kind: Kind,
    #[specta(type = String)]
    pub subject: Uuid,
    pub name: String,
    pub client: ClientId,
    pub client_name: String,
    /// When a file, a form or a visit last spoke of them.
    #[specta(type = String)]
    pub last: Timestamp,
    /// A hold forbids it.
    pub is_held: bool,
}

/// The periods on a day and who is past them, those longest silent first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Retention {
    #[specta(type = i32)]
    pub people_days: i64,
    #[specta(type = i32)]
    pub clients_days: i64,
    pub due: Vec<Due>,
}

/// Who is due on a day.
pub async fn due(vault: &Vault, today: Day) -> Result<Retention> {
    let mut tx = vault.read().await?;
    let settings = setting::load(&mut tx, today, i64::MAX).await?;
    let (people_days, clients_days) = (settings.retain_people_days, settings.retain_clients_days);
    let mut due = store::people(&mut tx, today.plus_days(-people_days), today).await?;
    due.extend(store::clients(&mut tx, today.plus_days(-clients_days), today).await?);
    due.sort_by_key(|due| (due.last, due.subject));
    Ok(Retention {
        people_days,
        clients_days,
        due,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{self, ClientForm, PersonForm};
    use crate::vault::{Owner, Stretch};
    use crate::{client, hold, visit};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn who_was_silent_for_the_whole_period_is_due_and_a_visit_breaks_the_silence() {
        let folder = tempfile::TempDir::new().unwrap();
        let now: Timestamp = "2026-11-02T08:00:00Z".parse().unwrap();
        let owner = Owner {
            name: "林叙白".into(),
            ..Owner::default()
        };
        let dir = folder.path().join("desk.vault");
        let (vault, _) = Vault::create(&dir, owner, "correct horse battery", Stretch::cheap(), now)
            .await
            .unwrap();
        let form = ClientForm {
            name: "示例甲有限公司".into(),
            ..ClientForm::default()
        };
        let entered = intake::enter_client(&vault, &form, now).await.unwrap();
        for name in ["沈知衡", "顾砚秋"] {
            let person = PersonForm {
                name: name.into(),
                ..PersonForm::default()
            };
            intake::enter_person(&vault, entered.client, &person, now)
                .await
                .unwrap();
        }
        let key = client::by_id(&vault, entered.client).await.unwrap();
        let plan = visit::VisitPlan {
            planned_on: Some(day("2027-06-01")),
            with: vec!["顾砚秋".to_owned().into()],
            ..visit::VisitPlan::default()
        };
        visit::plan(&vault, key, plan, now).await.unwrap();

        let names = async |on: &str| -> Vec<String> {
            let found = due(&vault, day(on)).await.unwrap().due;
            found.into_iter().map(|due| due.name).collect()
        };
        assert!(
            names("2029-11-01").await.is_empty(),
            "2026-11-02 + 1095 days is the last day kept"
        );
        assert_eq!(names("2029-11-02").await, ["沈知衡"]);
        assert_eq!(
            names("2030-06-01").await.len(),
            2,
            "the visit is three years ago"
        );
        hold::set(&vault, entered.client, "诉讼", None, day("2026-11-02"), now)
            .await
            .unwrap();
        let held = due(&vault, day("2037-06-01")).await.unwrap().due;
        assert!(held.iter().all(|due| due.is_held));
        assert!(held.iter().any(|due| due.kind == Kind::Client), "{held:?}");
        setting::set(
            &vault,
            "retain_people_days",
            3650.into(),
            day("2026-11-02"),
            now,
        )
        .await
        .unwrap();
        assert!(
            names("2029-11-02").await.is_empty(),
            "the period is a setting"
        );
    }
}
