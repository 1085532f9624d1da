//! `jingwei clients`

use crate::args::Clients;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::client::{self, ClientSummary};
use jingwei_core::search::{SearchEntry, SearchIndex};
use jingwei_core::vault::Vault;
use jingwei_core::Result;
use std::process::ExitCode;

pub async fn list(session: &Session, wanted: Clients, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let found = match &wanted.search {
        Some(query) => search(&vault, query, wanted.limit).await,
        None => client::page(&vault, None, wanted.limit).await.map(|page| page.clients),
    };
    vault.close().await;
    output.result(&found?, |clients| clients.iter().map(line).collect());
    Ok(ExitCode::SUCCESS)
}

async fn search(vault: &Vault, query: &str, limit: u32) -> Result<Vec<ClientSummary>> {
    let words = client::search_words(vault).await?;
    let index = SearchIndex::build(words.iter().map(|client| SearchEntry {
        key: client.key,
        name: &client.name,
        number: client.number.as_deref(),
        code: client.code.as_deref(),
        extra: &client.people,
    }));
    let keys: Vec<_> =
        index.search(query, limit as usize).into_iter().map(|hit| hit.key).collect();
    client::summaries(vault, &keys).await
}

fn line(client: &ClientSummary) -> String {
    let of = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".into());
    format!(
        "{}\t{}\t{}\t{}\t{}",
        of(&client.number),
        client.name,
        of(&client.code),
        of(&client.tier),
        of(&client.manager)
    )
}
