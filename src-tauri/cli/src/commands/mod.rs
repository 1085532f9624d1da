//! One file a noun; each parses, calls the core, and says the result.

pub mod audit;
pub mod backup;
pub mod checklist;
pub mod client;
pub mod clients;
pub mod demo;
pub mod diagnose;
pub mod document;
pub mod dossier;
pub mod drop_folder;
pub mod erase;
pub mod escrow;
pub mod export;
pub mod import;
pub mod keychain;
pub mod mappings;
pub mod today;
pub mod user;
pub mod values;
pub mod vault;
pub mod visit;
