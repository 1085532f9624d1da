//! What somebody types instead of importing it: a client, a person, or whose an unknown number is. Each is a
//! batch of one row, so that history, undo, waiting rows and figures treat it as they treat a file.

mod form;
mod store;
#[cfg(test)]
mod tests;

pub use form::{ClientForm, PersonForm};
pub(super) use store::refresh_names;

use super::plan::{
    ClientWrite, Counts, Known, PersonWrite, Plan, Planning, Source, Verdict, Writes,
};
use super::record::{ClientRecord, ClientRef, PersonRecord, Row, Rows, Table};
use super::{commit, known, queue};
use crate::client::store as clients;
use crate::error::{Code, Error, Result};
use crate::ids::{BatchId, BatchKey, ClientId, ClientKey, PersonId, PersonKey};
use crate::money::Unit;
use crate::vault::{Vault, Write, audit::Action};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What an entry brought.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Entered {
    pub client: ClientId,
    /// What [`super::undo`] takes back.
    pub batch: BatchId,
    /// Waiting rows that attached because of it.
    pub attached: Counts,
}

/// Enters a client that no list has brought; rows that wait for it attach.
///
/// # Errors
/// [`Code::Refused`] with a reason under each field that cannot be read; [`Code::Exists`] where another client
/// has the number or code, or where only a name is given and another bears it.
pub async fn enter_client(vault: &Vault, form: &ClientForm, now: Timestamp) -> Result<Entered> {
    let record = form.read()?;
    let mut write = vault.write(now).await?;
    refuse_if_taken(&mut write, None, &record.client).await?;
    write_client(write, None, record, Action::ClientEntered).await
}

/// A client as its form shows it, and the batch whose version that is.
pub async fn client_as_typed(
    vault: &Vault,
    client: ClientKey,
) -> Result<(ClientId, BatchId, ClientForm)> {
    let mut tx = vault.read().await?;
    let id = clients::summaries(&mut tx, &[client])
        .await?
        .pop()
        .ok_or_else(clients::gone)?
        .id;
    let stands = store::standing(&mut tx, id).await?;
    Ok((id, stands.batch_id, ClientForm::of(&stands.record)))
}

/// Changes a client that was read as `seen` left it: every field is what the form says, blank ones too.
///
/// # Errors
/// As [`enter_client`]; [`Code::Conflict`] where the client has changed since it was read.
pub async fn change_client(
    vault: &Vault,
    client: ClientId,
    seen: BatchId,
    form: &ClientForm,
    now: Timestamp,
) -> Result<Entered> {
    let mut record = form.read()?;
    let mut write = vault.write(now).await?;
    let present = store::standing(write.connection(), client).await?;
    // The form shows it to the fen: typed back it is no coarser than it was.
    let stood = present.record.registered_capital;
    if record.registered_capital.map(|capital| capital.money) == stood.map(|stood| stood.money) {
        record.registered_capital = stood;
    }
    if present.record == record {
        return Err(Error::new(Code::Refused, "没有改动，不需要保存。"));
    }
    if present.batch_id != seen {
        return Err(form::conflict(&record, &present.record));
    }
    refuse_if_taken(&mut write, Some(present.key), &record.client).await?;
    let target = Some((present.key, present.batch));
    write_client(write, target, record, Action::ClientChanged).await
}

/// Enters a person of a client, or gives one of that name other jobs.
///
/// # Errors
/// [`Code::Exists`] where the person is there with these jobs, or somebody was called so before.
pub async fn enter_person(
    vault: &Vault,
    client: ClientId,
    form: &PersonForm,
    now: Timestamp,
) -> Result<Entered> {
    let (name, jobs) = form.read()?;
    let mut write = vault.write(now).await?;
    let key = present(&mut write, client).await?;
    let people = known::people(write.connection(), Some(key)).await?;
    let known = people.of(key, &name);
    let stands = known.and_then(|known| Some((known, known.present.as_ref()?)));
    let relied = match stands {
        Some((known, _)) if known.name != name => return Err(form::bore_it(&known.name)),
        Some((_, (_, present))) if *present == jobs => {
            return Err(Error::new(
                Code::Exists,
                "这位联系人已在册，职务也相同，没有重复添加。",
            ));
        }
        Some((_, (batch, _))) => Some(*batch),
        None => None,
    };
    let person = known.map(|known| known.key);
    let plan = plan_of_person(key, person, name, jobs, relied, now);
    let (batch_key, batch) = commit::write(&mut write, &plan, None).await?;
    let nothing = serde_json::json!({});
    write
        .commit(Action::PersonEntered, Some(batch_key.0), &nothing)
        .await?;
    Ok(Entered {
        client,
        batch,
        attached: Counts::default(),
    })
}

/// A client's person of this name as their form shows them.
///
/// # Errors
/// [`Code::NotFound`] where nobody of the client is called so now.
pub async fn person_as_typed(
    vault: &Vault,
    client: ClientKey,
    name: &str,
) -> Result<(PersonId, PersonForm)> {
    let mut tx = vault.read().await?;
    let id = store::person_called(&mut tx, client, name.trim())
        .await?
        .ok_or_else(nobody)?;
    let stands = store::person_by_id(&mut tx, client, id).await?;
    let (_, name, _, jobs) = stands.ok_or_else(nobody)?;
    let jobs = jobs.join("、");
    Ok((id, PersonForm { name, jobs }))
}

/// Gives a person another name, other jobs, or both. Files that go on using the earlier name mean the same person.
///
/// # Errors
/// [`Code::Refused`] with a reason under each field that cannot be read, or where nothing is said anew;
/// [`Code::Exists`] where another person of the client bears or bore the name.
pub async fn change_person(
    vault: &Vault,
    client: ClientId,
    person: PersonId,
    form: &PersonForm,
    now: Timestamp,
) -> Result<Entered> {
    let (name, jobs) = form.read()?;
    let mut write = vault.write(now).await?;
    let key = present(&mut write, client).await?;
    let stands = store::person_by_id(write.connection(), key, person).await?;
    let (person, was, relied, had) = stands.ok_or_else(nobody)?;
    if name == was && jobs == had {
        return Err(Error::new(Code::Refused, "没有改动，不需要保存。"));
    }
    let people = known::people(write.connection(), Some(key)).await?;
    let other = (people.of(key, &name)).filter(|other| other.key != person);
    if let Some(other) = other.filter(|other| other.present.is_some()) {
        return Err(match other.name == name {
            true => form::bears_it(),
            false => form::bore_it(&other.name),
        });
    }
    let plan = plan_of_person(key, Some(person), name.clone(), jobs, Some(relied), now);
    let (batch_key, batch) = commit::write(&mut write, &plan, None).await?;
    if name != was {
        store::rename(write.connection(), batch_key, person, &was, &name).await?;
    }
    let nothing = serde_json::json!({});
    write
        .commit(Action::PersonChanged, Some(batch_key.0), &nothing)
        .await?;
    Ok(Entered {
        client,
        batch,
        attached: Counts::default(),
    })
}

fn nobody() -> Error {
    Error::new(
        Code::NotFound,
        "这位联系人已不在这户客户名下，什么也没有改动。",
    )
}

/// `relied`: the batch that said what stands of them, if anything does.
fn plan_of_person(
    client: ClientKey,
    person: Option<PersonKey>,
    name: String,
    jobs: Vec<String>,
    relied: Option<BatchKey>,
    now: Timestamp,
) -> Plan {
    let rows = Rows::People(vec![row(vec![PersonRecord {
        client: ClientRef::default(),
        name: name.clone(),
        jobs: jobs.clone(),
    }])]);
    let verdict = if relied.is_some() {
        Verdict::Changed
    } else {
        Verdict::New
    };
    let writes = Writes::People(vec![PersonWrite {
        row: 1,
        client,
        person,
        name,
        jobs,
    }]);
    plan_of(rows, verdict, relied, writes, now)
}

/// Says whose the rows are that wait under this number, code or name: they attach, and so will those of later
/// files.
///
/// # Errors
/// [`Code::NotFound`] where nothing waits under it any more.
pub async fn assign(
    vault: &Vault,
    waiting: &ClientRef,
    client: ClientId,
    now: Timestamp,
) -> Result<Entered> {
    let mut write = vault.write(now).await?;
    let key = present(&mut write, client).await?;
    let alias = ClientRecord {
        client: waiting.clone(),
        ..ClientRecord::default()
    };
    let plan = plan_of(
        Rows::Clients(vec![row(alias)]),
        Verdict::Changed,
        None,
        Writes::Clients(Vec::new()),
        now,
    );
    let (batch_key, batch) = commit::write(&mut write, &plan, None).await?;
    store::insert_alias(write.connection(), batch_key, key, waiting).await?;
    let attached = queue::attach(&mut write, batch_key).await?;
    if attached == Counts::default() {
        return Err(Error::new(
            Code::NotFound,
            "没有等待这个客户的行能归到所选客户名下，什么也没有改动。请核对名称是否属于另一户。",
        ));
    }
    let detail = serde_json::json!({ "counts": attached });
    write
        .commit(Action::QueueAssigned, Some(batch_key.0), &detail)
        .await?;
    Ok(Entered {
        client,
        batch,
        attached,
    })
}

async fn present(write: &mut Write, client: ClientId) -> Result<ClientKey> {
    clients::by_id(write.connection(), client)
        .await?
        .ok_or_else(clients::gone)
}

async fn write_client(
    mut write: Write,
    target: Option<(ClientKey, BatchKey)>,
    record: ClientRecord,
    action: Action,
) -> Result<Entered> {
    let verdict = if target.is_some() {
        Verdict::Changed
    } else {
        Verdict::New
    };
    let writes = Writes::Clients(vec![ClientWrite {
        row: 1,
        client: target.map(|(key, _)| key),
        record: record.clone(),
    }]);
    let rows = Rows::Clients(vec![row(record)]);
    let relied = target.map(|(_, batch)| batch);
    let plan = plan_of(rows, verdict, relied, writes, write.at);
    let (key, batch) = commit::write(&mut write, &plan, None).await?;
    let attached = queue::attach(&mut write, key).await?;
    let client = store::client_of(write.connection(), key).await?;
    let nothing = serde_json::json!({});
    write.commit(action, Some(key.0), &nothing).await?;
    Ok(Entered {
        client,
        batch,
        attached,
    })
}

fn row<T>(record: T) -> Row<T> {
    Row {
        number: 1,
        record: Ok(record),
        warnings: Vec::new(),
    }
}

/// The plan of one typed row whose verdict is known already.
fn plan_of(
    rows: Rows,
    verdict: Verdict,
    relied: Option<BatchKey>,
    writes: Writes,
    now: Timestamp,
) -> Plan {
    let table = Table {
        sheet: String::new(),
        header_row: 0,
        as_of: None,
        unit: Some(Unit::Wan),
        subject_column: "A".into(),
        rows,
        stated: None,
        rejected_sums: BTreeMap::new(),
        notes: Vec::new(),
    };
    let source = Source::by_hand(now);
    let planning = Planning::open(source, table, Known::default(), None, BTreeSet::new());
    let mut plan = planning.close();
    for row in &mut plan.rows {
        row.verdict = verdict;
    }
    plan.queued = Vec::new();
    plan.relies_on.extend(relied);
    plan.writes = writes;
    plan
}

/// No two clients share a number or a code; a name alone must be new.
async fn refuse_if_taken(
    write: &mut Write,
    own: Option<ClientKey>,
    client: &ClientRef,
) -> Result<()> {
    let only_name = client.number.is_none() && client.code.is_none();
    let keys = [
        ("number", "客户编号", client.number.as_deref()),
        ("code", "统一社会信用代码", client.code.as_deref()),
        (
            "name",
            "客户名称",
            client.name.as_deref().filter(|_| only_name),
        ),
    ];
    for (field, label, value) in keys {
        let Some(value) = value else { continue };
        let others = clients::bearing(write.connection(), field, value).await?;
        if let Some(other) = others.into_iter().find(|other| Some(other.key) != own) {
            let message = format!("{label}已属于另一户，没有保存。请核对，或直接打开那一户。");
            return Err(Error::new(Code::Exists, message)
                .with_problem(field, "taken", format!("已属于“{}”", other.name))
                .with("other", other.id.to_string())
                .with("other_name", other.name));
        }
    }
    Ok(())
}
