//! One file a noun; each parses, calls the core, and says the result.

pub mod audit;
pub mod backup;
pub mod client;
pub mod clients;
pub mod demo;
pub mod document;
pub mod dossier;
pub mod export;
pub mod import;
pub mod today;
pub mod user;
pub mod values;
pub mod vault;
pub mod visit;
