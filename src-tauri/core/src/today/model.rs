//! What waits, and in which order: pure rules over what the store found (docs/domain.md §7 story 1).

use crate::day::Day;
use crate::ids::{BatchId, ClientId, LoanId, MarkId, VisitId};
use crate::intake::checklist::MissingTables;
use crate::intake::record::{Classification, Kind};
use crate::metrics::Comparison;
use crate::money::{Money, Unit};
use crate::setting::Settings;
use crate::visit::TimeOfDay;
use jiff::Timestamp;
use serde::Serialize;

/// Days that the strip shows and a visit may lie ahead, today included.
pub const WEEK: i64 = 7;
/// Items kept of each kind; `Counts` tells how many there are.
pub const MOST_OF_A_KIND: usize = 100;
/// Items shown as done or put off.
pub const MOST_PUT_ASIDE: usize = 50;
/// Most overdue days that count (docs/domain.md §7 story 1).
const MOST_OVERDUE_DAYS: i64 = 30;

/// The page of one day.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Today {
    pub on: Day,
    /// Clients in the vault; none is told apart from nothing to do.
    pub clients: u32,
    pub counts: Counts,
    pub headline: Headline,
    /// Seven days, today first.
    pub week: Vec<WeekDay>,
    /// In order of [`Item::position`]; at most [`MOST_OF_A_KIND`] of each kind.
    pub items: Vec<Item>,
    pub put_aside: Vec<PutAside>,
    /// What falls due within 7, 30, 90 (a setting) days: each holds the one before. Past ones stand apart.
    pub windows: Vec<DueWindow>,
    /// `None` where no two months are known.
    pub movers: Option<Movers>,
    pub data: Vec<DataState>,
    /// Tables of the last month end that are late; `None` where none is.
    pub missing: Option<MissingTables>,
}

/// Items that wait, of each kind; done and put off ones do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "TodayCounts")]
pub struct Counts {
    pub visit: u32,
    pub maturity: u32,
    pub data: u32,
    /// In the groups 先办 and 今天.
    pub pressing: u32,
}

/// What the first line of the page says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "TodayHeadline")]
pub struct Headline {
    pub visits_today: u32,
    pub past_due: Due,
    pub due_this_week: Due,
    /// Clients whose deposits or loans are older than the settings allow.
    pub stale_clients: u32,
    pub waiting_rows: u32,
}

/// Maturities together, CNY.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "DueTotal")]
pub struct Due {
    pub count: u32,
    pub balance: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
pub struct DueWindow {
    #[specta(type = i32)]
    pub within_days: i64,
    pub due: Due,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct WeekDay {
    pub day: Day,
    pub visits: Vec<WeekVisit>,
    pub maturities: Due,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct WeekVisit {
    pub visit: VisitId,
    pub starts_at: Option<TimeOfDay>,
    pub client: ItemClient,
    pub with: Vec<String>,
}

/// Whom an item is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "TodayClient")]
pub struct ItemClient {
    pub id: ClientId,
    pub name: String,
    pub tier: Option<String>,
}

/// One thing to do, ranked.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename = "TodayItem")]
pub struct Item {
    /// The same on every day until the thing itself changes: what marks are kept by.
    pub id: String,
    /// From 1, over all groups.
    pub position: u32,
    pub group: Group,
    pub client: Option<ItemClient>,
    pub subject: Subject,
    /// Days from today to the item's day; negative once it is past. `None` where it has no day.
    #[specta(type = Option<i32>)]
    pub days: Option<i64>,
    pub score: Score,
    /// It was put off and is back.
    pub returned: Option<Returned>,
}

/// Groups come in this order whatever the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "TodayGroup")]
pub enum Group {
    /// 先办: its day is past.
    First,
    /// 今天
    Today,
    /// 本周: the coming seven days.
    Week,
    /// 以后
    Later,
}

/// What an item is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[serde(rename = "TodaySubject")]
pub enum Subject {
    Visit {
        visit: VisitId,
        on: Day,
        starts_at: Option<TimeOfDay>,
        place: Option<String>,
        with: Vec<String>,
        ask: Option<String>,
    },
    /// A loan or off-balance item with a balance that falls due, or is past its day.
    Maturity {
        loan: LoanId,
        number: String,
        product: Option<String>,
        off_balance: bool,
        balance: Money,
        /// The day the balance holds for.
        as_of: Day,
        matures_on: Day,
        class: Option<Classification>,
        overdue_days: Option<u32>,
    },
    /// Clients whose ledger is older than the settings allow, as one item a ledger.
    StaleData {
        ledger: Kind,
        clients: u32,
        oldest: Day,
        /// The newest day anybody's ledger is known for.
        newest: Day,
        #[specta(type = i32)]
        limit_days: i64,
    },
    /// Rows of a file whose client is not in the vault yet.
    UnfinishedImport {
        batch: BatchId,
        file: String,
        ledger: Kind,
        rows: u32,
        #[specta(type = String)]
        imported_at: Timestamp,
    },
}

/// Which of the page's filters an item falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter {
    Visit,
    Maturity,
    Data,
}

/// Why an item stands where it does: severity + min(days overdue, 30) + 10·log10(1 + amount in 万元).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "TodayScore")]
pub struct Score {
    /// What decides the severity.
    pub reason: Severity,
    pub severity: Points,
    #[specta(type = i32)]
    pub overdue_days: i64,
    pub overdue: Points,
    pub amount: Option<Money>,
    pub amount_points: Points,
    pub total: Points,
}

/// Each has its base among the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
#[serde(rename = "TodaySeverity")]
pub enum Severity {
    PastDue,
    DueThisWeek,
    DueThisMonth,
    DueLater,
    VisitToday,
    VisitThisWeek,
    StaleData,
    UnfinishedImport,
}

/// Tenths of a point, so that the printed parts add up to the printed total.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, specta::Type)]
#[serde(transparent)]
#[specta(transparent)]
#[serde(rename = "TodayPoints")]
pub struct Points(pub u32);

/// Why and by when an item was put off before it came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(rename = "TodayReturned")]
pub struct Returned {
    pub until: Day,
    pub reason: String,
}

/// An item that is done, or put off until a day still to come.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename = "TodayPutAside")]
pub struct PutAside {
    pub mark: MarkId,
    pub item: Item,
    /// `None`: done.
    pub until: Option<Day>,
    pub reason: Option<String>,
    #[specta(type = String)]
    pub at: Timestamp,
}

/// The largest moves of the month's average against the month before, CNY.
#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename = "TodayMovers")]
pub struct Movers {
    pub as_of: Day,
    /// Largest first.
    pub up: Vec<Mover>,
    /// Largest fall first.
    pub down: Vec<Mover>,
}

#[derive(Debug, Clone, PartialEq, Serialize, specta::Type)]
#[serde(rename = "TodayMover")]
pub struct Mover {
    pub client: ItemClient,
    pub month_average: Money,
    /// Against the end of the month before.
    pub comparison: Comparison,
    /// The move is one that a visit should ask about.
    pub notable: bool,
}

/// How new one kind of data is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct DataState {
    pub kind: Kind,
    /// The newest day its balances hold for; lists of clients and people have none.
    pub newest: Option<Day>,
    #[specta(type = Option<String>)]
    pub imported_at: Option<Timestamp>,
    /// Clients that have any; of people this is not counted.
    pub clients: Option<u32>,
    /// Of these, how many are older than the settings allow.
    pub stale_clients: u32,
}

impl Subject {
    /// Names the thing and the day it is about: a moved visit, a prolonged loan, a newer ledger is another item.
    pub fn id(&self) -> String {
        match self {
            Subject::Visit { visit, on, .. } => format!("visit:{visit}:{}", on.yyyymmdd()),
            Subject::Maturity {
                loan, matures_on, ..
            } => format!("maturity:{loan}:{}", matures_on.yyyymmdd()),
            Subject::StaleData { ledger, newest, .. } => {
                format!("stale:{}:{}", ledger.name(), newest.yyyymmdd())
            }
            Subject::UnfinishedImport { batch, .. } => format!("import:{batch}"),
        }
    }

    /// The loan and the day that the name of a maturity holds.
    pub fn maturity_named(id: &str) -> Option<(LoanId, Day)> {
        let (loan, day) = id.strip_prefix("maturity:")?.split_once(':')?;
        Some((loan.parse().ok()?, Day::from_yyyymmdd(day.parse().ok()?)?))
    }

    pub const fn filter(&self) -> Filter {
        match self {
            Subject::Visit { .. } => Filter::Visit,
            Subject::Maturity { .. } => Filter::Maturity,
            Subject::StaleData { .. } | Subject::UnfinishedImport { .. } => Filter::Data,
        }
    }

    /// The day by which it should be done.
    fn day(&self) -> Option<Day> {
        match self {
            Subject::Visit { on, .. } => Some(*on),
            Subject::Maturity { matures_on, .. } => Some(*matures_on),
            Subject::StaleData {
                newest, limit_days, ..
            } => Some(newest.plus_days(*limit_days)),
            Subject::UnfinishedImport { .. } => None,
        }
    }

    fn amount(&self) -> Option<Money> {
        match self {
            Subject::Maturity { balance, .. } => Some(*balance),
            _ => None,
        }
    }

    fn severity(&self, days: Option<i64>) -> Severity {
        match self {
            Subject::Visit { .. } if days == Some(0) => Severity::VisitToday,
            Subject::Visit { .. } => Severity::VisitThisWeek,
            Subject::Maturity { .. } => maturity_severity(days.unwrap_or_default()),
            Subject::StaleData { .. } => Severity::StaleData,
            Subject::UnfinishedImport { .. } => Severity::UnfinishedImport,
        }
    }
}

const fn maturity_severity(days: i64) -> Severity {
    match days {
        ..0 => Severity::PastDue,
        0..=7 => Severity::DueThisWeek,
        8..=30 => Severity::DueThisMonth,
        _ => Severity::DueLater,
    }
}

/// Work on the data has no day that the client would notice: it belongs to today.
const fn group(filter: Filter, days: Option<i64>) -> Group {
    match (filter, days) {
        (Filter::Data, _) | (_, None | Some(0)) => Group::Today,
        (_, Some(..0)) => Group::First,
        (_, Some(1..=WEEK)) => Group::Week,
        (_, Some(_)) => Group::Later,
    }
}

impl Severity {
    fn base(self, settings: &Settings) -> u32 {
        match self {
            Severity::PastDue => settings.severity_past_due,
            Severity::DueThisWeek => settings.severity_due_this_week,
            Severity::DueThisMonth => settings.severity_due_this_month,
            Severity::DueLater => settings.severity_due_later,
            Severity::VisitToday => settings.severity_visit_today,
            Severity::VisitThisWeek => settings.severity_visit_this_week,
            Severity::StaleData => settings.severity_stale_data,
            Severity::UnfinishedImport => settings.severity_unfinished_import,
        }
    }
}

impl Points {
    pub const fn whole(points: u32) -> Self {
        Points(points * 10)
    }

    /// 10·log10(1 + amount in 万元), to the tenth.
    pub fn of_amount(amount: Money) -> Self {
        let wan: f64 = (amount.in_unit(Unit::Wan).try_into()).unwrap_or_default();
        // At most 79: amounts end at 9·10^8 万元.
        Points((100.0 * (1.0 + wan.max(0.0)).log10()).round() as u32)
    }
}

impl Score {
    fn of(reason: Severity, days: Option<i64>, amount: Option<Money>, settings: &Settings) -> Self {
        let severity = Points::whole(reason.base(settings));
        let overdue_days = days.map_or(0, |days| (-days).max(0));
        let counted = overdue_days.min(MOST_OVERDUE_DAYS);
        let overdue = Points::whole(u32::try_from(counted).unwrap_or_default());
        let amount_points = amount.map_or(Points(0), Points::of_amount);
        Score {
            reason,
            severity,
            overdue_days,
            overdue,
            amount,
            amount_points,
            total: Points(severity.0 + overdue.0 + amount_points.0),
        }
    }
}

impl Item {
    /// Not yet in its place: [`ranked`] gives that.
    pub fn new(subject: Subject, client: Option<ItemClient>, on: Day, settings: &Settings) -> Self {
        let days = subject.day().map(|day| day.days_since(on));
        Item {
            id: subject.id(),
            position: 0,
            group: group(subject.filter(), days),
            score: Score::of(subject.severity(days), days, subject.amount(), settings),
            client,
            subject,
            days,
            returned: None,
        }
    }
}

/// What decides the place of a thing among all that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub filter: Filter,
    group: Group,
    total: Points,
    days: Option<i64>,
}

impl Standing {
    /// Of a maturity of which no more is known yet: there may be tens of thousands.
    pub fn of_maturity(days: i64, balance: Money, settings: &Settings) -> Self {
        let (reason, group) = (maturity_severity(days), group(Filter::Maturity, Some(days)));
        Standing {
            filter: Filter::Maturity,
            group,
            total: Score::of(reason, Some(days), Some(balance), settings).total,
            days: Some(days),
        }
    }

    pub fn of(item: &Item) -> Self {
        Standing {
            filter: item.subject.filter(),
            group: item.group,
            total: item.score.total,
            days: item.days,
        }
    }
}

/// The places of `standings` in their order: by group, the highest score first, the earlier day first, and of
/// equals the one that came first.
pub fn ranked(standings: &[Standing]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..standings.len()).collect();
    order.sort_by_key(|&at| {
        let Standing {
            group, total, days, ..
        } = standings[at];
        (group, std::cmp::Reverse(total), days)
    });
    order
}

/// The first [`MOST_OF_A_KIND`] of each kind, each with its position from 1.
pub fn shown(order: &[usize], standings: &[Standing]) -> Vec<(u32, usize)> {
    let mut kept = [0_usize; 3];
    (1..)
        .zip(order.iter().copied())
        .filter(|&(_, at)| {
            let of_its_kind = &mut kept[standings[at].filter as usize];
            *of_its_kind += 1;
            *of_its_kind <= MOST_OF_A_KIND
        })
        .collect()
}

impl Counts {
    pub fn of(standings: &[Standing]) -> Self {
        let mut counts = Counts::default();
        for standing in standings {
            match standing.filter {
                Filter::Visit => counts.visit += 1,
                Filter::Maturity => counts.maturity += 1,
                Filter::Data => counts.data += 1,
            }
            counts.pressing += u32::from(standing.group <= Group::Today);
        }
        counts
    }
}

impl Due {
    pub fn add(&mut self, balance: Money) {
        self.count += 1;
        self.balance = self.balance + balance;
    }
}
