//! Several people of one row, against a real vault.

use crate::dossier;
use crate::intake::fixture::*;
use crate::intake::plan::Verdict;
use crate::intake::record::{PersonRecord, Rows};
use crate::intake::{commit, prepare};

impl Desk {
    async fn people(&self) -> Vec<String> {
        let key = crate::client::find(&self.vault, "K1").await.unwrap();
        let whole = dossier::whole(&self.vault, key, day("2026-10-31"))
            .await
            .unwrap();
        let people = whole.people.into_iter();
        people
            .map(|person| format!("{} {}", person.name, person.jobs.join("/")))
            .collect()
    }
}

#[tokio::test]
async fn several_people_of_one_row_have_one_verdict_and_wait_one_by_one() {
    let desk = desk().await;
    let person = |name: &str, job: &str| PersonRecord {
        client: reference("K1"),
        name: name.into(),
        jobs: vec![job.into()],
    };
    let list = || {
        Rows::People(rows(vec![
            vec![person("沈知衡", "董事长"), person("周予安", "总经理")],
            vec![person("沈知衡", "法定代表人")],
        ]))
    };
    let (counts, _) = desk.import("people", list()).await;
    assert_eq!(counted(counts), [0, 0, 0, 0, 0, 2]);
    let list_of_clients = Rows::Clients(rows(vec![client("K1", "示例甲", "")]));
    desk.import("clients", list_of_clients).await;
    assert_eq!(
        desk.people().await,
        ["沈知衡 董事长/法定代表人", "周予安 总经理"]
    );
    let (counts, _) = desk.import("people", list()).await;
    assert_eq!(counted(counts), [0, 0, 1, 1, 0, 0]);
    let changed = Rows::People(rows(vec![vec![
        person("沈知衡", "董事长"),
        person("许南乔", "财务总监"),
    ]]));
    let prepared = prepare(&desk.vault, source("later"), table(changed))
        .await
        .unwrap();
    assert_eq!(prepared.plan.rows[0].verdict, Verdict::Changed);
    assert_eq!(prepared.plan.counts().changed, 1);
    commit(&desk.vault, prepared, now()).await.unwrap();
    assert_eq!(desk.people().await.len(), 3);
}
