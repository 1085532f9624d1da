//! Balances of clients without a column of accounts: read so only where nothing looks like an account that was not
//! recognised, and something says that they are deposits.

use super::header::{above_data, data_rows};
use super::{Layout, letters};
use crate::error::{Code, Error, Result};
use crate::intake::columns::{Choices, Columns, DEPOSIT_WORDS, Field, LOAN_WORDS};
use crate::intake::reader::{Cell, Workbook};
use crate::intake::value;
use std::collections::{BTreeSet, HashSet};

pub const NOTE: &str = "没有账户列：按客户汇总读取，每个客户、产品和币种一条余额，不当作账户；其实有账户的话，请在表头下指认账户编号那一列";
/// Digits from which on a number may be an account's.
const ACCOUNT_DIGITS: usize = 8;
/// Words in headings of what has many digits and is no account.
const AMOUNT_WORDS: [&str; 7] = ["余额", "金额", "日均", "积数", "利息", "电话", "手机"];

impl Layout {
    /// # Errors
    /// [`Code::UnreadableFile`] where the user must say what is read; `is_said`: that it is deposits.
    pub(super) fn may_be_by_client(
        &self,
        workbook: &Workbook,
        columns: &Columns,
        choices: &Choices,
        is_said: bool,
    ) -> Result<()> {
        if let Some(column) = self.like_accounts(workbook, columns, choices) {
            let (letter, heading) = (letters(column), self.heading(column));
            return Err(ask(format!(
                "没有认出账户列，而 {letter} 列{heading}像是账号。没有导入任何内容；请在表头下把它指认为账户编号，或指明它不导入，整张表再按客户汇总读取。"
            )));
        }
        if is_said || columns.name_deposits() {
            return Ok(());
        }
        if self.is_said(workbook, &LOAN_WORDS) && !self.is_said(workbook, &DEPOSIT_WORDS) {
            return Err(loans_need_numbers());
        }
        if columns.have_averages() || self.is_said(workbook, &DEPOSIT_WORDS) {
            return Ok(());
        }
        Err(ask(
            "没有账户列和借据号，也没有写明余额是存款还是贷款。没有导入任何内容；请指明内容种类：存款可按客户汇总读取，贷款需要借据号。".into(),
        ))
    }

    fn heading(&self, column: u32) -> String {
        let heading = self.headers().get(&column);
        heading.map_or_else(String::new, |heading| format!("“{heading}”"))
    }

    /// A column of which nobody said what it holds, with a long number of its own in nearly every row.
    fn like_accounts(
        &self,
        workbook: &Workbook,
        columns: &Columns,
        choices: &Choices,
    ) -> Option<u32> {
        let sheet = self.sheet(workbook);
        let open = |column: &u32| {
            let heading = self.headers().get(column);
            let is_known = heading.is_some_and(|text| {
                let is_amount = AMOUNT_WORDS.iter().any(|word| text.contains(word));
                is_amount || Field::of_heading(text).is_some()
            });
            columns.field_at(*column).is_none() && !choices.contains_key(column) && !is_known
        };
        let rows = || data_rows(sheet, &self.header);
        let used: BTreeSet<u32> = rows()
            .flat_map(|row| row.cells())
            .map(|(column, _)| column)
            .collect();
        used.into_iter().filter(open).find(|column| {
            let mut numbers = HashSet::new();
            let (mut filled, mut long) = (0, 0);
            for cell in rows()
                .map(|row| row.get(*column))
                .filter(|cell| !cell.is_blank())
            {
                filled += 1;
                if let Some(number) = long_number(cell) {
                    long += 1;
                    numbers.insert(number);
                }
            }
            // Totals and notes below have none.
            long > 0 && long * 10 >= filled * 7 && numbers.len() * 10 >= long * 9
        })
    }

    fn is_said(&self, workbook: &Workbook, words: &[&str]) -> bool {
        let sheet = self.sheet(workbook);
        let says = |text: &str| words.iter().any(|word| text.contains(word));
        let mut above = above_data(sheet, &self.header);
        says(&workbook.file_name)
            || says(&sheet.name)
            || above.any(|(_, cell)| matches!(cell, Cell::Text(text) if says(text)))
    }
}

pub fn loans_need_numbers() -> Error {
    ask("这是按客户的贷款余额，没有借据号。没有导入任何内容；贷款按借据管理，请导出带借据号的明细，或在表头下指认借据号那一列。".into())
}

fn ask(message: String) -> Error {
    Error::new(Code::UnreadableFile, message).with("missing", "columns")
}

/// As an account's may be written, in groups or not; never an amount, a day or a credit code.
fn long_number(cell: &Cell) -> Option<String> {
    let key = value::key(cell).ok().flatten()?;
    if matches!(cell, Cell::Date(_) | Cell::DateTime(..)) || value::written_day(&key).is_some() {
        return None;
    }
    let bare: String = key.chars().filter(|c| *c != '-').collect();
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let letters = bare.len() - digits;
    let is_number = bare.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_number && digits >= ACCOUNT_DIGITS && letters <= 3).then_some(bare)
}
