//! Words for the trail.

use clap::{Args, Subcommand};
use jingwei_core::day::Day;
use jingwei_core::vault::audit::Area;
use std::path::PathBuf;

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
    /// Is a file what this vault exported, unchanged, and who signed it?
    Check {
        /// A list, a trail or a whole export
        file: PathBuf,
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
