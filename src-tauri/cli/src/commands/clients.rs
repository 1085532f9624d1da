//! `jingwei clients`

use crate::args::Clients;
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jiff::tz::TimeZone;
use jingwei_core::client;
use jingwei_core::client::list::{self, ClientRow, List, ListQuery, SortKey};
use jingwei_core::document;
use jingwei_core::export::{Export, Reason, What};
use jingwei_core::ids::ClientKey;
use jingwei_core::money::{Money, Unit};
use jingwei_core::search::{SearchEntry, SearchIndex};
use jingwei_core::vault::Vault;
use jingwei_core::view::{self, ViewContent};
use jingwei_core::{Code, Error, Result};
use jingwei_report::client_list::ClientList;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Lines printed unless told otherwise.
const LINES: usize = 50;

/// What a workbook holds when the view does not say.
const COLUMNS: [SortKey; 16] = [
    SortKey::Number,
    SortKey::Name,
    SortKey::Code,
    SortKey::Tier,
    SortKey::Industry,
    SortKey::Class,
    SortKey::Deposits,
    SortKey::Movement,
    SortKey::YearMovement,
    SortKey::Point,
    SortKey::Loans,
    SortKey::OffBalance,
    SortKey::Maturity,
    SortKey::Overdue,
    SortKey::Manager,
    SortKey::Branch,
];

/// A list on disk.
#[derive(Serialize)]
struct Written {
    path: PathBuf,
    clients: u32,
    /// Of all exports of this vault.
    number: i64,
    sha256: String,
}

pub async fn list(session: &Session, wanted: Clients, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let done = answer(&vault, session, &wanted, output).await;
    vault.close().await;
    done.map(|()| ExitCode::SUCCESS)
}

async fn answer(vault: &Vault, session: &Session, wanted: &Clients, output: &Output) -> Result<()> {
    let content = asked(vault, session, wanted).await?;
    let mut open = list::open(vault, &content.query, session.today()).await?;
    if let Some(query) = &wanted.search {
        let found = found(vault, query).await?;
        open = open.narrowed(&found, wanted.sort.is_empty());
    }
    match (&wanted.export, &wanted.reason) {
        (Some(file), Some(reason)) => {
            let limit = wanted.limit.map_or(usize::MAX, |limit| limit as usize);
            let rows = list::rows(vault, &open.keys(0, limit)).await?;
            let written = write(vault, session, wanted, &content, &rows, file, reason).await?;
            output.result(&written, |written| {
                vec![format!(
                    "{} 户\t{}",
                    written.clients,
                    written.path.display()
                )]
            });
        }
        _ => output.result(&lines(vault, &open, wanted).await?, |rows| {
            rows.iter().map(line).collect()
        }),
    }
    Ok(())
}

/// The view, with the conditions beside it and the order instead of its own.
async fn asked(vault: &Vault, session: &Session, wanted: &Clients) -> Result<ViewContent> {
    let mut content = match &wanted.view {
        Some(name) => view::named(vault, name, session.today()).await?,
        None => ViewContent::default(),
    };
    let ListQuery { filters, sort } = &mut content.query;
    filters.extend(wanted.filter.iter().cloned());
    if !wanted.sort.is_empty() {
        sort.clone_from(&wanted.sort);
    }
    Ok(content)
}

async fn lines(vault: &Vault, open: &List, wanted: &Clients) -> Result<Vec<ClientRow>> {
    let limit = wanted.limit.map_or(LINES, |limit| limit as usize);
    list::rows(vault, &open.keys(0, limit)).await
}

/// The best hit first.
async fn found(vault: &Vault, query: &str) -> Result<Vec<ClientKey>> {
    let words = client::search_words(vault).await?;
    let index = SearchIndex::build(words.iter().map(|client| SearchEntry {
        key: client.key,
        name: &client.name,
        number: client.number.as_deref(),
        code: client.code.as_deref(),
        extra: &client.people,
    }));
    let hits = index.search(query, index.len());
    Ok(hits.into_iter().map(|hit| hit.key).collect())
}

async fn write(
    vault: &Vault,
    session: &Session,
    wanted: &Clients,
    content: &ViewContent,
    rows: &[ClientRow],
    file: &Path,
    reason: &str,
) -> Result<Written> {
    let reason = Reason::parse(reason)?;
    let own = content.columns.iter();
    let own: Vec<SortKey> = own.filter_map(|name| SortKey::from_name(name)).collect();
    let export = Export::begin(vault, What::Clients, reason, session.now).await?;
    let list = ClientList {
        title: wanted.view.as_deref().unwrap_or("客户清单"),
        rows,
        columns: if own.is_empty() { &COLUMNS } else { &own },
        mark: &export.mark,
        zone: &TimeZone::system(),
    };
    let is_csv = (file.extension()).is_some_and(|kind| kind.eq_ignore_ascii_case("csv"));
    let bytes = if is_csv {
        list.to_csv()
    } else {
        list.to_xlsx()
    };
    let bytes = bytes.map_err(|error| Error::new(Code::Fault, error.to_string()))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let path = document::write_new(folder, &name, &bytes)?;
    let (clients, number) = (rows.len() as u32, export.mark.number);
    Ok(Written {
        clients,
        number,
        sha256: export.finish(vault, clients, &path, &bytes).await?,
        path,
    })
}

fn line(client: &ClientRow) -> String {
    let of = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".into());
    let amount = |money: Option<Money>| {
        money.map_or_else(
            || "—".into(),
            |money| format!("{:.2} 万元", money.in_unit(Unit::Wan)),
        )
    };
    [
        of(&client.number),
        client.name.clone(),
        of(&client.code),
        of(&client.tier),
        of(&client.manager),
        amount(client.month_average),
        amount(client.loans),
    ]
    .join("\t")
}
