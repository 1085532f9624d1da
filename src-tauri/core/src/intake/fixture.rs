//! A vault of one user, and rows to import into it.

use super::plan::{Counts, Source};
use super::record::{
    ClientRecord, ClientRef, DepositAmounts, DepositRecord, LoanRecord, Row, Rows, Table,
};
use super::{commit, prepare};
use crate::day::Day;
use crate::dossier;
use crate::ids::BatchId;
use crate::money::{Amount, Money};
use crate::vault::{Owner, Stretch, Vault};
use jiff::Timestamp;
use tempfile::TempDir;

pub(super) struct Desk {
    _folder: TempDir,
    pub(super) vault: Vault,
}

pub(super) fn now() -> Timestamp {
    "2026-11-02T08:00:00Z".parse().unwrap()
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) async fn desk() -> Desk {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk.vault");
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let (vault, _) = Vault::create(
        &dir,
        owner,
        "correct horse battery",
        Stretch::cheap(),
        now(),
    )
    .await
    .unwrap();
    Desk {
        _folder: folder,
        vault,
    }
}

pub(super) fn table(rows: Rows) -> Table {
    Table {
        sheet: "Sheet1".into(),
        header_row: 1,
        as_of: None,
        unit: None,
        subject_column: "A".into(),
        rows,
        stated: None,
        rejected_sums: Default::default(),
        notes: Vec::new(),
    }
}

pub(super) fn rows<T>(records: Vec<T>) -> Vec<Row<T>> {
    let rows = records.into_iter().zip(2..);
    rows.map(|(record, number)| Row {
        number,
        record: Ok(record),
        warnings: Vec::new(),
    })
    .collect()
}

pub(super) fn reference(number: &str) -> ClientRef {
    ClientRef {
        number: Some(number.into()),
        ..ClientRef::default()
    }
}

pub(super) fn client(number: &str, name: &str, tier: &str) -> ClientRecord {
    ClientRecord {
        client: ClientRef {
            number: Some(number.into()),
            code: None,
            name: Some(name.into()),
        },
        tier: (!tier.is_empty()).then(|| tier.into()),
        ..ClientRecord::default()
    }
}

pub(super) fn exact(yuan: i64) -> Option<Amount> {
    Some(Amount::exact(Money::from_yuan(yuan)))
}

pub(super) fn deposit(number: &str, account: &str, as_of: &str, yuan: i64) -> DepositRecord {
    DepositRecord {
        client: reference(number),
        account: account.into(),
        product: Some("协定存款".into()),
        currency: "CNY".into(),
        as_of: day(as_of),
        amounts: DepositAmounts {
            point: exact(yuan),
            ..DepositAmounts::default()
        },
    }
}

pub(super) fn loan(number: &str, loan: &str, yuan: i64) -> LoanRecord {
    LoanRecord {
        client: reference(number),
        loan: loan.into(),
        product: Some("银行承兑汇票".into()),
        currency: "CNY".into(),
        as_of: day("2026-10-31"),
        amount: exact(yuan),
        balance: exact(yuan),
        rate: None,
        lpr: None,
        drawn_on: None,
        matures_on: Some(day("2026-12-01")),
        security: None,
        class: None,
        overdue_days: Some(0),
    }
}

pub(super) fn source(name: &str) -> Source {
    use sha2::{Digest, Sha256};
    let digest = Sha256::digest(name.as_bytes()).into();
    Source {
        file_name: name.into(),
        digest,
        file_digest: digest,
        by_hand: false,
    }
}

impl Desk {
    /// Imports under a file name that also stands for the file's bytes.
    pub(super) async fn import(&self, name: &str, rows: Rows) -> (Counts, BatchId) {
        let prepared = prepare(&self.vault, source(name), table(rows))
            .await
            .unwrap();
        let counts = prepared.plan.counts();
        (
            counts,
            commit(&self.vault, prepared, now()).await.unwrap().batch,
        )
    }

    pub(super) async fn dossier(&self, named: &str) -> String {
        let key = crate::client::find(&self.vault, named).await.unwrap();
        let dossier = dossier::whole(&self.vault, key, day("2026-10-31"))
            .await
            .unwrap();
        serde_json::to_string(&dossier).unwrap()
    }
}

pub(super) fn counted(counts: Counts) -> [u32; 6] {
    [
        counts.new,
        counts.changed,
        counts.unchanged,
        counts.duplicate,
        counts.rejected,
        counts.queued,
    ]
}
