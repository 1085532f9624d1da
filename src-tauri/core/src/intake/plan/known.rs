//! What the vault holds of the things a table speaks of, as planning needs it. Loaded by the store.

use super::by_client::Told;
use crate::day::Day;
use crate::ids::{BatchKey, ClientKey, PersonKey};
use crate::intake::columns::Field;
use crate::intake::record::{ClientRecord, ClientRef, DepositAmounts, LoanRecord};
use crate::intake::values::Values;
use crate::money::Amount;
use crate::setting::Settings;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Everything planning may look at.
#[derive(Debug, Default)]
pub struct Known {
    pub settings: Settings,
    /// What labels mean.
    pub values: Values,
    /// Labels that the vault holds: they were asked for when they came first.
    pub labels: HashSet<(Field, String)>,
    pub managers: BTreeSet<String>,
    pub clients: ClientIndex,
    /// Present versions, for a clients file.
    pub client_versions: HashMap<ClientKey, KnownClient>,
    /// For a deposits file: by account or by client.
    pub told: Told,
    /// For a people file, by client and exact name.
    pub people: People,
}

#[derive(Debug)]
pub struct KnownClient {
    pub batch: BatchKey,
    pub record: ClientRecord,
}

/// By what they are called now, and by what they were called before somebody gave them another name.
#[derive(Debug, Default)]
pub struct People(HashMap<(ClientKey, String), KnownPerson>);

impl People {
    /// What is added later goes before what bears the same name.
    pub fn add(&mut self, client: ClientKey, name: String, person: KnownPerson) {
        self.0.insert((client, name), person);
    }

    pub fn of(&self, client: ClientKey, name: &str) -> Option<&KnownPerson> {
        self.0.get(&(client, name.to_owned()))
    }
}

#[derive(Debug, Clone)]
pub struct KnownPerson {
    pub key: PersonKey,
    /// What they are called now.
    pub name: String,
    /// The present version; `None` when every version is undone.
    pub present: Option<(BatchKey, Vec<String>)>,
}

/// What the vault holds of accounts or loans, by number and currency.
pub type HeldNumbers<K, F> = HashMap<(String, String), Vec<Held<K, F>>>;

/// An account or a loan that the vault holds.
#[derive(Debug)]
pub struct Held<K, F> {
    pub key: K,
    pub client: ClientKey,
    /// Whether any fact of it stands; a number whose facts are all undone is free again.
    pub stands: bool,
    /// Present facts around the file's days, ascending by day.
    pub facts: Vec<F>,
}

impl<K, F: HeldFact> Held<K, F> {
    pub fn fact_of(&self, day: Day) -> Option<&F> {
        self.facts.iter().find(|fact| fact.as_of() == day)
    }
}

/// What stands of an account or a loan for a day.
pub trait HeldFact {
    fn as_of(&self) -> Day;
    fn batch(&self) -> BatchKey;
    fn balance(&self) -> Option<Amount>;
}

#[derive(Debug, Clone)]
pub struct KnownDeposit {
    pub as_of: Day,
    pub batch: BatchKey,
    pub product: Option<String>,
    pub amounts: DepositAmounts,
}

impl HeldFact for KnownDeposit {
    fn as_of(&self) -> Day {
        self.as_of
    }

    fn batch(&self) -> BatchKey {
        self.batch
    }

    fn balance(&self) -> Option<Amount> {
        self.amounts.point
    }
}

#[derive(Debug, Clone)]
pub struct KnownLoanFact {
    pub as_of: Day,
    pub batch: BatchKey,
    /// Its client reference is empty: the loan's client is known.
    pub record: LoanRecord,
}

impl HeldFact for KnownLoanFact {
    fn as_of(&self) -> Day {
        self.as_of
    }

    fn batch(&self) -> BatchKey {
        self.batch
    }

    fn balance(&self) -> Option<Amount> {
        self.record.balance
    }
}

/// From a day to a day, both included.
#[derive(Debug, Clone, Copy)]
pub struct Days {
    pub first: Day,
    pub last: Day,
}

impl Days {
    /// All of these, and as many days before the first as are looked back.
    pub fn of(days: impl Iterator<Item = Day> + Clone, look_back: i64) -> Option<Self> {
        Some(Days {
            first: days.clone().min()?.plus_days(-look_back),
            last: days.max()?,
        })
    }
}

/// Matching: number, else code, else a unique exact name; equal names never merge.
#[derive(Debug, Default)]
pub struct ClientIndex {
    by_number: HashMap<String, ClientKey>,
    /// Numbers that are no client's own.
    alias_numbers: HashSet<String>,
    by_code: HashMap<String, ClientKey>,
    /// `None`: several clients bear the name.
    by_name: HashMap<String, Option<ClientKey>>,
    /// Which keys a client has, for contradictions.
    keyed: HashMap<ClientKey, (bool, bool)>,
}

/// What a reference leads to.
pub enum Found {
    One(ClientKey),
    Unknown,
    Contradiction(String),
}

impl ClientIndex {
    pub fn add(
        &mut self,
        key: ClientKey,
        number: Option<String>,
        code: Option<String>,
        name: String,
    ) {
        self.keyed.insert(key, (number.is_some(), code.is_some()));
        if let Some(number) = number {
            self.by_number.insert(number, key);
        }
        if let Some(code) = code {
            self.by_code.insert(code, key);
        }
        self.by_name
            .entry(name)
            .and_modify(|one| *one = None)
            .or_insert(Some(key));
    }

    /// What files call a client that goes by another number, code or name; its own come first.
    pub fn add_alias(&mut self, key: ClientKey, alias: ClientRef) {
        if let Some(number) = alias.number
            && !self.by_number.contains_key(&number)
        {
            self.alias_numbers.insert(number.clone());
            self.by_number.insert(number, key);
        }
        if let Some(code) = alias.code {
            self.by_code.entry(code).or_insert(key);
        }
        if let Some(name) = alias.name {
            self.by_name.entry(name).or_insert(Some(key));
        }
    }

    /// The numbers that clients go by themselves.
    pub fn own_numbers(&self) -> HashMap<ClientKey, &str> {
        let own =
            (self.by_number.iter()).filter(|(number, _)| !self.alias_numbers.contains(*number));
        own.map(|(number, key)| (*key, number.as_str())).collect()
    }

    /// The client that a row of facts speaks of.
    pub fn find(&self, client: &ClientRef) -> Found {
        let by_number = client
            .number
            .as_ref()
            .and_then(|n| self.by_number.get(n))
            .copied();
        let by_code = client
            .code
            .as_ref()
            .and_then(|c| self.by_code.get(c))
            .copied();
        match (by_number, by_code) {
            (Some(a), Some(b)) if a != b => {
                Found::Contradiction("客户编号与统一社会信用代码属于两个不同的客户".into())
            }
            (Some(key), _) if self.names_another(key, client) => {
                Found::Contradiction("客户名称属于另一个客户，与客户编号不符".into())
            }
            (Some(key), _) => Found::One(key),
            (None, Some(key)) if self.names_another(key, client) => {
                Found::Contradiction("客户名称属于另一个客户，与统一社会信用代码不符".into())
            }
            (None, Some(key)) if client.number.is_some() && self.has_number(key) => {
                Found::Contradiction("统一社会信用代码属于另一个客户编号的客户".into())
            }
            (None, Some(key)) => Found::One(key),
            (None, None) => self.find_by_name(client),
        }
    }

    /// A name counts only where no stronger key speaks against it.
    fn find_by_name(&self, client: &ClientRef) -> Found {
        let Some(name) = &client.name else {
            return match (&client.number, &client.code) {
                (None, None) => Found::Contradiction("没有客户编号、信用代码或名称".into()),
                _ => Found::Unknown,
            };
        };
        match self.by_name.get(name) {
            Some(Some(key)) if !self.is_keyed_otherwise(*key, client) => Found::One(*key),
            _ => Found::Unknown,
        }
    }

    /// The row's name is the one name of a client other than `key`.
    fn names_another(&self, key: ClientKey, client: &ClientRef) -> bool {
        let named = client.name.as_ref().and_then(|name| self.by_name.get(name));
        named.is_some_and(|named| named.is_some_and(|named| named != key))
    }

    /// The client of that name has a number or code of its own, and the row gives another.
    fn is_keyed_otherwise(&self, key: ClientKey, client: &ClientRef) -> bool {
        (client.number.is_some() && self.has_number(key))
            || (client.code.is_some() && self.has_code(key))
    }

    pub fn is_ambiguous(&self, name: &str) -> bool {
        matches!(self.by_name.get(name), Some(None))
    }

    fn has_number(&self, key: ClientKey) -> bool {
        self.keyed.get(&key).is_some_and(|(number, _)| *number)
    }

    fn has_code(&self, key: ClientKey) -> bool {
        self.keyed.get(&key).is_some_and(|(_, code)| *code)
    }
}
