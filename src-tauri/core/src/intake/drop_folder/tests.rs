//! A real folder, and a real vault beside it.

use super::*;
use crate::intake::delivery::Delivery;
use crate::intake::fixture::{Desk, desk, now};
use crate::intake::reader::{Limits, read_here};
use crate::intake::{Hints, Progress, gather, imports, undo};
use std::fs;
use std::time::Duration;
use tempfile::TempDir;

const CLIENTS: &str = "客户编号,客户名称\nK1,示例甲\n";

struct Dropped {
    folder: TempDir,
    watched: DropFolder,
}

impl Dropped {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let watched = DropFolder::new(folder.path().to_owned());
        Dropped { folder, watched }
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    /// Names of what is whole, and of what is not.
    fn look(&mut self) -> (Vec<String>, Vec<String>) {
        let look = self.watched.look().unwrap();
        let whole = look.whole.iter().map(|file| name(&file.path)).collect();
        (
            whole,
            look.unfinished.iter().map(|path| name(path)).collect(),
        )
    }

    async fn sorted(&mut self, desk: &Desk) -> Sorted {
        self.watched.look().unwrap();
        sort(&desk.vault, self.watched.look().unwrap())
            .await
            .unwrap()
    }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn names<'a>(files: impl IntoIterator<Item = &'a WholeFile>) -> Vec<String> {
    files.into_iter().map(|file| name(&file.path)).collect()
}

async fn import(desk: &Desk, file: &Path) {
    let mut delivery = Delivery::default();
    let bytes = fs::read(file).unwrap();
    let book = read_here(&name(file), &bytes, &Limits::default()).unwrap();
    let progress = Progress::default();
    for table in gather::tables(book, None) {
        let hints = Hints::default();
        delivery
            .add(&desk.vault, table, hints, &progress)
            .await
            .unwrap();
    }
    delivery.arrange();
    delivery.plan(&desk.vault, now(), &progress).await.unwrap();
    delivery
        .commit(&desk.vault, now(), &progress)
        .await
        .unwrap();
}

#[test]
fn a_file_is_told_of_once_it_stood_unchanged_from_one_look_to_the_next() {
    let mut dropped = Dropped::new();
    dropped.write("客户.csv", "客户编号,");
    assert_eq!(dropped.look(), (vec![], vec!["客户.csv".into()]));
    dropped.write("客户.csv", CLIENTS);
    assert_eq!(dropped.look(), (vec![], vec!["客户.csv".into()]), "it grew");
    assert_eq!(dropped.look(), (vec!["客户.csv".into()], vec![]));
    // The same number of bytes at another time is another file.
    let file = fs::File::options()
        .write(true)
        .open(dropped.folder.path().join("客户.csv"))
        .unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(60))
        .unwrap();
    assert_eq!(dropped.look(), (vec![], vec!["客户.csv".into()]));
    assert_eq!(dropped.look(), (vec!["客户.csv".into()], vec![]));
}

#[test]
fn what_is_no_table_or_not_there_yet_is_not_told_of() {
    let mut dropped = Dropped::new();
    for name in [
        "~$客户.xlsx",
        ".客户.csv",
        "说明.txt",
        "客户.xlsx.part",
        "合同.pdf",
    ] {
        dropped.write(name, CLIENTS);
    }
    dropped.write("空.csv", "");
    dropped.write("存款.XLS", "x");
    fs::create_dir(dropped.folder.path().join("文件夹.xlsx")).unwrap();
    dropped.look();
    assert_eq!(
        dropped.look(),
        (vec!["存款.XLS".into()], vec!["空.csv".into()])
    );
}

#[test]
fn a_folder_that_is_gone_is_said_and_looked_at_again_when_it_is_back() {
    let mut dropped = Dropped::new();
    dropped.write("客户.csv", CLIENTS);
    let (here, away) = (
        dropped.folder.path().to_owned(),
        dropped.folder.path().with_extension("away"),
    );
    fs::rename(&here, &away).unwrap();
    let error = dropped.watched.look().unwrap_err();
    assert_eq!(error.code, Code::NotFound);
    assert!(error.message.contains("打不开"), "{}", error.message);
    assert!(
        !error.message.contains(&*here.to_string_lossy()),
        "no whole path"
    );
    fs::rename(&away, &here).unwrap();
    dropped.look();
    assert_eq!(dropped.look().0, ["客户.csv"]);
}

#[test]
fn of_an_archive_only_the_newest_files_are_looked_at_and_the_rest_is_counted() {
    let mut dropped = Dropped::new();
    for at in 0..MOST + 3 {
        let name = format!("{at:03}.csv");
        dropped.write(&name, CLIENTS);
        let file = fs::File::options()
            .write(true)
            .open(dropped.folder.path().join(&name))
            .unwrap();
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 + at as u64);
        file.set_modified(time).unwrap();
    }
    let look = dropped.watched.look().unwrap();
    assert_eq!((look.unfinished.len(), look.older), (MOST, 3));
    assert!(
        look.unfinished
            .iter()
            .all(|path| name(path).as_str() > "002.csv")
    );
}

#[tokio::test]
async fn what_was_imported_is_known_by_its_bytes_until_it_is_undone() {
    let (desk, mut dropped) = (desk().await, Dropped::new());
    dropped.write("客户.csv", CLIENTS);
    dropped.write("存款.csv", "x");
    assert_eq!(
        names(&dropped.sorted(&desk).await.new),
        ["存款.csv", "客户.csv"]
    );
    import(&desk, &dropped.folder.path().join("客户.csv")).await;
    fs::rename(
        dropped.folder.path().join("客户.csv"),
        dropped.folder.path().join("客户清单.csv"),
    )
    .unwrap();
    let sorted = dropped.sorted(&desk).await;
    assert_eq!(names(&sorted.new), ["存款.csv"]);
    let imported: Vec<_> = (sorted.imported.iter())
        .map(|(file, at)| (name(&file.path), *at))
        .collect();
    assert_eq!(imported, [("客户清单.csv".to_owned(), now())]);
    // One more client: another file.
    dropped.write("客户清单.csv", &format!("{CLIENTS}K2,示例乙\n"));
    assert_eq!(
        names(&dropped.sorted(&desk).await.new),
        ["存款.csv", "客户清单.csv"]
    );
    dropped.write("客户清单.csv", CLIENTS);
    let batch = imports(&desk.vault, 1).await.unwrap()[0].batch;
    undo(&desk.vault, batch, now()).await.unwrap();
    assert_eq!(dropped.sorted(&desk).await.imported.len(), 0);
}

#[tokio::test]
async fn a_workbook_of_several_tables_is_known_by_the_whole_file() {
    let (desk, dropped) = (desk().await, Dropped::new());
    let page = "<table><tr><td>客户编号<td>客户名称<td>客户等级</tr><tr><td>K1<td>示例甲<td>重点客户</tr></table>\
                <table><tr><td>客户编号<td>姓名<td>职务</tr><tr><td>K1<td>沈知衡<td>董事长</tr></table>";
    dropped.write("月报.xls", page);
    let path = dropped.folder.path().join("月报.xls");
    import(&desk, &path).await;
    assert_eq!(imports(&desk.vault, 9).await.unwrap().len(), 2);
    let look = Look {
        whole: vec![WholeFile {
            digest: digest(&path).unwrap(),
            path,
        }],
        ..Look::default()
    };
    let sorted = sort(&desk.vault, look).await.unwrap();
    assert_eq!((sorted.new.len(), sorted.imported.len()), (0, 1));
}

#[tokio::test]
async fn what_is_passed_over_is_not_told_of_until_it_changes_or_is_taken_back() {
    let (desk, mut dropped) = (desk().await, Dropped::new());
    dropped.write("通讯录.csv", "a,b\n1,2\n");
    let file = dropped.sorted(&desk).await.new.remove(0);
    let files = [file.digest];
    pass_over(&desk.vault, &files, now()).await.unwrap();
    let head = desk.vault.audit_head().await.unwrap();
    pass_over(&desk.vault, &files, now()).await.unwrap();
    assert_eq!(desk.vault.audit_head().await.unwrap(), head, "said once");
    let sorted = dropped.sorted(&desk).await;
    assert_eq!((sorted.new.len(), sorted.passed_over.len()), (0, 1));
    dropped.write("通讯录.csv", "a,b\n1,3\n");
    assert_eq!(names(&dropped.sorted(&desk).await.new), ["通讯录.csv"]);
    dropped.write("通讯录.csv", "a,b\n1,2\n");
    take_back(&desk.vault, &files, now()).await.unwrap();
    assert_eq!(names(&dropped.sorted(&desk).await.new), ["通讯录.csv"]);
}

/// Whether a file of this text would.
async fn says_nothing_new(desk: &Desk, name: &str, text: &str) -> bool {
    let mut delivery = Delivery::default();
    let book = read_here(name, text.as_bytes(), &Limits::default()).unwrap();
    let progress = Progress::default();
    for table in gather::tables(book, None) {
        let hints = Hints::default();
        delivery
            .add(&desk.vault, table, hints, &progress)
            .await
            .unwrap();
    }
    delivery.plan(&desk.vault, now(), &progress).await.unwrap();
    !delivery.nothing_new().is_empty()
}

#[tokio::test]
async fn what_says_nothing_new_is_not_told_of_until_an_import_is_undone() {
    let (desk, mut dropped) = (desk().await, Dropped::new());
    dropped.write("客户.csv", CLIENTS);
    import(&desk, &dropped.folder.path().join("客户.csv")).await;
    for (text, expected) in [
        ("客户名称,客户编号\n示例甲,K1\n", true),
        ("客户编号,客户名称\nK1,示例甲\nK1,示例甲\n", true),
        ("客户编号,客户名称\nK1,示例甲\nK2,示例乙\n", false),
        ("客户编号,客户名称\nK1,示例甲\nK2,\n", false),
        ("姓氏,分机\n林,8001\n", false),
    ] {
        assert_eq!(
            says_nothing_new(&desk, "再发.csv", text).await,
            expected,
            "{text}"
        );
    }

    dropped.write("再发.csv", "客户名称,客户编号\n示例甲,K1\n");
    let file = dropped.sorted(&desk).await.new.remove(0);
    assert!(dropped.watched.holds(&file.digest) && !dropped.watched.holds(&[0; 32]));
    nothing_new(&desk.vault, &[file.digest], now())
        .await
        .unwrap();
    let sorted = dropped.sorted(&desk).await;
    assert_eq!((sorted.new.len(), sorted.passed_over.len()), (0, 1));
    let batch = imports(&desk.vault, 1).await.unwrap()[0].batch;
    undo(&desk.vault, batch, now()).await.unwrap();
    assert_eq!(
        names(&dropped.sorted(&desk).await.new),
        ["再发.csv", "客户.csv"]
    );
}

#[tokio::test]
async fn an_undo_does_not_bring_back_what_is_not_wanted() {
    let (desk, mut dropped) = (desk().await, Dropped::new());
    dropped.write("客户.csv", CLIENTS);
    dropped.write("通讯录.csv", "a,b\n1,2\n");
    import(&desk, &dropped.folder.path().join("客户.csv")).await;
    let file = dropped.sorted(&desk).await.new.remove(0);
    pass_over(&desk.vault, &[file.digest], now()).await.unwrap();
    let batch = imports(&desk.vault, 1).await.unwrap()[0].batch;
    undo(&desk.vault, batch, now()).await.unwrap();
    assert_eq!(names(&dropped.sorted(&desk).await.new), ["客户.csv"]);
}
