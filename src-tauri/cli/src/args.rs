//! The command line's words.

use crate::list_query;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use jingwei_core::client::list::{Filter, Sort};
use jingwei_core::day::Day;
use jingwei_core::ids::{BatchId, MarkId, VisitId};
use jingwei_core::intake::Field;
use jingwei_core::intake::preview::FileChange;
use jingwei_core::intake::reader::Place;
use jingwei_core::intake::record::Kind;
use jingwei_core::intake::values;
use jingwei_core::language::Language;
use jingwei_core::money::Unit;
use jingwei_core::user::Role;
use jingwei_core::vault::audit::Area;
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
pub enum VaultCommand {
    /// Make a vault; prints the recovery key once
    Create(NewVault),
    /// Check pages, structure and the audit trail
    Verify,
    /// Change the passphrase; the new one from JINGWEI_NEW_PASSPHRASE or a prompt
    Passphrase,
    /// Set a new passphrase with the recovery key (JINGWEI_RECOVERY_KEY or a prompt) or with the bank's escrow key
    Recover {
        /// The bank's private file; its passphrase from JINGWEI_ESCROW_PASSPHRASE or a prompt, `--user` says for whom
        #[arg(long, value_name = "FILE")]
        escrow_key: Option<PathBuf>,
    },
    /// The bank's escrow key of this vault
    #[command(subcommand)]
    Escrow(VaultEscrowCommand),
    /// Encrypt the vault under another key; everybody's passphrase stays (yours is asked)
    RotateKey,
    /// Make DIR/NAME-TIME.vault, itself a vault
    Backup {
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
    /// Make another recovery key in place of the present one (the passphrase is asked)
    RecoveryKey {
        /// Instead, type the present one back, so that the vault knows that it is kept
        #[arg(long)]
        confirm: bool,
    },
    /// Make a new vault from a backup, never over anything
    Restore {
        backup: PathBuf,
        /// The vault to make, or a folder to make it in
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
    },
}

/// The passphrase of who is in authorises; for that, they own the vault or lead the team.
#[derive(Subcommand)]
pub enum VaultEscrowCommand {
    /// Whose escrow key opens this vault
    Show,
    /// Let the bank's escrow key open this vault, too
    Set {
        /// The bank's public file
        file: PathBuf,
        /// As the bank says it, compared before anything is done
        #[arg(long, value_name = "GROUPS")]
        fingerprint: String,
    },
    /// Let it open nothing from now on
    Remove,
}

#[derive(Subcommand)]
pub enum EscrowCommand {
    /// For the bank: make an escrow key; the passphrase of its private file from JINGWEI_ESCROW_PASSPHRASE or a prompt
    NewKey {
        /// Whose it is, as every user of the vault will read it
        #[arg(long = "of", value_name = "NAME")]
        of: String,
        /// The folder for both files, never over anything
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Whose key a public file is, with its fingerprint
    Look { file: PathBuf },
}

#[derive(Args)]
pub struct NewVault {
    #[arg(long, value_name = "NAME")]
    pub owner: String,
    #[arg(long, value_name = "NO")]
    pub staff: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub branch: Option<String>,
}

/// The passphrase of who is in authorises each change; for that, they own the vault or lead the team.
#[derive(Subcommand)]
pub enum UserCommand {
    /// Everybody who works here or did
    List,
    /// Add a user; their passphrase from JINGWEI_NEW_PASSPHRASE or a prompt
    Add {
        #[command(flatten)]
        form: NewUser,
    },
    /// Change what is said of a user; what is not given stays
    Change {
        /// The present staff number; yourself where none is given
        staff: Option<String>,
        #[arg(long)]
        name: Option<String>,
        #[arg(long, value_name = "NO")]
        staff_number: Option<String>,
        #[arg(long)]
        branch: Option<String>,
        #[arg(long, value_parser = role)]
        role: Option<Role>,
    },
    /// Take a user's way in; what they did stays theirs
    Remove { staff: String },
    /// Another passphrase for who forgot theirs, from JINGWEI_NEW_PASSPHRASE or a prompt
    ResetPassphrase { staff: String },
}

#[derive(Args)]
pub struct NewUser {
    #[arg(long)]
    pub name: String,
    /// Says who unlocks
    #[arg(long, value_name = "NO")]
    pub staff_number: String,
    #[arg(long, default_value = "")]
    pub branch: String,
    /// client_manager, team_leader, reviewer or approver, or as it is called in Chinese
    #[arg(long, value_parser = role)]
    pub role: Role,
}

fn role(text: &str) -> Result<Role, String> {
    let named = |role: &Role| role.name() == text || role.label(Language::Chinese) == text;
    (Role::ALL.into_iter().find(named)).ok_or_else(|| {
        let labels: Vec<&str> = (Role::ALL.iter())
            .map(|role| role.label(Language::Chinese))
            .collect();
        format!("角色是{}之一", labels.join("、"))
    })
}

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
    /// Write the rejected rows of each file into this folder, to be mended and imported again
    #[arg(long, value_name = "DIR")]
    pub rejected_to: Option<PathBuf>,
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
    /// Enter a person of a client, or give one other jobs
    Person {
        /// Number, code or exact name of the client
        #[arg(long)]
        client: String,
        #[arg(long)]
        name: String,
        /// Apart by 、 / or ,
        #[arg(long, default_value = "")]
        jobs: String,
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
pub enum BackupCommand {
    /// The vault's backups, newest first
    List {
        /// Else those in the vault's own folder
        #[arg(long = "in", value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Make one in the vault's own folder, and clear away what the settings no longer keep
    Make {
        /// And a copy in a second place
        #[arg(long, value_name = "DIR")]
        second: Option<PathBuf>,
        /// Only where something was done since the newest one
        #[arg(long)]
        if_changed: bool,
    },
    /// Check a backup of this vault page by page
    Verify { backup: PathBuf },
    /// Make a new vault from a backup of this one, beside it and never over it; it opens with the present passphrase
    Restore { backup: PathBuf },
    /// Clear away what the settings no longer keep; never the last verified one
    Prune {
        #[arg(long = "in", value_name = "DIR")]
        folder: Option<PathBuf>,
        /// Say what would go; remove nothing
        #[arg(long)]
        dry_run: bool,
    },
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

#[derive(Subcommand)]
pub enum AuditCommand {
    /// Who did what when, newest first
    List(AuditList),
    /// Compute the chain anew and hold it against what was noted outside
    Verify {
        /// What stands after 审计 in the footer of an internal document, such as 128·0a1b2c3d
        #[arg(long, value_name = "HEAD")]
        head: Option<String>,
        /// Backups of this vault that lie elsewhere
        #[arg(long, value_name = "DIR", num_args = 1..)]
        backups: Vec<PathBuf>,
    },
    /// Write the trail as a workbook, never over anything
    Export(AuditExport),
}

#[derive(Args)]
pub struct AuditList {
    #[command(flatten)]
    pub filters: AuditFilters,
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// Only rows before this one: where the page before says that there are more
    #[arg(long, value_name = "N")]
    pub before: Option<i64>,
}

#[derive(Args)]
pub struct AuditExport {
    #[command(flatten)]
    pub filters: AuditFilters,
    #[arg(long, value_name = "FILE")]
    pub to: PathBuf,
    /// What it is for; kept in the trail
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Args)]
pub struct AuditFilters {
    #[arg(long, value_name = "DATE")]
    pub from: Option<Day>,
    /// This day included
    #[arg(long, value_name = "DATE")]
    pub until: Option<Day>,
    /// Whose deeds, by name
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// vault, backup, security, import, visit, document, export, today, privacy, setting
    #[arg(long, num_args = 1.., value_parser = area)]
    pub area: Vec<Area>,
    /// Number, code or exact name
    #[arg(long)]
    pub client: Option<String>,
}

fn area(text: &str) -> Result<Area, String> {
    let told =
        "vault, backup, security, import, visit, document, export, today, privacy or setting";
    serde_json::from_value(text.into()).map_err(|_| told.into())
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
