//! Words for the vault itself: made, opened, kept, and by whom.

use clap::{Args, Subcommand};
use jingwei_core::language::Language;
use jingwei_core::user::Role;
use std::path::PathBuf;

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
    /// Opening without the passphrase by this computer's keychain; used by the window at a start, never after a lock
    #[command(subcommand)]
    Keychain(VaultKeychainCommand),
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
pub enum VaultKeychainCommand {
    /// Whether this computer's keychain opens this vault for you
    Show,
    /// Let it
    On,
    /// Let it no more
    Off,
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
