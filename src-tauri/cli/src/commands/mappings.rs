//! `jingwei import mappings …`

use super::import::file_name;
use crate::args::MappingsCommand;
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::intake::Field;
use jingwei_core::intake::sharing::{self, Exported, SharedPreview, SharedReading, SharedStanding};
use jingwei_core::{Result, document};
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Written {
    path: PathBuf,
    #[serde(flatten)]
    exported: Exported,
}

pub async fn run(session: &Session, command: MappingsCommand, output: &Output) -> Result<ExitCode> {
    match command {
        MappingsCommand::Export { file } => export(session, &file, output).await,
        MappingsCommand::Import { file, dry_run } => import(session, &file, dry_run, output).await,
    }
}

async fn export(session: &Session, file: &Path, output: &Output) -> Result<ExitCode> {
    let vault = session.open().await?;
    let exported = sharing::export(&vault).await;
    vault.close().await;
    let exported = exported?;
    let folder = file.parent().unwrap_or(Path::new(""));
    let path = document::write_new(folder, &file_name(file), &exported.bytes)?;
    output.result(&Written { path, exported }, |written| {
        let Exported {
            tables,
            labels,
            managers,
            personal,
            unnamed,
            ..
        } = &written.exported;
        let mut lines = vec![format!(
            "已写出 {tables} 种表的列对应和 {labels} 个写法：{}",
            written.path.display()
        )];
        let left = [
            (*managers, "个客户经理的写法属于个人信息"),
            (*personal, "项含有保险库里的名称或号码"),
            (*unnamed, "种表没有留下表头，再导入一次之后可以导出"),
        ];
        let left = left.into_iter().filter(|(count, _)| *count > 0);
        lines.extend(left.map(|(count, why)| format!("  没有写出：{count} {why}")));
        lines
    });
    Ok(ExitCode::SUCCESS)
}

async fn import(
    session: &Session,
    file: &Path,
    dry_run: bool,
    output: &Output,
) -> Result<ExitCode> {
    let shared = sharing::read_file(file)?;
    let vault = session.open().await?;
    let told = match dry_run {
        true => sharing::preview(&vault, &shared).await,
        false => sharing::take(&vault, &shared, session.now).await,
    };
    vault.close().await;
    output.result(&told?, |told| lines(told, dry_run));
    Ok(ExitCode::SUCCESS)
}

/// `存款余额、万元、C 列是余额`
fn read_so(reading: &SharedReading) -> String {
    let kind = reading.kind.map(|kind| kind.label().to_owned());
    let unit = reading.unit.map(|unit| unit.label().to_owned());
    let columns = reading.columns.iter().map(|column| {
        let field = column.field.map_or("不导入", Field::label);
        format!("{} 列是{field}", column.letter)
    });
    let said: Vec<String> = kind.into_iter().chain(unit).chain(columns).collect();
    said.join("、")
}

fn lines(told: &SharedPreview, dry_run: bool) -> Vec<String> {
    let mut lines = vec![format!(
        "新增 {}，改变 {}，相同 {}{}",
        told.new,
        told.changed,
        told.same,
        if dry_run {
            "；试算，没有写入"
        } else {
            ""
        }
    )];
    let mark = |standing| match standing {
        SharedStanding::New => Some("新"),
        SharedStanding::Changed => Some("变"),
        SharedStanding::Same => None,
    };
    lines.extend(told.tables.iter().filter_map(|table| {
        let kind = table.kind.map_or("表", |kind| kind.label());
        let headers = table.headers.join("、");
        let was = table.was.as_ref().map(read_so);
        let was = was.map_or_else(String::new, |was| format!("，原为 {was}"));
        Some(format!(
            "  {} {kind}：{headers}{was}",
            mark(table.standing)?
        ))
    }));
    lines.extend(told.labels.iter().filter_map(|one| {
        let said = |target: &Option<String>| target.clone().unwrap_or_else(|| "（留空）".into());
        let was = match one.standing {
            SharedStanding::Changed => format!("，原为 {}", said(&one.was)),
            _ => String::new(),
        };
        let mark = mark(one.standing)?;
        Some(format!(
            "  {mark} {} → {}{was}",
            one.label,
            said(&one.target)
        ))
    }));
    lines
}
