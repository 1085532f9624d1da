//! The command line's words.

mod audit;
mod free_text;
mod import;
mod vault;

pub use audit::{AuditCommand, AuditExport, AuditFilters, AuditList};
pub use free_text::Warning;
pub use import::{
    Assign, Import, ImportCommand, ImportFiles, ImportHow, MappingsCommand, ValuesCommand,
};
pub use vault::{
    BackupCommand, EscrowCommand, NewUser, NewVault, UserCommand, VaultCommand, VaultEscrowCommand,
    VaultKeychainCommand,
};

use crate::list_query;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jingwei_core::client::list::{Filter, Sort};
use jingwei_core::day::Day;
use jingwei_core::ids::{MarkId, VisitId};
use jingwei_core::visit::TimeOfDay;
use std::path::PathBuf;

/// 经纬 Jingwei：对公客户经理的案头
#[derive(Parser)]
#[command(name = "jingwei", version)]
pub struct Arguments {
    /// One JSON object or list on stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// The vault's folder
    #[arg(long, global = true, value_name = "DIR", env = "JINGWEI_VAULT")]
    pub vault: Option<PathBuf>,
    /// Staff number, where a vault has several users
    #[arg(long, global = true, value_name = "STAFF", env = "JINGWEI_USER")]
    pub user: Option<String>,
    /// Read the passphrase from standard input (else JINGWEI_PASSPHRASE, else a prompt)
    #[arg(long, global = true)]
    pub passphrase_stdin: bool,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Create, verify, back up and restore vaults
    #[command(subcommand)]
    Vault(VaultCommand),
    /// Who works on the vault: list, add, change and remove users
    #[command(subcommand)]
    User(UserCommand),
    /// Import workbooks and CSV files, or undo an import
    Import(Import),
    /// List or search clients
    Clients(Clients),
    /// Enter or change one client or person by hand
    #[command(subcommand)]
    Client(ClientCommand),
    /// Everything known of one client, with its figures
    Dossier {
        /// Number, code or exact name
        #[arg(long)]
        client: String,
        #[arg(long, value_name = "DATE")]
        as_of: Option<Day>,
        /// Account and loan numbers in full
        #[arg(long, requires = "reason")]
        reveal: bool,
        /// What they are needed for; kept in the audit trail
        #[arg(long, value_name = "TEXT", requires = "reveal")]
        reason: Option<String>,
    },
    /// Plan, change, cancel and list visits
    #[command(subcommand)]
    Visit(VisitCommand),
    /// What waits today, ranked; done and put off
    Today(Today),
    /// Make documents
    #[command(subcommand)]
    Document(DocumentCommand),
    /// Make, list, verify, restore and clear backups
    #[command(subcommand)]
    Backup(BackupCommand),
    /// All facts as one archive under a passphrase of its own (JINGWEI_ARCHIVE_PASSPHRASE or a prompt);
    /// `jingwei import` takes it back
    Export {
        /// Never over anything
        #[arg(long, value_name = "FILE.zip")]
        to: PathBuf,
        /// Kept in the audit trail
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Erase a person or a client, with proof; what was erased
    #[command(subcommand)]
    Erase(EraseCommand),
    /// Keep a client from being erased
    #[command(subcommand)]
    Hold(HoldCommand),
    /// What whoever helps needs to know, without a word of any client
    Diagnose {
        /// Never over anything
        #[arg(long, value_name = "FILE.zip")]
        out: PathBuf,
    },
    /// Who has been kept longer than the settings allow; nothing goes by itself
    Retention,
    /// Read, verify and export the audit trail
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Make and look at escrow keys; no vault is needed
    #[command(subcommand)]
    Escrow(EscrowCommand),
    /// Make the demo vault of fictional clients, and its documents
    Demo {
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        #[arg(long, value_name = "DATE")]
        as_of: Option<Day>,
    },
}

#[derive(Subcommand)]
pub enum ClientCommand {
    /// Enter a client that no list has brought
    Add {
        #[arg(long)]
        name: String,
        #[command(flatten)]
        fields: ClientFields,
    },
    /// Change a client; what is not said stays as it is, an empty text clears it
    Change {
        /// Number, code or exact name
        #[arg(long)]
        client: String,
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: ClientFields,
    },
    /// Enter a person of a client, or give one other jobs or another name
    Person {
        /// Number, code or exact name of the client
        #[arg(long)]
        client: String,
        #[arg(long)]
        name: String,
        /// Apart by 、 / or ,
        #[arg(long)]
        jobs: Option<String>,
        /// What the person of this name is called instead; files with the earlier name go on meaning them
        #[arg(long, value_name = "NAME")]
        rename: Option<String>,
    },
}

#[derive(Args)]
pub struct ClientFields {
    #[arg(long, value_name = "NO")]
    pub number: Option<String>,
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    #[arg(long)]
    pub tier: Option<String>,
    #[arg(long)]
    pub industry: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub manager: Option<String>,
    #[arg(long)]
    pub branch: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub legal_rep: Option<String>,
    /// Registered capital, 万元
    #[arg(long, value_name = "WAN")]
    pub capital: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub founded: Option<String>,
}

#[derive(Args)]
pub struct Clients {
    /// Chinese, pinyin, initials, code or number
    #[arg(long, value_name = "Q")]
    pub search: Option<String>,
    /// A view by its name: 全部客户, 我的客户, 战略与重点, 90 日内到期, 存款下滑, or one of your own
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
    /// Conditions beside the view's: tier=战略, class=关注, deposits>=1000, movement<=-10, matures<=90, loans=yes
    #[arg(long, value_name = "CONDITION", num_args = 1.., value_parser = list_query::filter)]
    pub filter: Vec<Filter>,
    /// Instead of the view's order: COLUMN or COLUMN:desc, later ones break ties
    #[arg(long, value_name = "COLUMN", num_args = 1.., value_delimiter = ',', value_parser = list_query::sort)]
    pub sort: Vec<Sort>,
    /// 50 unless exported
    #[arg(long, value_name = "N")]
    pub limit: Option<u32>,
    /// Write the list as a workbook, or as CSV where the name ends so; never over anything
    #[arg(long, value_name = "FILE", requires = "reason")]
    pub export: Option<PathBuf>,
    /// What the exported list is for; kept in the audit trail
    #[arg(long, value_name = "TEXT", requires = "export")]
    pub reason: Option<String>,
}

#[derive(Subcommand)]
pub enum VisitCommand {
    /// Plan a visit
    Plan(VisitPlan),
    /// Change a visit; what is not said stays as it is
    Change(VisitChange),
    /// Cancel a visit, or take the cancellation back
    Cancel(VisitCancel),
    /// List visits of a client, or of all on some days
    List(VisitList),
}

#[derive(Args)]
pub struct VisitPlan {
    /// Number, code or exact name
    #[arg(long)]
    pub client: String,
    /// People to meet, by exact name or id
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub with: Vec<String>,
    /// At most three
    #[arg(long, value_name = "TEXT", num_args = 1..)]
    pub goal: Vec<String>,
    /// The one ask
    #[arg(long, value_name = "TEXT")]
    pub ask: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub on: Option<Day>,
    #[arg(long, value_name = "HH:MM", requires = "on")]
    pub at: Option<TimeOfDay>,
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
}

#[derive(Args)]
pub struct VisitChange {
    pub visit: VisitId,
    /// People to meet instead, by exact name or id
    #[arg(long, value_name = "NAME", num_args = 0..)]
    pub with: Option<Vec<String>>,
    #[arg(long, value_name = "TEXT", num_args = 0..)]
    pub goal: Option<Vec<String>>,
    /// The one ask; empty to clear it
    #[arg(long, value_name = "TEXT")]
    pub ask: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub on: Option<Day>,
    #[arg(long, value_name = "HH:MM")]
    pub at: Option<TimeOfDay>,
    /// Empty to clear it
    #[arg(long, value_name = "TEXT")]
    pub place: Option<String>,
    /// Refuse if the visit is no longer at this version
    #[arg(long, value_name = "N")]
    pub read_version: Option<u32>,
}

#[derive(Args)]
pub struct VisitCancel {
    pub visit: VisitId,
    #[arg(
        long,
        value_name = "TEXT",
        required_unless_present = "undo",
        conflicts_with = "undo"
    )]
    pub reason: Option<String>,
    /// Take the cancellation back
    #[arg(long)]
    pub undo: bool,
}

#[derive(Args)]
pub struct VisitList {
    /// Number, code or exact name; else every client's, today
    #[arg(long, conflicts_with_all = ["from", "to"])]
    pub client: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    #[arg(long, value_name = "DATE", requires = "from")]
    pub to: Option<Day>,
}

#[derive(Args)]
pub struct Today {
    /// The day to look from, else today
    #[arg(long, value_name = "DATE", global = true)]
    pub on: Option<Day>,
    #[command(subcommand)]
    pub command: Option<TodayCommand>,
}

#[derive(Subcommand)]
pub enum TodayCommand {
    /// Take an item off the list
    Done {
        #[arg(value_name = "ID")]
        item: String,
    },
    /// Put an item off until a day
    Snooze {
        #[arg(value_name = "ID")]
        item: String,
        #[arg(long, value_name = "DATE")]
        until: Day,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Take a mark back
    Undo { mark: MarkId },
}

#[derive(Subcommand)]
pub enum DocumentCommand {
    /// 拜访资料包
    VisitPack(VisitPack),
}

#[derive(Args)]
pub struct VisitPack {
    /// Number, code or exact name
    #[arg(long, required_unless_present = "all", conflicts_with = "all")]
    pub client: Option<String>,
    /// The visit it prepares; else the next planned one
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    pub visit: Option<VisitId>,
    /// For every client
    #[arg(long)]
    pub all: bool,
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    #[arg(long, value_enum, default_value_t = Audience::Internal)]
    pub audience: Audience,
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<Day>,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Audience {
    Internal,
    Client,
}

#[derive(Subcommand)]
pub enum EraseCommand {
    /// One person of a client, from every version, note and waiting row of that client
    Person {
        /// Number, code, exact name or id
        #[arg(long)]
        client: String,
        /// Exactly as on the list
        #[arg(long)]
        name: String,
        #[command(flatten)]
        how: Erasing,
    },
    /// A client with everything that is known of it
    Client {
        /// Number, code, exact name or id
        #[arg(long)]
        client: String,
        #[command(flatten)]
        how: Erasing,
    },
    /// Proofs of what was erased
    List,
}

#[derive(Args)]
pub struct Erasing {
    /// Kept in the trail, so without the names that go
    #[arg(
        long,
        value_name = "TEXT",
        required_unless_present = "dry_run",
        conflicts_with = "dry_run"
    )]
    pub reason: Option<String>,
    /// Say what would go and what stays; erase nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write the proof here, never over anything
    #[arg(long, value_name = "FILE.json", conflicts_with = "dry_run")]
    pub proof: Option<PathBuf>,
}

#[derive(Subcommand)]
pub enum HoldCommand {
    Set {
        /// Number, code, exact name or id
        #[arg(long)]
        client: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// This day included; else until it is lifted
        #[arg(long, value_name = "DATE")]
        until: Option<Day>,
    },
    Lift {
        /// Number, code, exact name or id
        #[arg(long)]
        client: String,
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    List,
}
