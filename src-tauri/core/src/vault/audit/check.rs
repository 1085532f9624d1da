//! Is the trail whole? The chain is computed anew from its first row and held against the anchors.

use super::anchor::{self, Anchor};
use super::{Action, Head, chain};
use crate::error::Result;
use crate::language::Language;
use serde::Serialize;
use sqlx::SqliteConnection;

/// Rows read at a time.
const CHUNK: i64 = 10_000;

/// What a check of the trail found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Trail {
    /// Rows that stand in the trail, whole or not.
    #[specta(type = i32)]
    pub rows: i64,
    /// The last row up to which the chain holds, and its hash.
    #[specta(type = i32)]
    pub holds_until: i64,
    pub head: String,
    /// Where it breaks first; absent in a whole trail.
    pub broken: Option<Break>,
    /// The farthest anchor that the trail bears out.
    pub anchor: Option<Anchor>,
}

impl Trail {
    pub fn is_whole(&self) -> bool {
        self.broken.is_none()
    }
}

/// The first row that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
pub struct Break {
    #[specta(type = i32)]
    pub seq: i64,
    pub flaw: Flaw,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, specta::Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Flaw {
    /// What it says is not what was written.
    Edited,
    /// It is gone, and those after it up to `until`.
    Missing {
        #[specta(type = i32)]
        until: i64,
    },
    /// Another one stands in its place; it stands at `stands_at`.
    Displaced {
        #[specta(type = i32)]
        stands_at: i64,
    },
    /// A number below 1, which no row is given.
    Numberless,
    /// Earlier than the row before it.
    TimeBack,
    /// The trail ends before it, though a row as late as the anchor's was there.
    CutOff { anchor: Anchor },
    /// The chain holds, but this row was another one: everything after row `after` may be rewritten.
    Rewritten {
        #[specta(type = i32)]
        after: i64,
        anchor: Anchor,
    },
}

/// Computes the chain from the first row, whatever its number, and holds it against `anchors` and the heads
/// in the footers of the documents made here.
pub async fn check(connection: &mut SqliteConnection, anchors: Vec<Anchor>) -> Result<Trail> {
    let mut walk = Walk::of(anchors, anchor::of_documents(connection).await?);
    let mut from = i64::MIN;
    let broken = loop {
        let rows = read(connection, from).await?;
        let Some(last) = rows.last() else {
            break walk.end();
        };
        from = last.seq.saturating_add(1);
        if let Some(found) = rows.iter().find_map(|row| walk.step(row)) {
            break Some(found);
        }
    };
    let broken = match broken {
        Some(found) => Some(displaced(connection, &walk.head, found).await?),
        None => None,
    };
    let rows = match &broken {
        None => walk.head.seq,
        Some(_) => count(connection).await?,
    };
    Ok(Trail {
        rows,
        holds_until: walk.head.seq,
        head: walk.head.hex(),
        broken,
        anchor: walk.borne_out,
    })
}

/// A row as it stands.
struct Row {
    seq: i64,
    at: i64,
    user_id: i64,
    action: String,
    subject: Option<i64>,
    detail: String,
    hash: Vec<u8>,
}

impl Row {
    /// The hash it would have as row `seq` after `before`.
    fn chained(&self, before: &[u8; 32], seq: i64) -> [u8; 32] {
        chain(
            before,
            seq,
            self.at,
            self.user_id,
            &self.action,
            self.subject,
            &self.detail,
        )
    }
}

async fn read(connection: &mut SqliteConnection, from: i64) -> Result<Vec<Row>> {
    Ok(sqlx::query_as!(
        Row,
        "SELECT seq, at, user_id, action, subject, detail, hash FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?",
        from,
        CHUNK
    )
    .fetch_all(connection)
    .await?)
}

async fn count(connection: &mut SqliteConnection) -> Result<i64> {
    Ok(sqlx::query_scalar!("SELECT count(*) FROM audit")
        .fetch_one(connection)
        .await?)
}

/// The way along the chain.
struct Walk {
    head: Head,
    at: i64,
    /// Those ahead, the nearest last.
    ahead: Vec<Anchor>,
    borne_out: Option<Anchor>,
}

impl Walk {
    fn of(mut anchors: Vec<Anchor>, documents: Vec<Anchor>) -> Self {
        anchors.extend(documents);
        anchors.retain(|anchor| anchor.seq >= 1);
        anchors.sort_by_key(|anchor| std::cmp::Reverse(anchor.seq));
        Walk {
            head: Head::default(),
            at: i64::MIN,
            ahead: anchors,
            borne_out: None,
        }
    }

    /// Takes the next row, or says what is wrong with it.
    fn step(&mut self, row: &Row) -> Option<Break> {
        let expected = self.head.seq + 1;
        let broken = |seq, flaw| Some(Break { seq, flaw });
        if row.seq < expected {
            return broken(row.seq, Flaw::Numberless);
        }
        if row.seq > expected {
            let until = row.seq - 1;
            return broken(expected, Flaw::Missing { until });
        }
        let hash = row.chained(&self.head.hash, row.seq);
        if row.hash != hash {
            return broken(row.seq, Flaw::Edited);
        }
        if row.at < self.at {
            return broken(row.seq, Flaw::TimeBack);
        }
        let here = Head { seq: row.seq, hash };
        self.forget_the_branch_left_at(row);
        if let Some(anchor) = self.contradicted(&here) {
            let after = self.borne_out.as_ref().map_or(0, |anchor| anchor.seq);
            return broken(row.seq, Flaw::Rewritten { after, anchor });
        }
        self.head = here;
        self.at = row.at;
        None
    }

    /// A restored vault went on from the backup's last row: what the vault that was left behind noted
    /// before that, of its own further rows, is not about this trail.
    fn forget_the_branch_left_at(&mut self, row: &Row) {
        if row.action == Action::VaultRestored.name() {
            let is_of_the_branch = |anchor: &Anchor| {
                anchor.seq >= row.seq
                    && (anchor.noted_at).is_some_and(|noted| noted.as_millisecond() <= row.at)
            };
            self.ahead.retain(|anchor| !is_of_the_branch(anchor));
        }
    }

    /// The first anchor at this row that noted another one.
    fn contradicted(&mut self, here: &Head) -> Option<Anchor> {
        while let Some(anchor) = self.ahead.pop_if(|anchor| anchor.seq <= here.seq) {
            if !anchor.is(here) {
                return Some(anchor);
            }
            self.borne_out = Some(anchor);
        }
        None
    }

    /// After the last row: what else should have come.
    fn end(&mut self) -> Option<Break> {
        let seq = self.head.seq + 1;
        let farthest = (!self.ahead.is_empty()).then(|| self.ahead.swap_remove(0));
        let flaw = match farthest {
            Some(anchor) => Flaw::CutOff { anchor },
            // Every vault begins with the row of its making.
            None if seq == 1 => Flaw::Missing { until: 1 },
            None => return None,
        };
        Some(Break { seq, flaw })
    }
}

/// A row that does not fit may be whole and merely in another's place: then the one that belongs here stands
/// elsewhere. Looked for only in a broken trail, because it takes another reading of it.
async fn displaced(connection: &mut SqliteConnection, head: &Head, found: Break) -> Result<Break> {
    if found.flaw != Flaw::Edited {
        return Ok(found);
    }
    let mut from = i64::MIN;
    loop {
        let rows = read(connection, from).await?;
        let Some(last) = rows.last() else {
            return Ok(found);
        };
        from = last.seq.saturating_add(1);
        let belongs_here = |row: &&Row| row.hash == row.chained(&head.hash, found.seq);
        if let Some(row) = rows.iter().find(belongs_here) {
            let stands_at = row.seq;
            let flaw = Flaw::Displaced { stands_at };
            return Ok(Break { flaw, ..found });
        }
    }
}

impl Trail {
    /// The verdict in a sentence.
    pub fn said(&self, language: Language) -> String {
        let (rows, holds) = (self.rows, self.holds_until);
        match (&self.broken, &self.anchor) {
            (Some(broken), _) => {
                let broken = broken.said(language);
                let rest = match holds {
                    0 => String::new(),
                    holds => language.pick(
                        format!("。前 {holds} 条无误"),
                        format!(". The first {holds} rows hold"),
                    ),
                };
                language.pick(
                    format!("操作记录不完整：{broken}{rest}。"),
                    format!("The trail is not whole: {broken}{rest}."),
                )
            }
            (None, Some(anchor)) => {
                let anchor = anchor.said(language);
                language.pick(
                    format!("操作记录完整：{rows} 条逐条核对无误，与{anchor}相符。"),
                    format!("The trail is whole: {rows} rows hold, and agree with {anchor}."),
                )
            }
            (None, None) => language.pick(
                format!("操作记录完整：{rows} 条逐条核对无误。还没有备份或关闭时的记录可以对照。"),
                format!("The trail is whole: {rows} rows hold. No backup or closing noted it yet."),
            ),
        }
    }
}

impl Break {
    /// Where it is broken and what that means; a clause without its full stop.
    pub fn said(&self, language: Language) -> String {
        let seq = self.seq;
        match &self.flaw {
            Flaw::Edited => language.pick(
                format!("第 {seq} 条被改动过"),
                format!("row {seq} was edited"),
            ),
            Flaw::Missing { until } => {
                let rows = span(seq, *until, language);
                language.pick(format!("{rows}被删除"), format!("{rows} deleted"))
            }
            Flaw::Displaced { stands_at } => language.pick(
                format!("第 {seq} 条不在原位，它现在排在第 {stands_at} 条：记录被插入或调换过"),
                format!("row {seq} stands at {stands_at}: rows were inserted or exchanged"),
            ),
            Flaw::Numberless => language.pick(
                format!("编号 {seq} 的记录是插入的，编号从 1 开始"),
                format!("row {seq} was inserted, numbers begin at 1"),
            ),
            Flaw::TimeBack => language.pick(
                format!("第 {seq} 条的时间早于前一条"),
                format!("row {seq} is earlier than the one before it"),
            ),
            Flaw::CutOff { anchor } => {
                let (rows, anchor) = (span(seq, anchor.seq, language), anchor.said(language));
                language.pick(
                    format!("{rows}被截去，{anchor}可以为证"),
                    format!("{rows} cut off, as {anchor} bears witness"),
                )
            }
            Flaw::Rewritten { after, anchor } => {
                let anchor = anchor.said(language);
                let since = match after {
                    0 => language.pick(
                        "整条链不是当时的".into(),
                        "the whole chain is another".into(),
                    ),
                    after => language.pick(
                        format!("第 {after} 条之后被改写过"),
                        format!("what follows row {after} was rewritten"),
                    ),
                };
                language.pick(
                    format!("第 {seq} 条与{anchor}不同，{since}"),
                    format!("row {seq} is not that of {anchor}; {since}"),
                )
            }
        }
    }
}

fn span(from: i64, to: i64, language: Language) -> String {
    match from == to {
        true => language.pick(format!("第 {from} 条"), format!("row {from} was")),
        false => language.pick(
            format!("第 {from} 至 {to} 条"),
            format!("rows {from} to {to} were"),
        ),
    }
}
