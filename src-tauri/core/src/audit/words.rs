//! What was done, as a person would say it. No code of an action ever reaches a reader.

use super::facts::{Facts, Item, Revealed};
use super::model::AuditRow;
use super::store::Stored;
use crate::intake::record::Kind;
use crate::language::Language;
use crate::vault::audit::{Action, Area};
use jiff::Timestamp;

pub fn row(stored: Stored, facts: Facts, language: Language) -> AuditRow {
    AuditRow {
        seq: stored.seq,
        at: Timestamp::from_millisecond(stored.at).unwrap_or_default(),
        user: stored.user,
        area: stored.action.map_or(Area::Vault, Action::area),
        says: match stored.action {
            Some(action) => {
                says(action, &facts, language) + if facts.is_erased { gone(language) } else { "" }
            }
            None => (language.pick("较新版本的经纬做的一步", "A step by a newer version")).into(),
        },
        client: facts.client,
        changes: facts.changes,
        hash: stored.hash,
    }
}

fn says(action: Action, facts: &Facts, language: Language) -> String {
    let of = |chinese: &str, english: &str| language.pick(chinese, english).to_owned();
    match action {
        Action::VaultCreated => of("建立了保险库", "Made the vault"),
        Action::VaultMigrated => of(
            "升级了保险库的结构，升级前的样子留有副本",
            "Upgraded the vault; a copy from before is kept",
        ),
        Action::VaultRestored => of(
            "从备份恢复出这个保险库",
            "Restored this vault from a backup",
        ),
        Action::BackupMade => of("做了一次备份，已校验", "Made a backup, verified"),
        Action::BackupsCleared => {
            let cleared = facts.entries.unwrap_or(0);
            language.pick(
                format!("按保留规则清理了 {cleared} 份旧备份"),
                format!("Cleared {cleared} old backups away, as the settings say"),
            )
        }
        Action::UnlockFailed => {
            let failed = facts.failed.unwrap_or(1);
            language.pick(
                format!("打开之前有 {failed} 次口令不对"),
                format!("Wrong passphrases before this opening: {failed}"),
            )
        }
        Action::PassphraseChanged => of("更换了口令", "Changed the passphrase"),
        Action::PassphraseRecovered => of(
            "用恢复密钥重设了口令",
            "Set a new passphrase with the recovery key",
        ),
        Action::RecoveryKept => of("核对了恢复密钥", "Typed the recovery key back"),
        Action::RecoveryRenewed => of("换发了恢复密钥", "Replaced the recovery key"),
        Action::EscrowSet | Action::EscrowRemoved | Action::EscrowUsed => {
            escrow(action, facts, language)
        }
        Action::KeychainOn => of(
            "允许本机钥匙串打开保险库",
            "Let the keychain of a computer open the vault",
        ),
        Action::KeychainOff => of(
            "不再允许本机钥匙串打开保险库",
            "Let the keychain of a computer open the vault no more",
        ),
        Action::KeychainUsed => of(
            "由本机钥匙串打开了保险库，没有输入口令",
            "Opened the vault with the keychain of a computer, without the passphrase",
        ),
        Action::KeyReplaced => of(
            "更换了保险库的密钥，此前的备份仍是当时的密钥",
            "Replaced the key of the vault; backups of before keep theirs",
        ),
        Action::SigningKeyMade => signing_key(facts, language),
        Action::UserAdded | Action::UserChanged | Action::UserRemoved | Action::PassphraseReset => {
            user(action, facts, language)
        }
        Action::Imported | Action::ImportUndone | Action::QueueAttached => {
            import(action, facts, language)
        }
        Action::ClientEntered => of("手工录入了客户", "Entered the client by hand"),
        Action::ClientChanged => of("修改了客户资料", "Changed the client's data by hand"),
        Action::PersonEntered => of("录入了联系人", "Entered a contact by hand"),
        Action::PersonChanged => of("修改了联系人", "Changed a contact by hand"),
        Action::ValueMapped => of("记住了一个写法的对应", "Remembered what a label means"),
        Action::ValueForgotten => of("删除了一个写法的对应", "Forgot what a label means"),
        Action::MappingsImported => {
            let taken = facts.entries.unwrap_or(0);
            language.pick(
                format!("从文件导入了 {taken} 个列和写法的对应"),
                format!("Took {taken} mappings of columns and labels from a file"),
            )
        }
        Action::FilesPassedOver | Action::FilesNothingNew | Action::FilesTakenBack => {
            drop_folder(action, facts, language)
        }
        Action::QueueAssigned => {
            let counted = counted(facts, language);
            language.pick(
                format!("把待认领的行归到这户{counted}"),
                format!("Assigned waiting rows to the client{counted}"),
            )
        }
        Action::VisitPlanned
        | Action::VisitChanged
        | Action::VisitCancelled
        | Action::VisitReinstated => visit(action, facts, language),
        Action::DocumentMade | Action::DocumentSaved | Action::DocumentPrinted => {
            document(action, facts, language)
        }
        Action::NumberRevealed => revealed(facts, language),
        Action::PersonErased | Action::ClientErased | Action::HoldSet | Action::HoldLifted => {
            privacy(action, facts, language)
        }
        Action::SettingChanged => setting(facts, language),
        Action::ViewSaved | Action::ViewDeleted | Action::ViewRestored => {
            view(action, facts, language)
        }
        Action::ListExported
        | Action::AuditExported
        | Action::WholeExported
        | Action::RejectedExported => export(action, facts, language),
        Action::TodayDone | Action::TodaySnoozed | Action::TodayMarkUndone => {
            today(action, facts, language)
        }
    }
}

fn drop_folder(action: Action, facts: &Facts, language: Language) -> String {
    let files = facts.entries.unwrap_or(0);
    match action {
        Action::FilesTakenBack => language.pick(
            format!("投放文件夹里的 {files} 个文件不再略过"),
            format!("Files of the drop folder that are offered again: {files}"),
        ),
        Action::FilesNothingNew => language.pick(
            format!("投放文件夹里的 {files} 个文件没有新内容，不再提示"),
            format!("Files of the drop folder that say nothing new: {files}"),
        ),
        _ => language.pick(
            format!("略过了投放文件夹里的 {files} 个文件"),
            format!("Files of the drop folder that were passed over: {files}"),
        ),
    }
}

fn escrow(action: Action, facts: &Facts, language: Language) -> String {
    let key = facts.fingerprint.as_deref().unwrap_or_default();
    match action {
        Action::EscrowSet => language.pick(
            format!("设置了托管密钥，指纹 {key}"),
            format!("Set the escrow key {key}"),
        ),
        Action::EscrowRemoved => language.pick(
            format!("移除了托管密钥，指纹 {key}"),
            format!("Removed the escrow key {key}"),
        ),
        _ => language.pick(
            format!("经托管密钥打开，重设了口令，指纹 {key}"),
            format!("Opened with the escrow key {key} and set a new passphrase"),
        ),
    }
}

fn signing_key(facts: &Facts, language: Language) -> String {
    let name = quoted(facts.name.as_deref(), language);
    let key = facts.fingerprint.as_deref().unwrap_or_default();
    match facts.replaces {
        false => language.pick(
            format!("启用了{name}的签名密钥，指纹 {key}"),
            format!("Put the signing key {key} of {name} to use"),
        ),
        true => language.pick(
            format!("更换了{name}的签名密钥，指纹 {key}；此前的停用，已签的仍可核对"),
            format!("Put another signing key of {name} to use, {key}; what the old one signed stays borne out"),
        ),
    }
}

fn user(action: Action, facts: &Facts, language: Language) -> String {
    let name = quoted(facts.name.as_deref(), language);
    match action {
        Action::UserAdded => language.pick(
            format!("添加了使用者{name}"),
            format!("Added the user {name}"),
        ),
        Action::UserRemoved => language.pick(
            format!("移除了使用者{name}，其口令不再能打开保险库"),
            format!("Removed the user {name}, whose passphrase opens nothing now"),
        ),
        Action::PassphraseReset => language.pick(
            format!("重设了使用者{name}的口令"),
            format!("Set a new passphrase for the user {name}"),
        ),
        _ => {
            let what = changed(facts, language);
            language.pick(
                format!("修改了使用者{name}的资料：{what}"),
                format!("Changed the user {name}: {what}"),
            )
        }
    }
}

/// The fields that read otherwise than before.
fn changed(facts: &Facts, language: Language) -> String {
    let what: Vec<&str> = facts.changes.iter().map(|c| c.what.as_str()).collect();
    what.join(language.pick("、", ", "))
}

fn import(action: Action, facts: &Facts, language: Language) -> String {
    let kind = kind(facts.kind, language);
    let file = quoted(facts.name.as_deref(), language);
    match action {
        Action::ImportUndone => language.pick(
            format!("撤销了{kind}{file}的导入"),
            format!("Undid the import of {kind} {file}"),
        ),
        Action::QueueAttached => language.pick(
            format!("{file}里待认领的行找到了客户{}", counted(facts, language)),
            format!(
                "Waiting rows of {file} found their client{}",
                counted(facts, language)
            ),
        ),
        _ => language.pick(
            format!("导入了{kind}{file}{}", counted(facts, language)),
            format!("Imported {kind} {file}{}", counted(facts, language)),
        ),
    }
}

fn kind(kind: Option<Kind>, language: Language) -> &'static str {
    match kind {
        None => language.pick("文件", "the file"),
        Some(kind) => language.pick(
            kind.label(),
            match kind {
                Kind::Clients => "the client list",
                Kind::People => "the people",
                Kind::Deposits => "the deposits",
                Kind::Loans => "the loans",
            },
        ),
    }
}

/// `：新增 3 行，变更 1 行`; nothing where nothing was counted.
fn counted(facts: &Facts, language: Language) -> String {
    let Some(counts) = facts.counts else {
        return String::new();
    };
    let told = [
        (counts.new, "新增", "new"),
        (counts.changed, "变更", "changed"),
        (counts.unchanged, "未变", "unchanged"),
        (counts.duplicate, "重复", "duplicate"),
        (counts.queued, "待认领", "waiting"),
        (counts.rejected, "未导入", "rejected"),
    ];
    let told: Vec<String> = (told.into_iter())
        .filter(|(rows, ..)| *rows > 0)
        .map(|(rows, chinese, english)| {
            language.pick(format!("{chinese} {rows} 行"), format!("{rows} {english}"))
        })
        .collect();
    let mended = facts.changes.len();
    let told = told.into_iter().chain((mended > 0).then(|| {
        language.pick(
            format!("手工改 {mended} 格"),
            format!("{mended} cells mended by hand"),
        )
    }));
    let told: Vec<String> = told.collect();
    match told.is_empty() {
        true => String::new(),
        false => language.pick("：", ": ").to_owned() + &told.join(language.pick("，", ", ")),
    }
}

fn visit(action: Action, facts: &Facts, language: Language) -> String {
    let when = [
        facts.on.map(|day| day.to_string()),
        facts.at.map(|at| at.to_string()),
    ];
    let when: Vec<String> = when.into_iter().flatten().collect();
    let when = match when.is_empty() {
        true => language.pick("日期未定", "no day yet").to_owned(),
        false => when.join(" "),
    };
    match action {
        Action::VisitChanged => {
            let what = changed(facts, language);
            language.pick(
                format!("修改了拜访（{when}）：{what}"),
                format!("Changed the visit ({when}): {what}"),
            )
        }
        Action::VisitCancelled => {
            let reason = because(facts, language);
            language.pick(
                format!("取消了拜访（{when}）{reason}"),
                format!("Cancelled the visit ({when}){reason}"),
            )
        }
        Action::VisitReinstated => language.pick(
            format!("恢复了已取消的拜访（{when}）"),
            format!("Took the cancellation of the visit back ({when})"),
        ),
        _ => language.pick(
            format!("安排了拜访（{when}）"),
            format!("Planned a visit ({when})"),
        ),
    }
}

fn document(action: Action, facts: &Facts, language: Language) -> String {
    let audience = match facts.is_for_client {
        true => language.pick("客户版", "for the client"),
        false => language.pick("内部版", "internal"),
    };
    let version = facts.version.unwrap_or(1);
    let pack = language.pick(
        format!("拜访资料包（{audience}，第 {version} 版）"),
        format!("the visit pack ({audience}, version {version})"),
    );
    match action {
        Action::DocumentSaved => {
            language.pick(format!("另存了{pack}"), format!("Saved a copy of {pack}"))
        }
        Action::DocumentPrinted => {
            language.pick(format!("打印了{pack}"), format!("Printed {pack}"))
        }
        _ => language.pick(format!("制作了{pack}"), format!("Made {pack}")),
    }
}

fn setting(facts: &Facts, language: Language) -> String {
    let what = facts
        .changes
        .first()
        .map_or("", |change| change.what.as_str());
    let from = match facts.on {
        Some(day) => language.pick(format!("，{day} 起用"), format!(", from {day}")),
        None => String::new(),
    };
    language.pick(
        format!("更改了设置“{what}”{from}"),
        format!("Changed the setting “{what}”{from}"),
    )
}

fn view(action: Action, facts: &Facts, language: Language) -> String {
    let name = quoted(facts.name.as_deref(), language);
    match action {
        Action::ViewDeleted => language.pick(
            format!("删除了客户清单的视图{name}"),
            format!("Deleted the view {name} of the client list"),
        ),
        Action::ViewRestored => language.pick(
            format!("找回了客户清单的视图{name}"),
            format!("Brought the view {name} of the client list back"),
        ),
        _ => language.pick(
            format!("保存了客户清单的视图{name}"),
            format!("Saved the view {name} of the client list"),
        ),
    }
}

fn export(action: Action, facts: &Facts, language: Language) -> String {
    let (entries, file) = (
        facts.entries.unwrap_or(0),
        quoted(facts.name.as_deref(), language),
    );
    let reason = facts.reason.as_deref().unwrap_or_default();
    match action {
        Action::AuditExported => language.pick(
            format!("导出了操作记录 {entries} 条到{file}，用途：{reason}"),
            format!("Exported {entries} rows of the audit trail to {file}, for: {reason}"),
        ),
        Action::WholeExported => language.pick(
            format!("导出了全部资料 {entries} 户到{file}，用途：{reason}"),
            format!("Exported all data of {entries} clients to {file}, for: {reason}"),
        ),
        Action::RejectedExported => language.pick(
            format!("导出了导入时被拒绝的 {entries} 行到{file}，用途：{reason}"),
            format!("Exported {entries} rows that an import rejected to {file}, for: {reason}"),
        ),
        _ => language.pick(
            format!("导出了客户清单 {entries} 户到{file}，用途：{reason}"),
            format!("Exported {entries} clients to {file}, for: {reason}"),
        ),
    }
}

fn today(action: Action, facts: &Facts, language: Language) -> String {
    let item = match &facts.item {
        Some(Item::Visit) => language.pick("拜访".to_owned(), "the visit".to_owned()),
        Some(Item::Maturity(Some(day))) => {
            language.pick(format!("{day} 到期的贷款"), format!("the loan due {day}"))
        }
        Some(Item::Maturity(None)) => language.pick("到期贷款", "the loan due").to_owned(),
        Some(Item::UnfinishedImport) => {
            let file = quoted(facts.name.as_deref(), language);
            language.pick(
                format!("未完成的导入{file}"),
                format!("the unfinished import {file}"),
            )
        }
        Some(Item::StaleData) | None => language.pick("数据更新", "the old data").to_owned(),
    };
    match action {
        Action::TodaySnoozed => {
            let until = facts.on.map(|day| day.to_string()).unwrap_or_default();
            let reason = because(facts, language);
            language.pick(
                format!("今日事项“{item}”推迟到 {until}{reason}"),
                format!("Put off {item} until {until}{reason}"),
            )
        }
        Action::TodayMarkUndone => language.pick(
            format!("今日事项“{item}”放回待办"),
            format!("Put {item} back on the day's list"),
        ),
        _ => language.pick(
            format!("今日事项“{item}”标为办完"),
            format!("Marked {item} as done"),
        ),
    }
}

/// What was said of whoever is erased is not said any more.
fn gone(language: Language) -> &'static str {
    language.pick("（所指内容已清除）", " (what it named is erased)")
}

fn privacy(action: Action, facts: &Facts, language: Language) -> String {
    let because = because(facts, language);
    let rows = facts.entries.unwrap_or_default();
    let until = facts.on.map_or_else(String::new, |day| {
        language.pick(format!("，到 {day} 为止"), format!(" until {day}"))
    });
    match action {
        Action::PersonErased => language.pick(
            format!("清除了一位联系人（{rows} 行）{because}"),
            format!("Erased a person ({rows} rows){because}"),
        ),
        Action::ClientErased => language.pick(
            format!("清除了一户客户（{rows} 行）{because}"),
            format!("Erased a client ({rows} rows){because}"),
        ),
        Action::HoldLifted => language.pick(
            format!("解除了保全{because}"),
            format!("Lifted the hold{because}"),
        ),
        _ => language.pick(
            format!("设了保全，期间不能清除{until}{because}"),
            format!("Set a hold, which forbids erasing{until}{because}"),
        ),
    }
}

fn revealed(facts: &Facts, language: Language) -> String {
    let because = because(facts, language);
    match &facts.revealed {
        Some(Revealed::Account(tail)) => language.pick(
            format!("显示了完整账号 {tail}"),
            format!("Showed the account number {tail} in full"),
        ),
        Some(Revealed::Loan(tail)) => language.pick(
            format!("显示了完整借据号 {tail}"),
            format!("Showed the loan number {tail} in full"),
        ),
        Some(Revealed::AllOfClient) | None => language.pick(
            format!("显示了全部完整账号和借据号{because}"),
            format!("Showed all account and loan numbers in full{because}"),
        ),
    }
}

fn because(facts: &Facts, language: Language) -> String {
    match facts.reason.as_deref() {
        Some(reason) => language.pick("，原因：", ", because: ").to_owned() + reason,
        None => String::new(),
    }
}

fn quoted(name: Option<&str>, language: Language) -> String {
    match name {
        Some(name) => format!("“{name}”"),
        None => language.pick("（名称已不在）", "(name gone)").to_owned(),
    }
}
