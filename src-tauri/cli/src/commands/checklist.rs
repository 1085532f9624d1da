//! `jingwei import checklist`

use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::Result;
use jingwei_core::day::Day;
use jingwei_core::intake::checklist::{Checklist, ChecklistItem, ItemState, MonthFile, checklist};

/// What is still missing of a month end.
pub async fn show(session: &Session, month: Option<Day>, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let listed = checklist(&vault, month, session.today()).await;
    vault.close().await;
    output.result(&listed?, lines);
    Ok(ExitCode::SUCCESS)
}

fn lines(listed: &Checklist) -> Vec<String> {
    let mut lines = vec![format!("月末 {}", listed.month_end)];
    if listed.items.is_empty() {
        lines.push("  还没有按月导入的表".into());
    }
    lines.extend(listed.items.iter().flat_map(item_lines));
    lines
}

fn item_lines(item: &ChecklistItem) -> Vec<String> {
    let state = match item.state {
        ItemState::Done => "已导入",
        ItemState::Unfinished => "已导入，还有未完成的",
        ItemState::Missing => "还没有导入",
    };
    let mut lines = vec![format!("  {}：{state}", item.kind.label())];
    match item.files.first() {
        Some(newest) => lines.push(format!("    {}", file_line(newest))),
        None => {
            let before = item.before.iter();
            lines.extend(before.map(|file| format!("    上次来自 {}", file_line(file))));
        }
    }
    if item.clients_before > 0 && item.state != ItemState::Missing {
        lines.push(format!(
            "    {} 户有数据，上次 {} 户有余额",
            item.clients, item.clients_before
        ));
    }
    if item.absent > 0 {
        let named = item
            .absent_clients
            .iter()
            .map(|client| client.name.as_str());
        let named: Vec<&str> = named.collect();
        let more = match item.absent as usize > named.len() {
            true => "等",
            false => "",
        };
        lines.push(format!(
            "    上次有余额、这次没有数据 {} 户：{}{more}",
            item.absent,
            named.join("、")
        ));
    }
    if item.waiting > 0 {
        lines.push(format!(
            "    {} 行待认领（jingwei import waiting）",
            item.waiting
        ));
    }
    if item.rejected > 0 {
        lines.push(format!("    {} 行被拒绝，改好后再导入", item.rejected));
    }
    lines
}

fn file_line(file: &MonthFile) -> String {
    let day = file
        .as_of
        .map_or_else(String::new, |day| format!("，数据日期 {day}"));
    format!("{}{day}，{} 行，{} 导入", file.file, file.rows, file.user)
}
