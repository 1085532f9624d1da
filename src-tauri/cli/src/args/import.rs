//! Words for what comes in, and how it is read.

use clap::{ArgGroup, Args, Subcommand};
use jingwei_core::day::Day;
use jingwei_core::ids::BatchId;
use jingwei_core::intake::Field;
use jingwei_core::intake::preview::FileChange;
use jingwei_core::intake::reader::Place;
use jingwei_core::intake::record::Kind;
use jingwei_core::intake::values;
use jingwei_core::money::Unit;
use std::path::PathBuf;

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Import {
    #[command(flatten)]
    pub files: ImportFiles,
    #[command(subcommand)]
    pub command: Option<ImportCommand>,
}

#[derive(Args)]
pub struct ImportFiles {
    /// Workbooks and texts; a folder stands for those in it, a workbook for each of its tables
    #[arg(required_unless_present = "from_folder", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// A drop folder: what lies whole in it and was not imported yet, together; nothing in it is touched
    #[arg(long, value_name = "DIR", conflicts_with = "files")]
    pub from_folder: Option<PathBuf>,
    #[command(flatten)]
    pub how: ImportHow,
}

/// How files and pasted blocks are taken.
#[derive(Args)]
pub struct ImportHow {
    /// What the files hold, where they do not say it themselves
    #[arg(long, value_parser = kind)]
    pub kind: Option<Kind>,
    /// The day balances hold for, where the file has none
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// The unit of amounts, where the file has none
    #[arg(long, value_parser = unit)]
    pub unit: Option<Unit>,
    /// The row of the header, as Excel numbers it; 0 where there is none
    #[arg(long, value_name = "ROW")]
    pub header_row: Option<u32>,
    /// What a column holds: B=client_name, D=balance; F= for nothing of use
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = column)]
    pub column: Vec<FileChange>,
    /// Take something else in place of a cell: B7=示例公司, as the file itself would write it; B7= empties it
    #[arg(long, value_name = "CELL=TEXT", value_parser = mend)]
    pub mend: Vec<FileChange>,
    /// Say what would happen; write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Import the rest where a file among several cannot be read or asks for something; else none is imported
    #[arg(long)]
    pub leave_out: bool,
    /// Write the rejected rows of each file into this folder, to be mended and imported again; their numbers are
    /// whole, so it is an export
    #[arg(long, value_name = "DIR", requires = "reason")]
    pub rejected_to: Option<PathBuf>,
    /// What the rejected rows are for; kept in the audit trail
    #[arg(long, value_name = "TEXT", requires = "rejected_to")]
    pub reason: Option<String>,
}

#[derive(Subcommand)]
pub enum ImportCommand {
    /// Import what was copied in Excel or WPS, from standard input; --passphrase-stdin takes its first line
    Paste(ImportHow),
    /// What was imported, newest first
    List {
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// Take one import, or one entry by hand, back
    Undo {
        batch: BatchId,
        /// With all files that were imported together with it
        #[arg(long)]
        together: bool,
    },
    /// What has come of a month end, what is missing, what is left to settle
    Checklist {
        /// As 2026-10; the last month that has ended where none is given
        #[arg(long, value_name = "YYYY-MM", value_parser = month)]
        month: Option<Day>,
    },
    /// Clients that rows wait for, those with most rows first
    Waiting {
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// Say whose the rows are that wait under a number, code or name
    Assign(Assign),
    /// Leave files of the drop folder out from now on, as long as they stay the same
    PassOver {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Offer them again
        #[arg(long)]
        take_back: bool,
    },
    /// What labels of files mean: industries, products, client managers
    #[command(subcommand)]
    Values(ValuesCommand),
    /// What imports were told of columns and labels, to hand on to others; no client's data, no client manager
    #[command(subcommand)]
    Mappings(MappingsCommand),
}

#[derive(Subcommand)]
pub enum MappingsCommand {
    /// Write them into a new JSON file
    Export { file: PathBuf },
    /// Take those of a file: new ones, and other ones in place of what is remembered
    Import {
        file: PathBuf,
        /// Say what is new, changed or the same; change nothing
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Subcommand)]
pub enum ValuesCommand {
    /// All that is remembered
    List,
    /// The table of industry labels: the bank's own, and the built-in ones that `set` overrides and `remove` restores
    Industries,
    /// Say what a label means, from the next import on
    Set {
        /// industry, product or manager
        #[arg(value_parser = field)]
        field: Field,
        label: String,
        /// Of the catalogue, by name or code
        #[arg(required_unless_present = "blank", conflicts_with = "blank")]
        target: Option<String>,
        /// It means nothing: the cell counts as empty
        #[arg(long)]
        blank: bool,
    },
    /// Forget it; it is asked for again
    Remove {
        /// industry, product or manager
        #[arg(value_parser = field)]
        field: Field,
        label: String,
    },
}

#[derive(Args)]
#[command(group(ArgGroup::new("waiting").required(true).args(["number", "code", "name"])))]
pub struct Assign {
    #[arg(long, value_name = "NO")]
    pub number: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Number, code or exact name of the client whose they are
    #[arg(long, value_name = "CLIENT")]
    pub to: String,
}

fn kind(text: &str) -> Result<Kind, String> {
    Kind::from_name(text).ok_or_else(|| "clients, people, deposits or loans".into())
}

/// `2026-10`, as its first day.
fn month(text: &str) -> Result<Day, String> {
    let day = format!("{text}-01").parse();
    day.map_err(|_| "a month such as 2026-10".into())
}

/// `B=client_name`
fn column(text: &str) -> Result<FileChange, String> {
    let (letters, name) = text.split_once('=').ok_or("COLUMN=FIELD")?;
    let place = Place::parse(format!("{}1", letters.trim()).as_bytes());
    let column = place.ok_or("a column such as B")?.column;
    let field = match name.trim() {
        "" => None,
        name => Some(Field::from_name(name).ok_or_else(|| {
            let known = Field::ALL.into_iter().filter_map(Field::name);
            format!("one of {}", known.collect::<Vec<_>>().join(", "))
        })?),
    };
    Ok(FileChange::Column { column, field })
}

fn field(text: &str) -> Result<Field, String> {
    let field = Field::from_name(text).filter(|field| values::FIELDS.contains(field));
    field.ok_or_else(|| "industry, product or manager".into())
}

/// `B7=示例公司`
fn mend(text: &str) -> Result<FileChange, String> {
    let (cell, text) = text.split_once('=').ok_or("CELL=TEXT")?;
    let place = Place::parse(cell.trim().as_bytes()).ok_or("a cell such as B7")?;
    Ok(FileChange::Mend {
        row: place.row + 1,
        column: place.column,
        text: Some(text.to_owned()),
    })
}

fn unit(text: &str) -> Result<Unit, String> {
    Unit::from_label(text).ok_or_else(|| "元, 千元, 万元, 百万元 or 亿元".into())
}
