//! Imports, lists and dossiers over an encrypted vault, each beside its baseline.
//! `cargo bench -p jingwei-core --bench vault`

use divan::Bencher;
use jingwei_core::client::{self, Cursor, list};
use jingwei_core::day::Day;
use jingwei_core::dossier;
use jingwei_core::ids::ClientKey;
use jingwei_core::intake::plan::Source;
use jingwei_core::intake::record::{
    ClientRecord, ClientRef, DepositAmounts, DepositRecord, Row, Rows, Table,
};
use jingwei_core::intake::{commit, prepare};
use jingwei_core::money::{Amount, Money};
use jingwei_core::vault::audit::Action;
use jingwei_core::vault::{Owner, Stretch, Vault};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, QueryBuilder, Sqlite};
use std::sync::OnceLock;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const ROWS: usize = 100_000;
const ACCOUNTS: usize = 10;

fn main() {
    divan::main();
}

fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| Runtime::new().expect("a runtime"))
}

fn now() -> jiff::Timestamp {
    "2026-11-02T01:00:00Z".parse().expect("a time")
}

fn number(client: usize) -> String {
    format!("KH{client:06}")
}

fn table(rows: Rows) -> Table {
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

fn row<T>(number: usize, record: T) -> Row<T> {
    Row {
        number: number as u32 + 2,
        record: Ok(record),
        warnings: Vec::new(),
    }
}

fn clients(count: usize) -> Table {
    let rows = (0..count).map(|at| {
        let client = ClientRef {
            number: Some(number(at)),
            code: None,
            name: Some(format!("示例第{at}实业有限公司")),
        };
        row(
            at,
            ClientRecord {
                client,
                tier: Some("重点客户".into()),
                ..ClientRecord::default()
            },
        )
    });
    table(Rows::Clients(rows.collect()))
}

/// `count` accounts, ten a client, on one day.
fn balances(count: usize, as_of: Day) -> Table {
    let rows = (0..count).map(|at| {
        let amount = |yuan: usize| Some(Amount::exact(Money::from_yuan((yuan + at) as i64)));
        row(
            at,
            DepositRecord {
                client: ClientRef {
                    number: Some(number(at / ACCOUNTS)),
                    ..ClientRef::default()
                },
                account: format!("6200{at:012}"),
                product: Some("协定存款".into()),
                currency: "CNY".into(),
                as_of,
                amounts: DepositAmounts {
                    point: amount(1_000_000),
                    month_start: amount(900_000),
                    year_start: amount(800_000),
                    month_average: amount(950_000),
                    year_average: amount(850_000),
                },
            },
        )
    });
    table(Rows::Deposits(rows.collect()))
}

fn source(at: usize) -> Source {
    Source {
        file_name: format!("file-{at}.xlsx"),
        digest: [at as u8; 32],
        file_digest: [at as u8; 32],
        by_hand: false,
    }
}

async fn import(vault: &Vault, at: usize, table: Table) {
    let prepared = prepare(vault, source(at), table).await.expect("a plan");
    commit(vault, prepared, now()).await.expect("a commit");
}

fn vault_with(client_count: usize) -> (TempDir, Vault) {
    let folder = TempDir::new().expect("a folder");
    let vault = runtime().block_on(async {
        let owner = Owner {
            name: "林叙白".into(),
            ..Owner::default()
        };
        let dir = folder.path().join("bench.vault");
        let (vault, _) = Vault::create(
            &dir,
            owner,
            "correct horse battery",
            Stretch::cheap(),
            now(),
        )
        .await
        .expect("a vault");
        import(&vault, 0, clients(client_count)).await;
        vault
    });
    (folder, vault)
}

fn october() -> Day {
    "2026-10-31".parse().expect("a day")
}

/// Plan and commit of 100,000 parsed deposit rows: accounts, facts, batch, audit.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn import_100k_parsed_rows(bencher: Bencher) {
    bencher
        .with_inputs(|| (vault_with(ROWS / ACCOUNTS), balances(ROWS, october())))
        .bench_values(|((folder, vault), table)| {
            runtime().block_on(import(&vault, 1, table));
            (folder, vault)
        });
}

/// The same rows by bare multi-row prepared inserts into the same encrypted tables, one transaction.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn baseline_100k_bare_inserts(bencher: Bencher) {
    bencher
        .with_inputs(|| runtime().block_on(bare_database()))
        .bench_values(|(folder, mut connection)| {
            runtime().block_on(bare_inserts(&mut connection));
            (folder, connection)
        });
}

async fn bare_database() -> (TempDir, SqliteConnection) {
    let folder = TempDir::new().expect("a folder");
    let mut connection = SqliteConnectOptions::new()
        .filename(folder.path().join("bare.db"))
        .create_if_missing(true)
        .pragma("key", format!("\"x'{}'\"", "ab".repeat(32)))
        .pragma("cache_size", "-32768")
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging()
        .connect()
        .await
        .expect("a database");
    sqlx::migrate!("../../migrations")
        .run(&mut connection)
        .await
        .expect("the schema");
    sqlx::raw_sql(
        "INSERT INTO user VALUES (1, zeroblob(16), 'u', NULL, NULL, 'client_manager', 0);
         INSERT INTO batch VALUES (1, zeroblob(16), 'deposits', 'f', zeroblob(32), NULL, NULL, 1, 0, NULL, NULL, '{}', NULL, NULL);
         INSERT INTO product VALUES (1, 'p', NULL);
         WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
         INSERT INTO client (id, uid, name) SELECT i, randomblob(16), 'c' FROM n",
    )
    .execute(&mut connection)
    .await
    .expect("the rows that the inserts refer to");
    (folder, connection)
}

async fn bare_inserts(connection: &mut SqliteConnection) {
    let mut tx = connection.begin().await.expect("a transaction");
    let keys: Vec<usize> = (0..ROWS).collect();
    for chunk in keys.chunks(500) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO account (id, uid, client_id, number, currency) ",
        );
        query.push_values(chunk, |mut row, at| {
            let uid = (*at as u128).to_be_bytes().to_vec();
            row.push_bind(*at as i64 + 1)
                .push_bind(uid)
                .push_bind((at / ACCOUNTS) as i64 + 1);
            row.push_bind(format!("6200{at:012}")).push_bind("CNY");
        });
        query.build().execute(&mut *tx).await.expect("accounts");
    }
    for chunk in keys.chunks(500) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO deposit_fact (account_id, as_of, batch_id, source_row, product_id, point, month_start,
             year_start, month_average, year_average, quanta) ",
        );
        query.push_values(chunk, |mut row, at| {
            let at = *at as i64;
            row.push_bind(at + 1)
                .push_bind(20_261_031_i64)
                .push_bind(1_i64)
                .push_bind(at)
                .push_bind(1_i64);
            for amount in [1_000_000, 900_000, 800_000, 950_000, 850_000] {
                row.push_bind((amount + at) * 100);
            }
            row.push_bind(0_i64);
        });
        query.build().execute(&mut *tx).await.expect("facts");
    }
    tx.commit().await.expect("a commit");
}

fn hundred_thousand() -> &'static (TempDir, Vault) {
    static VAULT: OnceLock<(TempDir, Vault)> = OnceLock::new();
    VAULT.get_or_init(|| vault_with(100_000))
}

const PAGE: u32 = 50;

#[divan::bench(sample_count = 200)]
fn list_first_page_of_100k(bencher: Bencher) {
    let (_, vault) = hundred_thousand();
    bencher.bench(|| {
        runtime()
            .block_on(client::page(vault, None, PAGE))
            .expect("a page")
    });
}

#[divan::bench(sample_count = 200)]
fn list_thousandth_page_of_100k(bencher: Bencher) {
    let (_, vault) = hundred_thousand();
    let cursor = runtime().block_on(async {
        let mut cursor: Option<Cursor> = None;
        for _ in 0..999 {
            cursor = client::page(vault, cursor.as_ref(), PAGE)
                .await
                .expect("a page")
                .next;
        }
        cursor
    });
    bencher.bench(|| {
        runtime()
            .block_on(client::page(vault, cursor.as_ref(), PAGE))
            .expect("a page")
    });
}

/// What a search index over 100,000 clients is built from.
#[divan::bench(sample_count = 10)]
fn search_words_of_100k(bencher: Bencher) {
    let (_, vault) = hundred_thousand();
    bencher.bench(|| {
        runtime()
            .block_on(client::search_words(vault))
            .expect("words")
    });
}

/// One client with 24 months × 10 accounts, in a vault where 200 have them.
#[divan::bench(sample_count = 200)]
fn dossier_of_24_months_and_10_accounts(bencher: Bencher) {
    let (_folder, vault) = vault_with(200);
    runtime().block_on(async {
        for back in 0..24 {
            import(
                &vault,
                back as usize + 1,
                balances(2_000, october().month_end_after(-back)),
            )
            .await;
        }
    });
    bencher.bench(|| {
        let dossier = runtime()
            .block_on(dossier::load(&vault, ClientKey(77), october(), None))
            .expect("a dossier");
        assert_eq!(
            dossier
                .accounts
                .iter()
                .map(|account| account.days.len())
                .sum::<usize>(),
            240
        );
        dossier
    });
}

fn a_day() -> Day {
    "2026-11-27".parse().expect("a day")
}

fn by_deposits() -> list::ListQuery {
    list::ListQuery {
        filters: Vec::new(),
        sort: vec![list::Sort {
            by: list::SortKey::Deposits,
            descending: true,
        }],
    }
}

fn with_balances() -> &'static (TempDir, Vault) {
    static VAULT: OnceLock<(TempDir, Vault)> = OnceLock::new();
    VAULT.get_or_init(|| {
        let made = vault_with(100_000);
        runtime().block_on(import(
            &made.1,
            1,
            balances(100_000 * ACCOUNTS / 5, october()),
        ));
        made
    })
}

/// All keys in order of the month's average, with the totals.
#[divan::bench(sample_count = 50)]
fn open_list_of_100k_by_deposits(bencher: Bencher) {
    let (_, vault) = with_balances();
    bencher.bench(|| {
        runtime()
            .block_on(list::open(vault, &by_deposits(), a_day()))
            .expect("a list")
    });
}

/// A page in the middle, with its trends.
#[divan::bench(sample_count = 200)]
fn page_of_an_open_list_of_100k(bencher: Bencher) {
    let (_, vault) = with_balances();
    let open = runtime()
        .block_on(list::open(vault, &by_deposits(), a_day()))
        .expect("a list");
    bencher.bench(|| {
        runtime()
            .block_on(list::rows(vault, &open.keys(50_000, 100)))
            .expect("a page")
    });
}

/// What a key typed in the search box does to an open list, when nearly every client is hit.
#[divan::bench(sample_count = 50)]
fn narrow_an_open_list_of_100k(bencher: Bencher) {
    let (_, vault) = with_balances();
    let open = runtime()
        .block_on(list::open(vault, &by_deposits(), a_day()))
        .expect("a list");
    let found = open.keys(0, 100_000);
    bencher.bench(|| open.narrowed(&found, true));
}

const TRAIL: i64 = 1_000_000;

/// A vault whose trail has a million rows.
fn with_trail() -> &'static (TempDir, Vault) {
    static VAULT: OnceLock<(TempDir, Vault)> = OnceLock::new();
    VAULT.get_or_init(|| {
        let made = vault_with(10);
        runtime().block_on(async {
            let mut write = made.1.write(now()).await.expect("a transaction");
            let detail = serde_json::json!({ "client": 7, "version": 3 });
            for visit in 0..TRAIL {
                let row = write.audit(Action::VisitChanged, Some(visit), &detail);
                row.await.expect("a row");
            }
            let nothing = serde_json::json!({});
            write
                .commit(Action::BackupMade, None, &nothing)
                .await
                .expect("a commit");
        });
        made
    })
}

/// The whole chain computed anew, every page decrypted. To be done within 10 s.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn verify_a_trail_of_1m_rows(bencher: Bencher) {
    let (_, vault) = with_trail();
    bencher.bench(|| {
        let trail = runtime()
            .block_on(vault.verify_trail(Vec::new()))
            .expect("a check");
        assert!(trail.is_whole() && trail.rows > TRAIL);
        trail
    });
}
