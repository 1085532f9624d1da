//! `jingwei today …`

use crate::args::{Today, TodayCommand};
use crate::output::ExitCode;
use crate::output::Output;
use crate::session::Session;
use jingwei_core::Result;
use jingwei_core::day::Day;
use jingwei_core::money::{Money, Unit};
use jingwei_core::today::{self, Group, Item, Points, Subject};
use jingwei_core::vault::Vault;
use serde_json::{Value, json};

pub async fn run(session: &Session, wanted: Today, output: &Output) -> Result<ExitCode> {
    let on = wanted.on.unwrap_or_else(|| session.today());
    let vault = session.open().await?;
    let done = match wanted.command {
        None => {
            let page = today::today(&vault, on).await;
            vault.close().await;
            output.result(&page?, lines);
            return Ok(ExitCode::SUCCESS);
        }
        Some(command) => mark(&vault, command, on, session).await,
    };
    vault.close().await;
    output.result(&done?, |done| {
        vec![done["said"].as_str().unwrap_or_default().into()]
    });
    Ok(ExitCode::SUCCESS)
}

async fn mark(vault: &Vault, command: TodayCommand, on: Day, session: &Session) -> Result<Value> {
    let now = session.now;
    Ok(match command {
        TodayCommand::Done { item } => {
            let mark = today::done(vault, &item, on, now).await?;
            json!({ "mark": mark, "said": format!("已完成，撤销用 jingwei today undo {mark}") })
        }
        TodayCommand::Snooze {
            item,
            until,
            reason,
        } => {
            let mark = today::snooze(vault, &item, until, &reason, on, now).await?;
            json!({ "mark": mark, "said": format!("已推迟到 {until}，撤销用 jingwei today undo {mark}") })
        }
        TodayCommand::Undo { mark } => {
            today::undo(vault, mark, now).await?;
            json!({ "mark": mark, "said": "已撤销" })
        }
    })
}

fn lines(page: &today::Today) -> Vec<String> {
    let mut lines = vec![format!(
        "{}  拜访 {} 场，逾期 {} 笔，7 日内到期 {} 笔 {} 万元，待认领 {} 行",
        page.on,
        page.headline.visits_today,
        page.headline.past_due.count,
        page.headline.due_this_week.count,
        wan(page.headline.due_this_week.balance),
        page.headline.waiting_rows,
    )];
    let mut group = None;
    for item in &page.items {
        if group.replace(item.group) != Some(item.group) {
            lines.push(group_name(item.group).to_owned());
        }
        lines.push(line(item));
    }
    lines
}

fn line(item: &Item) -> String {
    let client = item
        .client
        .as_ref()
        .map_or("", |client| client.name.as_str());
    let score = &item.score;
    format!(
        "{:>4}  {client}  {}\t{} = {} + {} + {}\t{}",
        item.position,
        said(&item.subject),
        points(score.total),
        points(score.severity),
        points(score.overdue),
        points(score.amount_points),
        item.id,
    )
}

fn said(subject: &Subject) -> String {
    match subject {
        Subject::Visit { on, ask, .. } => {
            format!("拜访 {on}  {}", ask.as_deref().unwrap_or_default())
        }
        Subject::Maturity {
            number,
            product,
            balance,
            matures_on,
            ..
        } => format!(
            "{} {number} 到期 {matures_on}  {} 万元",
            product.as_deref().unwrap_or("借据"),
            wan(*balance)
        ),
        Subject::StaleData {
            ledger,
            clients,
            newest,
            limit_days,
            ..
        } => format!(
            "{}超过 {limit_days} 天未更新：{clients} 户，最新 {newest}",
            ledger.label()
        ),
        Subject::UnfinishedImport {
            file, ledger, rows, ..
        } => format!("{file}（{}）还有 {rows} 行等待认领", ledger.label()),
    }
}

const fn group_name(group: Group) -> &'static str {
    match group {
        Group::First => "先办",
        Group::Today => "今天",
        Group::Week => "本周",
        Group::Later => "以后",
    }
}

fn wan(money: Money) -> String {
    format!("{:.2}", money.in_unit(Unit::Wan))
}

fn points(points: Points) -> String {
    format!("{}.{}", points.0 / 10, points.0 % 10)
}
