//! All facts of a vault as one encrypted archive: a CSV for each kind of file that the intake reads, so that
//! they leave in an open form and come back by import as they were. WinZip's AES-256; 7-Zip and Bandizip
//! open it with its passphrase.

use super::{Export, Mark, store};
use crate::error::{Error, Result};
use crate::intake::csv_text;
use crate::intake::record::{
    ClientRecord, ClientRef, DepositRecord, Kind, LoanRecord, PersonRecord,
};
use crate::intake::{self, Field};
use crate::money::{Amount, Unit};
use crate::rate;
use crate::vault::{self, Vault};
use jiff::tz::TimeZone;
use std::io::{Cursor, Write};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipWriter};

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
/// Excel rounds longer numbers.
const EXACT_DIGITS: usize = 11;

/// An archive, and how many clients are in it.
pub struct Whole {
    pub clients: u32,
    pub bytes: Vec<u8>,
}

/// Makes the archive under a passphrase of its own, which is judged like a vault's.
///
/// Errors: [`Code::Refused`](crate::Code::Refused) when it is too easily guessed.
pub async fn whole(
    open: &Vault,
    export: &Export,
    passphrase: &str,
    zone: &TimeZone,
) -> Result<Whole> {
    vault::accept(passphrase, &[])?;
    let mut tx = open.read().await?;
    let mut archive = Archive::new(passphrase);
    archive.file("导出说明.txt", said(&export.mark, zone).as_bytes())?;

    let clients = store::clients(&mut tx).await?;
    let names = (clients.iter())
        .map(|(key, record)| (*key, record.client.clone()))
        .collect();
    archive.begin(Kind::Clients)?;
    archive.rows(Kind::Clients, clients.iter().map(|(_, record)| record))?;
    archive.begin(Kind::People)?;
    archive.rows(Kind::People, &store::people(&mut tx, &names).await?)?;
    archive.begin(Kind::Deposits)?;
    for span in store::spans(store::highest_account(&mut tx).await?) {
        archive.rows(
            Kind::Deposits,
            &store::deposits(&mut tx, span, &names).await?,
        )?;
    }
    archive.begin(Kind::Loans)?;
    for span in store::spans(store::highest_loan(&mut tx).await?) {
        archive.rows(Kind::Loans, &store::loans(&mut tx, span, &names).await?)?;
    }
    Ok(Whole {
        clients: clients.len() as u32,
        bytes: archive.finish()?,
    })
}

/// The archive's own watermark.
fn said(mark: &Mark, zone: &TimeZone) -> String {
    let of = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".into());
    let at = mark.at.to_zoned_datetime(zone.clone());
    format!(
        "第 {} 次导出\r\n导出人：{}（工号 {}，{}）\r\n时间：{}\r\n用途：{}\r\n\r\n\
         金额以元计；一格写明万元或亿元的，原表就只精确到那里。\r\n\
         本文件含客户信息，仅限所列用途使用，用毕删除；未经许可不得转发、复制或带离本行。\r\n",
        mark.number,
        mark.user,
        of(&mark.staff_number),
        of(&mark.branch),
        at.strftime("%Y-%m-%d %H:%M"),
        mark.reason,
    )
}

struct Archive<'a> {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    passphrase: &'a str,
}

impl<'a> Archive<'a> {
    fn new(passphrase: &'a str) -> Self {
        Archive {
            zip: ZipWriter::new(Cursor::default()),
            passphrase,
        }
    }

    fn file(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .large_file(true)
            .with_aes_encryption(AesMode::Aes256, self.passphrase);
        self.zip.start_file(name, options).map_err(not_made)?;
        self.write(content)
    }

    fn write(&mut self, content: &[u8]) -> Result<()> {
        self.zip
            .write_all(content)
            .map_err(|error| not_made(error.into()))
    }

    /// The file of a kind, with its headings.
    fn begin(&mut self, kind: Kind) -> Result<()> {
        self.file(&intake::whole::file_name(kind), UTF8_MARK)?;
        let headings = Field::of(kind).iter().map(|field| headed(*field));
        self.write(&lines([headings.collect()]))
    }

    fn rows<'r, R: Record + 'r>(
        &mut self,
        kind: Kind,
        records: impl IntoIterator<Item = &'r R>,
    ) -> Result<()> {
        let cells = |record: &R| Field::of(kind).iter().map(|f| record.cell(*f)).collect();
        self.write(&lines(records.into_iter().map(cells)))
    }

    fn finish(self) -> Result<Vec<u8>> {
        Ok(self.zip.finish().map_err(not_made)?.into_inner())
    }
}

fn not_made(error: ZipError) -> Error {
    Error::fault("压缩包没有写成，没有导出。请再试一次。", error)
}

fn lines(rows: impl IntoIterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        // Memory takes all there is, and each row has the columns of its kind.
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

fn headed(field: Field) -> String {
    match field.is_amount() {
        true => format!("{}（{}）", field.heading(), Unit::Yuan.label()),
        false => field.heading().to_owned(),
    }
}

/// What stands in the column of a field.
trait Record {
    fn cell(&self, field: Field) -> String;
}

fn of_client(client: &ClientRef, field: Field) -> String {
    match field {
        Field::ClientNumber => key(&client.number),
        Field::ClientName => text(&client.name),
        Field::Code => key(&client.code),
        _ => String::new(),
    }
}

impl Record for ClientRecord {
    fn cell(&self, field: Field) -> String {
        match field {
            Field::Industry => text(&self.industry_label),
            Field::RegisteredCapital => amount(self.registered_capital),
            Field::FoundedOn => shown(self.founded_on),
            Field::LegalRep => text(&self.legal_rep),
            Field::Manager => text(&self.manager),
            Field::Tier => text(&self.tier),
            Field::Branch => text(&self.branch),
            of_client_itself => of_client(&self.client, of_client_itself),
        }
    }
}

impl Record for PersonRecord {
    fn cell(&self, field: Field) -> String {
        match field {
            Field::PersonName => csv_text::guarded(&self.name).into_owned(),
            Field::Jobs => csv_text::guarded(&self.jobs.join("、")).into_owned(),
            of_its_client => of_client(&self.client, of_its_client),
        }
    }
}

impl Record for DepositRecord {
    fn cell(&self, field: Field) -> String {
        let amounts = &self.amounts;
        match field {
            Field::Account => digits(&self.account),
            Field::Product => text(&self.product),
            Field::Currency => self.currency.clone(),
            Field::AsOf => self.as_of.to_string(),
            Field::Balance => amount(amounts.point),
            Field::MonthStart => amount(amounts.month_start),
            Field::YearStart => amount(amounts.year_start),
            Field::MonthAverage => amount(amounts.month_average),
            Field::YearAverage => amount(amounts.year_average),
            of_its_client => of_client(&self.client, of_its_client),
        }
    }
}

impl Record for LoanRecord {
    fn cell(&self, field: Field) -> String {
        match field {
            Field::Loan => digits(&self.loan),
            Field::Product => text(&self.product),
            Field::Currency => self.currency.clone(),
            Field::AsOf => self.as_of.to_string(),
            Field::LoanAmount => amount(self.amount),
            Field::Balance => amount(self.balance),
            Field::Rate => shown(rate::written(self.rate, self.lpr)),
            Field::DrawnOn => shown(self.drawn_on),
            Field::MaturesOn => shown(self.matures_on),
            Field::Security => text(&self.security),
            Field::Class => self
                .class
                .map_or_else(String::new, |class| class.label().into()),
            Field::OverdueDays => shown(self.overdue_days),
            of_its_client => of_client(&self.client, of_its_client),
        }
    }
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

fn text(value: &Option<String>) -> String {
    csv_text::guarded(value.as_deref().unwrap_or_default()).into_owned()
}

fn key(value: &Option<String>) -> String {
    digits(value.as_deref().unwrap_or_default())
}

/// A number that is a name: Excel would round a long one, or take its leading zeros.
fn digits(value: &str) -> String {
    let is_number = value.bytes().all(|b| b.is_ascii_digit());
    if is_number && (value.len() > EXACT_DIGITS || value.starts_with('0')) {
        return format!("=\"{value}\"");
    }
    csv_text::guarded(value).into_owned()
}

/// With as many digits as were known: in 元, or in the larger unit that a coarse amount was given in.
fn amount(amount: Option<Amount>) -> String {
    let Some(Amount { money, quantum }) = amount else {
        return String::new();
    };
    let finest = |unit: Unit| (unit.exponent() + 2).checked_sub(u32::from(quantum.exponent()));
    let units = [(Unit::Yuan, ""), (Unit::Wan, "万元"), (Unit::Yi, "亿元")];
    let (unit, said, places) = (units.into_iter())
        .find_map(|(unit, said)| Some((unit, said, finest(unit)?)))
        .unwrap_or((Unit::Yi, "亿元", 0));
    let places = places as usize;
    format!("{:.places$}{said}", money.in_unit(unit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::reader::Cell;
    use crate::intake::value;
    use crate::money::{Money, Quantum};
    use proptest::prelude::*;

    #[test]
    fn amounts_keep_the_digits_they_were_given_with() {
        let of = |fen, exponent| {
            amount(Some(Amount {
                money: Money::from_fen(fen),
                quantum: Quantum::from_exponent(exponent),
            }))
        };
        assert_eq!(of(1_234_567, 0), "12345.67");
        assert_eq!(of(1_234_500, 2), "12345");
        assert_eq!(of(483_290_000, 4), "483.29万元");
        assert_eq!(of(-300_000_000_000, 8), "-30.00亿元");
        assert_eq!(amount(None), "");
    }

    proptest! {
        #[test]
        fn amounts_come_back_as_they_were(digits in -90_000i64..=90_000, exponent in 0u8..=10) {
            let given = Amount {
                money: Money::from_fen(digits * 10_i64.pow(u32::from(exponent))),
                quantum: Quantum::from_exponent(exponent),
            };
            let cell = Cell::Text(amount(Some(given)).into());
            prop_assert_eq!(value::amount(&cell, Unit::Yuan, 0), Ok(Some(given)));
        }
    }
}
