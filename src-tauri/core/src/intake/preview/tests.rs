//! A preview against a real vault, from the bytes of a file on.

use super::*;
use crate::intake::columns::Field;
use crate::intake::delivery::{Closed, Delivery};
use crate::intake::gather::FileTable;
use crate::intake::plan::{Counts, Verdict};
use crate::intake::reader::{Limits, read_here};
use crate::intake::record::Kind;
use crate::money::{Money, Unit};
use crate::vault::{Owner, Stretch};
use tempfile::TempDir;

struct Desk {
    _folder: TempDir,
    vault: Vault,
}

fn now() -> Timestamp {
    "2026-11-02T08:00:00Z".parse().unwrap()
}

const CLIENTS: &str = "客户编号,客户名称,客户等级\nK1,示例甲,重点客户\nK2,示例乙,一般客户\n";

/// Two accounts a month before, so that moves show.
const SEPTEMBER: &str =
    "数据日期：2026-09-30,单位：元\n账户编号,客户编号,余额\nA1,K1,1000.00\nA2,K2,500.00\n";

const OCTOBER: &str = "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额,调整余额\nA1,K1,1100.00,1.00\nA2,K2,100.00,2.00\n\
                       A2,K2,100.00,2.00\nA3,K9,70.00,3.00\nA4,K1,1O.00,4.00\n合计,,1370.00,10.00\n";

async fn desk() -> Desk {
    let folder = TempDir::new().unwrap();
    let owner = Owner {
        name: "林叙白".into(),
        ..Owner::default()
    };
    let dir = folder.path().join("desk.vault");
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

/// The preview of a file that came alone.
struct Alone(Delivery);

impl std::ops::Deref for Alone {
    type Target = Preview;

    fn deref(&self) -> &Preview {
        self.0.tables()[0].preview().unwrap()
    }
}

impl Alone {
    async fn change(&mut self, vault: &Vault, change: FileChange) -> Result<()> {
        self.0.change(vault, 0, change, now()).await.map(drop)
    }

    async fn commit(&mut self, vault: &Vault, now: Timestamp) -> Result<Closed> {
        self.0.commit(vault, now, &Progress::default()).await
    }
}

impl Desk {
    async fn preview(&self, name: &str, text: &str) -> Alone {
        let workbook = read_here(name, text.as_bytes(), &Limits::default()).unwrap();
        let table = FileTable {
            workbook,
            kind: None,
        };
        let (mut delivery, progress) = (Delivery::default(), Progress::default());
        let hints = Hints::default();
        delivery
            .add(&self.vault, table, hints, &progress)
            .await
            .unwrap();
        delivery.plan(&self.vault, now(), &progress).await.unwrap();
        Alone(delivery)
    }

    async fn import(&self, name: &str, text: &str) -> Counts {
        let mut preview = self.preview(name, text).await;
        let counts = preview.summary().counts;
        preview.commit(&self.vault, now()).await.unwrap();
        counts
    }

    async fn with_september() -> Desk {
        let desk = desk().await;
        desk.import("clients.csv", CLIENTS).await;
        desk.import("september.csv", SEPTEMBER).await;
        desk
    }

    async fn rows(&self, preview: &Preview, filter: RowFilter) -> Vec<ShownRow> {
        preview
            .rows(&self.vault, filter, (0, 100), &NewClients::new())
            .await
            .unwrap()
            .rows
    }
}

fn amount(yuan: i64) -> Shown {
    Shown::Amount {
        fen: Money::from_yuan(yuan),
    }
}

#[tokio::test]
async fn rows_show_what_was_read_with_problems_at_their_cells_and_first() {
    let desk = Desk::with_september().await;
    let preview = desk.preview("october.csv", OCTOBER).await;
    let rows = desk.rows(&preview, RowFilter::Attention).await;
    let told: Vec<(u32, Option<Verdict>)> = rows.iter().map(|row| (row.row, row.verdict)).collect();
    assert_eq!(
        told,
        [
            (7, Some(Verdict::Rejected)),
            (4, Some(Verdict::New)),
            (5, Some(Verdict::Duplicate)),
            (6, Some(Verdict::Queued)),
            (3, Some(Verdict::New)),
        ]
        .map(|(row, verdict)| (row, verdict)),
    );
    let rejected = &rows[0];
    assert_eq!(
        rejected.cells[2].is,
        Shown::Raw {
            text: "1O.00".into()
        }
    );
    assert!(
        rejected.cells[2]
            .problem
            .as_ref()
            .is_some_and(|problem| problem.contains("字母 O"))
    );
    let odd = &rows[1];
    assert!(odd.abnormal);
    assert_eq!(odd.change, Some(-8000));
    assert_eq!(
        odd.before.map(|before| before.on.to_string()).as_deref(),
        Some("2026-09-30")
    );
    assert_eq!(odd.client.as_deref(), Some("示例乙"));
    assert_eq!(rows[2].same_as, Some(4));
}

#[tokio::test]
async fn a_number_is_masked_unless_its_cell_has_to_be_read() {
    const WHOLE: &str = "62220202001123";
    let desk = Desk::with_september().await;
    let file = "数据日期：2026-10-31,单位：元\n账户编号,客户编号,余额\n622202020011230001,K1,1.00\n622202020011230002,K2,x\n####,K1,3.00\n";
    let mut preview = desk.preview("october.csv", file).await;
    let number = |row: &ShownRow| row.cells[0].is.clone();
    let text = |text: &str| Shown::Text { text: text.into() };
    let rows = desk.rows(&preview, RowFilter::All).await;
    assert_eq!(number(&rows[0]), text("••••0001"));
    assert_eq!(number(&rows[1]), text("••••0002"), "another cell is wrong");
    assert_eq!(number(&rows[2]), text("####"), "the cell itself is wrong");
    assert_eq!(rows[0].cells[0].stands, None);
    assert!(!serde_json::to_string(&rows[0]).unwrap().contains(WHOLE));
    assert_eq!(
        preview.cell_as_it_stands(3, 0).unwrap(),
        format!("{WHOLE}0001"),
        "to be typed over"
    );
    assert!(preview.cell_as_it_stands(2, 0).is_err(), "the heading");
    assert_eq!(rows[2].cells[0].stands.as_deref(), Some("####"));

    let typed = format!("{WHOLE}0003");
    preview
        .change(&desk.vault, mend(3, 0, &typed))
        .await
        .unwrap();
    let rows = desk.rows(&preview, RowFilter::All).await;
    assert_eq!(
        number(&rows[0]),
        text(&typed),
        "what was typed is looked over"
    );

    let off = serde_json::json!(false);
    let day = "2026-01-01".parse().unwrap();
    crate::setting::set(&desk.vault, "mask_account_numbers", off, day, now())
        .await
        .unwrap();
    let preview = desk.preview("october.csv", file).await;
    let rows = desk.rows(&preview, RowFilter::All).await;
    assert_eq!(number(&rows[0]), text(&format!("{WHOLE}0001")));
}

#[tokio::test]
async fn totals_explain_every_difference() {
    let desk = Desk::with_september().await;
    let summary = desk.preview("october.csv", OCTOBER).await.summary();
    let yuan = Money::from_yuan;
    assert_eq!(summary.rows, 5);
    assert_eq!(
        (
            summary.sums[0].field,
            summary.sums[0].file,
            summary.sums[0].taken
        ),
        (Field::Balance, yuan(1370), yuan(1200))
    );
    let left: Vec<_> = (summary.left_out.iter())
        .map(|left| (left.verdict, left.rows, left.sum, left.unreadable))
        .collect();
    assert_eq!(
        left,
        [
            (Verdict::Duplicate, 1, Some(yuan(100)), 0),
            (Verdict::Rejected, 1, Some(yuan(0)), 1),
            (Verdict::Queued, 1, Some(yuan(70)), 0),
        ]
    );
    let stated = summary.stated.unwrap();
    assert!(stated.within_rounding);
    let comparison = summary.comparison.unwrap();
    assert_eq!(
        (comparison.before, comparison.now, comparison.change),
        (yuan(1500), yuan(1200), Some(-2000))
    );
}

#[tokio::test]
async fn a_row_left_out_frees_the_one_that_repeats_it_and_is_committed_by_nobody() {
    let desk = Desk::with_september().await;
    let mut preview = desk.preview("october.csv", OCTOBER).await;
    let leave = |row| FileChange::Exclude {
        row,
        excluded: true,
    };
    preview.change(&desk.vault, leave(4)).await.unwrap();
    let summary = preview.summary();
    assert_eq!((summary.counts.new, summary.counts.duplicate), (2, 0));
    assert_eq!(summary.excluded, 1);
    preview.change(&desk.vault, leave(5)).await.unwrap();
    preview.commit(&desk.vault, now()).await.unwrap();
    assert_eq!(
        desk.import("again.csv", OCTOBER).await.new,
        1,
        "account A2 was left out"
    );
}

#[tokio::test]
async fn a_changed_cell_shows_what_stood() {
    let desk = Desk::with_september().await;
    let corrected = SEPTEMBER.replace("500.00", "510.00");
    let preview = desk.preview("corrected.csv", &corrected).await;
    let rows = desk.rows(&preview, RowFilter::Changed).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].cells[2].is, amount(510));
    assert_eq!(rows[0].cells[2].was, Some(amount(500)));
    assert_eq!(rows[0].cells[0].was, None);
}

#[tokio::test]
async fn a_corrected_mapping_holds_for_the_next_file_of_the_shape() {
    let desk = Desk::with_september().await;
    let mut preview = desk.preview("october.csv", OCTOBER).await;
    let column = FileChange::Column {
        column: 3,
        field: Some(Field::Balance),
    };
    preview.change(&desk.vault, column).await.unwrap();
    let summary = preview.summary();
    assert_eq!(summary.columns[3].source, ColumnSource::User);
    assert_eq!(summary.columns[2].field, None);
    preview.commit(&desk.vault, now()).await.unwrap();

    let november = OCTOBER.replace("2026-10-31", "2026-11-30");
    let mut next = desk.preview("november.csv", &november).await;
    let summary = next.summary();
    assert_eq!(summary.columns[3].source, ColumnSource::Remembered);
    assert_eq!(summary.sums[0].file, Money::from_yuan(12));
    let forget = FileChange::Remember { remember: false };
    next.change(&desk.vault, forget).await.unwrap();
    next.commit(&desk.vault, now()).await.unwrap();
    let forgotten = desk.preview("december.csv", &november).await.summary();
    assert_eq!(forgotten.columns[2].field, Some(Field::Balance));
}

/// Months as columns, imported one after the other: the month before is not taken again.
#[tokio::test]
async fn what_is_said_now_takes_the_place_of_what_was_remembered() {
    let desk = Desk::with_september().await;
    let say = |column| FileChange::Column {
        column,
        field: Some(Field::Balance),
    };
    let mut preview = desk.preview("october.csv", OCTOBER).await;
    preview.change(&desk.vault, say(2)).await.unwrap();
    preview.commit(&desk.vault, now()).await.unwrap();
    let november = OCTOBER.replace("2026-10-31", "2026-11-30");
    let mut next = desk.preview("november.csv", &november).await;
    next.change(&desk.vault, say(3)).await.unwrap();
    let columns = next.summary().columns;
    assert_eq!(columns[3].field, Some(Field::Balance));
    assert_eq!(columns[2].field, None);
}

#[tokio::test]
async fn what_the_file_fails_to_say_is_asked_and_answered() {
    let desk = Desk::with_september().await;
    let text = "账户编号,客户编号,余额\nA1,K1,7\n";
    let mut preview = desk.preview("bare.csv", text).await;
    let asked = |preview: &Alone| preview.summary().unplanned.and_then(|open| open.missing);
    assert_eq!(asked(&preview).as_deref(), Some("unit"));
    assert_eq!(preview.summary().kind, Some(Kind::Deposits));
    assert_eq!(desk.rows(&preview, RowFilter::All).await.len(), 1);
    let unit = FileChange::Unit {
        unit: Some(Unit::Wan),
    };
    preview.change(&desk.vault, unit).await.unwrap();
    assert_eq!(asked(&preview).as_deref(), Some("as_of"));
    assert!(preview.commit(&desk.vault, now()).await.is_err());
    let day = FileChange::AsOf {
        day: "2026-10-31".parse().ok(),
    };
    preview.change(&desk.vault, day).await.unwrap();
    assert_eq!(preview.summary().counts.new, 1);
    assert_eq!(preview.summary().sums[0].file, Money::from_yuan(70_000));
}

#[tokio::test]
async fn a_table_of_unknown_names_is_mapped_by_hand() {
    let desk = Desk::with_september().await;
    let text = "某某,什么,多少(元)\nA7,K1,7.00\nA8,K2,8.00\n";
    let mut preview = desk.preview("strange.csv", text).await;
    let open = preview.summary().unplanned.unwrap();
    assert_eq!(open.missing.as_deref(), Some("header"));
    assert_eq!(preview.summary().columns.len(), 3);
    for change in [
        FileChange::Kind {
            kind: Some(Kind::Deposits),
        },
        FileChange::Column {
            column: 0,
            field: Some(Field::Account),
        },
        FileChange::Column {
            column: 1,
            field: Some(Field::ClientNumber),
        },
    ] {
        preview.change(&desk.vault, change).await.unwrap();
    }
    let open = preview.summary().unplanned.unwrap();
    assert!(open.message.contains("余额"), "{}", open.message);
    let last = FileChange::Column {
        column: 2,
        field: Some(Field::Balance),
    };
    preview.change(&desk.vault, last).await.unwrap();
    let day = FileChange::AsOf {
        day: "2026-10-31".parse().ok(),
    };
    preview.change(&desk.vault, day).await.unwrap();
    assert_eq!(preview.summary().counts.new, 2);
}

#[tokio::test]
async fn a_change_of_the_vault_refuses_the_commit_and_keeps_the_preview() {
    let desk = Desk::with_september().await;
    let mut preview = desk.preview("october.csv", OCTOBER).await;
    desk.import(
        "more.csv",
        "客户编号,客户名称,客户等级\nK9,示例壬,一般客户\n",
    )
    .await;
    assert_eq!(preview.summary().counts.queued, 1);
    let refused = preview.commit(&desk.vault, now()).await.unwrap_err();
    assert_eq!(refused.code, Code::Refused);
    assert_eq!(preview.summary().counts.queued, 0, "planned anew");
    preview.commit(&desk.vault, now()).await.unwrap();
}

#[tokio::test]
async fn imports_are_listed_newest_first_with_what_waits() {
    let desk = Desk::with_september().await;
    desk.import("october.csv", OCTOBER).await;
    let files = crate::intake::imports(&desk.vault, 10).await.unwrap();
    let names: Vec<&str> = files.iter().map(|file| file.file.as_str()).collect();
    assert_eq!(names, ["october.csv", "september.csv", "clients.csv"]);
    assert_eq!((files[0].waiting, files[0].attached), (1, 0));
    let waiting = crate::intake::waiting(&desk.vault, 10).await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].client.number.as_deref(), Some("K9"));

    desk.import(
        "more.csv",
        "客户编号,客户名称,客户等级\nK9,示例壬,一般客户\n",
    )
    .await;
    let files = crate::intake::imports(&desk.vault, 10).await.unwrap();
    assert_eq!(
        files.len(),
        4,
        "the rows that attached are no file of their own"
    );
    assert_eq!((files[1].waiting, files[1].attached), (0, 1));
    crate::intake::undo(&desk.vault, files[1].batch, now())
        .await
        .unwrap();
    let files = crate::intake::imports(&desk.vault, 10).await.unwrap();
    assert!(files[1].undone_at.is_some());
    assert!(
        desk.preview("october.csv", OCTOBER)
            .await
            .summary()
            .imported_before
            .is_none()
    );
}

fn mend(row: u32, column: u32, text: &str) -> FileChange {
    FileChange::Mend {
        row,
        column,
        text: Some(text.into()),
    }
}

#[tokio::test]
async fn a_mended_cell_changes_its_rows_verdict_where_it_stands() {
    let desk = Desk::with_september().await;
    let mut preview = desk.preview("october.csv", OCTOBER).await;
    // Not enough: why is said at once.
    preview
        .change(&desk.vault, mend(7, 2, "1o.00"))
        .await
        .unwrap();
    let rows = desk.rows(&preview, RowFilter::Attention).await;
    assert_eq!(rows[0].verdict, Some(Verdict::Rejected));
    assert!(rows[0].cells[2].problem.is_some());
    preview
        .change(&desk.vault, mend(7, 2, "10.00"))
        .await
        .unwrap();
    let rows = desk.rows(&preview, RowFilter::Attention).await;
    assert_eq!((rows[0].row, rows[0].verdict), (7, Some(Verdict::New)));
    let cell = &rows[0].cells[2];
    assert_eq!(
        (&cell.is, cell.stands.as_deref()),
        (&amount(10), Some("10.00"))
    );
    assert_eq!(cell.mended.as_deref(), Some("1O.00"));
    assert_eq!(preview.summary().mended, 1);
    assert!(
        preview
            .summary()
            .stated
            .is_some_and(|stated| stated.difference == Money::from_yuan(10)),
        "the total is of what is typed now"
    );

    // As the file has it is no mend.
    preview
        .change(&desk.vault, mend(7, 2, "1O.00"))
        .await
        .unwrap();
    assert_eq!(preview.summary().mended, 0);
    assert_eq!(preview.summary().counts.rejected, 1);
}

#[tokio::test]
async fn only_cells_that_rows_are_read_from_are_mended() {
    let desk = Desk::with_september().await;
    let mut preview = desk.preview("october.csv", OCTOBER).await;
    for (row, column) in [(1, 0), (2, 2), (99, 2), (0, 0), (3, 3)] {
        let change = mend(row, column, "x");
        let refused = preview.change(&desk.vault, change).await.unwrap_err();
        assert_eq!(refused.code, Code::Refused, "{row} {column}");
    }
    assert_eq!(preview.summary().mended, 0);
}
