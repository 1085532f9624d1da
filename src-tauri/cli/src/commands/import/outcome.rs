//! What the command line says of each file of an import.

use super::super::drop_folder::LeftThere;
use jingwei_core::day::Day;
use jingwei_core::ids::BatchId;
use jingwei_core::intake::delivery::Delivered;
use jingwei_core::intake::plan::{Control, Counts, Plan, RowProblem};
use jingwei_core::intake::preview::Preview;
use jingwei_core::intake::record::Kind;
use jingwei_core::intake::values::AskedValue;
use jingwei_core::intake::{ImportedFile, MendedCell};
use jingwei_core::{Error, masking};
use serde::Serialize;
use std::path::PathBuf;

/// What became of one file.
#[derive(Serialize)]
pub struct Imported {
    pub file: String,
    kind: Kind,
    /// `None` where it was not written.
    pub batch: Option<BatchId>,
    /// Why it has no batch.
    #[serde(skip)]
    pub unwritten: Option<&'static str>,
    as_of: Option<Day>,
    unit: Option<&'static str>,
    counts: Counts,
    control: Sums,
    rejected: Vec<RowProblem>,
    warnings: Vec<RowProblem>,
    notes: Vec<String>,
    /// Labels that are not known; `import values set` says what they mean.
    asked_values: Vec<AskedValue>,
    /// Cells of rows that are taken, where something else was typed.
    mended: Vec<MendedCell>,
    /// Columns that hold nothing the import knows, by their heading or letter.
    ignored_columns: Vec<String>,
    /// The workbook with the rejected rows, where one was asked for and there are any.
    pub rejected_rows: Option<PathBuf>,
    /// Rows of earlier files that could attach because of this one.
    pub attached: Counts,
}

/// Sums as decimal strings in 元; absent for files without balances.
#[derive(Default, Serialize)]
struct Sums {
    own: Option<String>,
    stated: Option<String>,
    difference: Option<String>,
    /// False: the file contradicts its own total beyond rounding.
    within_rounding: Option<bool>,
}

impl Sums {
    fn of(control: &Control) -> Self {
        Sums {
            own: Some(control.own.to_string()),
            stated: control.stated.map(|sum| sum.to_string()),
            difference: control.difference().map(|sum| sum.to_string()),
            within_rounding: control.stated.map(|_| control.is_within_bound()),
        }
    }
}

/// A file that asks for something, or cannot be read.
#[derive(Serialize)]
pub struct Refused {
    pub file: String,
    error: serde_json::Value,
    /// Whether the others were imported without it.
    left_out: bool,
    #[serde(skip)]
    message: String,
}

#[derive(Serialize)]
#[serde(untagged)]
pub enum Outcome {
    Imported(Box<Imported>),
    Refused(Refused),
    Left(LeftThere),
}

impl Outcome {
    pub fn file(&self) -> &str {
        match self {
            Outcome::Imported(imported) => &imported.file,
            Outcome::Refused(refused) => &refused.file,
            Outcome::Left(left) => &left.file,
        }
    }
}

/// What the preview says, before anything is written.
pub fn of_table(table: &Delivered) -> Outcome {
    match (table.preview(), table.plan()) {
        (Some(preview), Some(plan)) => {
            let mut imported = imported(plan);
            imported.ignored_columns = ignored_columns(preview);
            Outcome::Imported(Box::new(imported))
        }
        _ => {
            let problem = table.problem();
            Outcome::Refused(Refused {
                file: table.name.clone(),
                message: problem.map_or_else(String::new, |problem| problem.message.clone()),
                error: problem.map_or(serde_json::Value::Null, Error::to_json),
                left_out: table.left_out,
            })
        }
    }
}

fn ignored_columns(preview: &Preview) -> Vec<String> {
    let columns = preview.summary().columns.into_iter();
    let ignored = columns.filter(|column| column.field.is_none());
    let named = ignored.map(|column| match column.header.trim() {
        "" => format!("{} 列", column.letter),
        header => header.to_owned(),
    });
    named.collect()
}

fn imported(plan: &Plan) -> Imported {
    Imported {
        file: plan.source.file_name.clone(),
        kind: plan.kind,
        batch: None,
        unwritten: None,
        as_of: plan.as_of,
        unit: plan.unit.map(|unit| unit.label()),
        counts: plan.counts(),
        control: plan.control.as_ref().map(Sums::of).unwrap_or_default(),
        rejected: plan.rejected.clone(),
        warnings: plan.warnings.clone(),
        notes: plan.notes.clone(),
        asked_values: plan.asked.clone(),
        mended: plan.mended.iter().map(masked).collect(),
        ignored_columns: Vec::new(),
        rejected_rows: None,
        attached: Counts::default(),
    }
}

/// What was typed, or stood there, may be a number.
fn masked(cell: &MendedCell) -> MendedCell {
    MendedCell {
        was: masking::long_numbers(&cell.was),
        now: masking::long_numbers(&cell.now),
        ..cell.clone()
    }
}

pub fn listed(file: &ImportedFile) -> String {
    let counts = &file.counts;
    let day = file.as_of.map_or_else(|| "—".into(), |day| day.to_string());
    let mut state = match file.undone_at {
        Some(_) => "已撤销".to_owned(),
        None => format!(
            "新增 {}，变化 {}，无变化 {}",
            counts.new, counts.changed, counts.unchanged
        ),
    };
    if file.mended > 0 {
        state.push_str(&format!("，手工改 {} 格", file.mended));
    }
    if file.waiting > 0 {
        state.push_str(&format!("，{} 行待认领", file.waiting));
    }
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}",
        file.batch,
        file.file,
        file.kind.label(),
        day,
        file.user,
        state
    )
}

pub fn lines(outcomes: &[Outcome]) -> Vec<String> {
    let has_new = outcomes
        .iter()
        .any(|outcome| !matches!(outcome, Outcome::Left(_)));
    let nothing = (!has_new).then(|| "投放文件夹里没有新文件。".to_owned());
    let said = outcomes.iter().flat_map(|outcome| match outcome {
        Outcome::Refused(refused) => {
            vec![format!("{}：没有导入。{}", refused.file, refused.message)]
        }
        Outcome::Imported(imported) => imported_lines(imported),
        Outcome::Left(left) => vec![left.line()],
    });
    nothing.into_iter().chain(said).collect()
}

fn asked_line(asked: &AskedValue) -> String {
    let likely = match asked.likely.is_empty() {
        true => String::new(),
        false => format!("，可能是：{}", asked.likely.join("、")),
    };
    format!(
        "  不认识的{}“{}”（{} 行）{likely}；用 jingwei import values set 指明",
        asked.field.label(),
        asked.label,
        asked.rows
    )
}

fn imported_lines(imported: &Imported) -> Vec<String> {
    let counts = &imported.counts;
    let mut lines = vec![format!(
        "{}（{}）：新增 {}，变化 {}，无变化 {}，重复 {}，拒绝 {}，待认领 {}；提醒 {}，异常 {}",
        imported.file,
        imported.kind.label(),
        counts.new,
        counts.changed,
        counts.unchanged,
        counts.duplicate,
        counts.rejected,
        counts.queued,
        counts.warned,
        counts.abnormal
    )];
    if let Some(own) = &imported.control.own {
        let difference = match (
            &imported.control.difference,
            imported.control.within_rounding,
        ) {
            (Some(difference), Some(true)) => format!("，与表内合计相差 {difference} 元（尾差）"),
            (Some(difference), _) => {
                format!("，与表内合计相差 {difference} 元，超出舍入范围，请核对文件")
            }
            _ => String::new(),
        };
        lines.push(format!("  合计 {own} 元{difference}"));
    }
    lines.extend(imported.notes.iter().map(|note| format!("  {note}")));
    let mended = imported.mended.iter();
    lines.extend(
        mended.map(|cell| format!("  {} 手工改为“{}”，原为“{}”", cell.cell, cell.now, cell.was)),
    );
    lines.extend(imported.asked_values.iter().take(20).map(asked_line));
    if !imported.ignored_columns.is_empty() {
        lines.push(format!(
            "  没有导入的列：{}",
            imported.ignored_columns.join("、")
        ));
    }
    lines.extend(
        imported
            .rejected
            .iter()
            .take(20)
            .map(|p| format!("  {} {}", p.cell, p.reason)),
    );
    let warned = imported.warnings.iter().take(20);
    lines.extend(warned.map(|p| format!("  {} 提醒：{}", p.cell, p.reason)));
    if let Some(path) = &imported.rejected_rows {
        lines.push(format!("  被拒绝的行：{}，改好后可再导入", path.display()));
    }
    match &imported.batch {
        Some(batch) => lines.push(format!(
            "  批次 {batch}（撤销：jingwei import undo {batch}）"
        )),
        None => lines.extend(imported.unwritten.map(|why| format!("  {why}"))),
    }
    lines
}
