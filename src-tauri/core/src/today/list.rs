//! The ranked list: what waits less what was marked, each in its place, and the words of those that are shown.

use super::Found;
use super::model::{self, Counts, Item, MOST_PUT_ASIDE, PutAside, Returned, Standing, Subject};
use super::store::{self, DueLoan, Mark};
use crate::error::Result;
use crate::ids::LoanKey;
use crate::setting::Settings;
use sqlx::SqliteConnection;
use std::collections::HashMap;

pub struct List {
    pub counts: Counts,
    pub items: Vec<Item>,
    pub put_aside: Vec<PutAside>,
}

impl List {
    pub async fn of(
        connection: &mut SqliteConnection,
        found: Found,
        settings: &Settings,
    ) -> Result<Self> {
        let on = found.on;
        let marks = store::marks(connection).await?;
        let hidden_loans = hidden_loans(connection, &marks, &found).await?;
        let (aside, due): (Vec<DueLoan>, Vec<DueLoan>) = (found.due.into_iter())
            .partition(|due| hidden_loans.get(&due.loan) == Some(&due.matures_on));
        let hides = |item: &Item| marks.get(&item.id).is_some_and(|mark| mark.hides(on));
        let (mut put_aside, others): (Vec<Item>, Vec<Item>) =
            found.items.into_iter().partition(hides);

        // Places first, for all; words afterwards, for the few that are shown.
        let standings: Vec<Standing> = (others.iter().map(Standing::of))
            .chain(due.iter().map(|due| {
                Standing::of_maturity(due.matures_on.days_since(on), due.balance, settings)
            }))
            .collect();
        let order = model::ranked(&standings);
        let shown = model::shown(&order, &standings);
        let loan_at = |at: usize| at.checked_sub(others.len()).map(|at| due[at].loan);
        let wanted: Vec<LoanKey> = (shown.iter().filter_map(|&(_, at)| loan_at(at)))
            .chain(aside.iter().map(|due| due.loan))
            .collect();
        let mut words = store::maturities(connection, &wanted, settings).await?;
        let mut told = |loan: LoanKey| {
            let (subject, client) = words.remove(&loan)?;
            Some(Item::new(subject, client, on, settings))
        };
        let items = (shown.into_iter()).filter_map(|(position, at)| {
            let item = match loan_at(at) {
                Some(loan) => told(loan)?,
                None => others[at].clone(),
            };
            Some(Item {
                position,
                returned: returned(marks.get(&item.id)),
                ..item
            })
        });
        let items = items.collect();
        put_aside.extend(aside.iter().filter_map(|due| told(due.loan)));
        Ok(List {
            counts: Counts::of(&standings),
            items,
            put_aside: newest_first(put_aside, marks),
        })
    }
}

/// Loans whose maturity on that day is done or put off.
async fn hidden_loans(
    connection: &mut SqliteConnection,
    marks: &HashMap<String, Mark>,
    found: &Found,
) -> Result<HashMap<LoanKey, crate::day::Day>> {
    let mut hidden = HashMap::new();
    for (id, _) in marks.iter().filter(|(_, mark)| mark.hides(found.on)) {
        if let Some((loan, day)) = Subject::maturity_named(id)
            && let Some(key) = store::loan_key(connection, loan).await?
        {
            hidden.insert(key, day);
        }
    }
    Ok(hidden)
}

fn returned(mark: Option<&Mark>) -> Option<Returned> {
    let mark = mark?;
    Some(Returned {
        until: mark.until?,
        reason: mark.reason.clone()?,
    })
}

fn newest_first(items: Vec<Item>, mut marks: HashMap<String, Mark>) -> Vec<PutAside> {
    let mut put_aside: Vec<PutAside> = (items.into_iter())
        .filter_map(|item| {
            let mark = marks.remove(&item.id)?;
            Some(PutAside {
                mark: mark.id,
                item,
                until: mark.until,
                reason: mark.reason,
                at: mark.at,
            })
        })
        .collect();
    put_aside.sort_by_key(|aside| std::cmp::Reverse(aside.at));
    put_aside.truncate(MOST_PUT_ASIDE);
    put_aside
}
