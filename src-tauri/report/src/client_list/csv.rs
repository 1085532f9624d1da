//! The list as CSV, for other programs: amounts in 元 to the 分, days as 2026-10-31, UTF-8 with the mark
//! that Excel knows it by. It has no place for a watermark; its number and reason stand in the audit trail.

use super::{ClientList, Content, amount, content, day, growth, heading, movement_word, text};
use crate::ReportError;
use jingwei_core::client::list::{ClientRow, SortKey};
use jingwei_core::intake::csv_text;
use jingwei_core::metrics::{Comparison, Movement};
use jingwei_core::money::Unit;
use rust_decimal::Decimal;
use std::borrow::Cow;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

impl ClientList<'_> {
    /// The file's bytes.
    pub fn to_csv(&self) -> Result<Vec<u8>, ReportError> {
        let mut writer = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .from_writer(UTF8_MARK.to_vec());
        writer.write_record(self.columns.iter().map(|key| headed(*key).into_owned()))?;
        for client in self.rows {
            writer.write_record(
                self.columns
                    .iter()
                    .map(|key| field(client, *key).into_owned()),
            )?;
        }
        writer
            .into_inner()
            .map_err(|_| ReportError::File { step: "csv" })
    }
}

impl From<::csv::Error> for ReportError {
    fn from(_: ::csv::Error) -> Self {
        ReportError::File { step: "csv" }
    }
}

/// With the unit, where there is one.
fn headed(key: SortKey) -> Cow<'static, str> {
    match content(key) {
        Content::Amount => format!("{}（{}）", heading(key), Unit::Yuan.label()).into(),
        Content::Growth => format!("{}（%）", heading(key)).into(),
        Content::Text | Content::Day | Content::Count => heading(key).into(),
    }
}

fn field(client: &ClientRow, key: SortKey) -> Cow<'_, str> {
    match content(key) {
        Content::Text => csv_text::guarded(text(client, key)),
        Content::Amount => amount(client, key).map_or("".into(), |money| {
            format!("{:.2}", money.in_unit(Unit::Yuan)).into()
        }),
        Content::Growth => growth(client, key).map_or("".into(), percent),
        Content::Day => day(client, key).map_or("".into(), |day| day.to_string().into()),
        Content::Count => client
            .overdue_days
            .map_or("".into(), |days| days.to_string().into()),
    }
}

fn percent(comparison: &Comparison) -> Cow<'static, str> {
    match comparison.movement {
        Movement::Growth(rate) => format!("{:.2}", rate * Decimal::ONE_HUNDRED).into(),
        word => movement_word(word).into(),
    }
}
