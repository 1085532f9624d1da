//! Which rows of a table are data: totals, notes and repeated headings are none, and totals are what the data add up
//! to.

use super::super::columns::Field;
use super::super::reader::{Cell, SheetRow};
use super::super::record::{Kind, Stated};
use super::super::rows::Context;
use super::super::value;
use super::Sighting;
use super::header::{Header, data_rows};
use super::pages::{self, Total};

/// How many leading cells may carry 合计.
const TOTAL_WITHIN: usize = 3;
const TOTAL_WORDS: [&str; 4] = ["合计", "总计", "汇总", "总额"];
/// Of a page or a group: no sum of the whole.
const PART_WORDS: [&str; 6] = ["小计", "本页合计", "本页小计", "本页累计", "累计", "承前页"];
const GROUP_WORDS: [&str; 1] = ["小计"];
const NOTE_WORDS: [&str; 9] = [
    "注",
    "说明",
    "备注",
    "制表",
    "复核",
    "打印",
    "审核",
    "数据来源",
    "以上",
];

/// A table's rows, and what it says of them as a whole.
pub struct Split<'a> {
    pub data: Vec<SheetRow<'a>>,
    pub stated: Option<Stated>,
    /// Totals of pages that are not those of their rows.
    pub notes: Vec<String>,
}

pub fn split<'a>(table: &Sighting<'a>, context: &Context) -> Split<'a> {
    let (sheet, header) = (table.sheet, table.header);
    let main = matches!(table.kind, Kind::Deposits | Kind::Loans)
        .then(|| context.columns.get(Field::Balance))
        .flatten();
    let mut totals: Vec<Total> = Vec::new();
    let mut data = Vec::with_capacity(sheet.row_count());
    for row in data_rows(sheet, header) {
        let filled = row.cells().filter(|(_, cell)| !cell.is_blank());
        if filled.clone().next().is_none() {
            continue;
        }
        if let Some(word) = total_word(row) {
            let column = main.filter(|_| TOTAL_WORDS.contains(&word));
            let amount = context.amount(Field::Balance, row).ok().flatten();
            totals.extend(column.zip(amount).map(|(column, amount)| Total {
                cell: row.place(column).to_string(),
                amount,
                after: data.len(),
            }));
            continue;
        }
        let is_no_data = filled.clone().all(|(_, cell)| is_note(cell))
            || header.is_repeated_by(sheet, row)
            || is_numbering(filled);
        if !is_no_data {
            data.push(row);
        }
    }
    let amounts = data.iter();
    let amounts = amounts.map(|row| context.amount(Field::Balance, *row).ok().flatten());
    let (stated, notes) = pages::judge(&totals, amounts);
    Split {
        data,
        stated,
        notes,
    }
}

fn total_word(row: SheetRow<'_>) -> Option<&'static str> {
    row.cells()
        .filter(|(_, cell)| !cell.is_blank())
        .take(TOTAL_WITHIN)
        .find_map(|(_, cell)| {
            let Cell::Text(text) = cell else { return None };
            let plain: String = value::plain(text)
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            // 合计（3 户）
            let word = plain.split('(').next().unwrap_or_default();
            let word = word.trim_end_matches([':', '：']);
            let mut words = TOTAL_WORDS.into_iter().chain(PART_WORDS);
            // 科技园支行小计: of a group, which names itself. A client may well be called 某某合计.
            let of_group = || GROUP_WORDS.into_iter().find(|total| word.ends_with(total));
            words.find(|total| word == *total).or_else(of_group)
        })
}

/// `(1) (2) (3)`: columns counted under their headings.
fn is_numbering<'a>(cells: impl Iterator<Item = (u32, &'a Cell)>) -> bool {
    const AT_LEAST: usize = 3;
    let numbers = cells.map(|(_, cell)| match cell {
        Cell::Number(number) => Some(*number),
        Cell::Text(text) => value::plain(text)
            .trim_matches(['(', ')', ' '])
            .parse()
            .ok(),
        _ => None,
    });
    let mut count = 0;
    let mut counted = (1..).zip(numbers);
    let is_counting = counted.all(|(wanted, number)| {
        count = wanted;
        number == Some(wanted as f64)
    });
    is_counting && count >= AT_LEAST
}

fn is_note(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let plain = value::plain(text);
    let bare = plain.trim_start_matches(['*', '※', '(', '【']);
    NOTE_WORDS.iter().any(|word| bare.starts_with(word)) || is_page_mark(bare)
}

/// `第 1 页 共 21 页`
fn is_page_mark(text: &str) -> bool {
    let mark: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (starts, ends) = (mark.starts_with(['第', '共']), mark.ends_with('页'));
    starts
        && ends
        && mark
            .chars()
            .all(|c| c.is_ascii_digit() || "第共页,/".contains(c))
}

/// A last row that ends before all others do: the export was cut off within it.
pub fn cut_off(header: &Header, data: &[SheetRow<'_>]) -> Option<String> {
    const ROWS: usize = 3;
    let end = |row: &SheetRow<'_>| row.cells().map(|(column, _)| column).last();
    let (last, others) = data.split_last()?;
    let shortest = others.iter().filter_map(end).min()?;
    let is_short = end(last) < Some(shortest) && header.texts.contains_key(&shortest);
    (others.len() >= ROWS && is_short).then(|| {
        let row = last.number();
        format!("最后一行（第 {row} 行）没有写完，文件可能没有导出完整，请核对行数")
    })
}
