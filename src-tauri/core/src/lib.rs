//! What is true: the vault, the clients in it, what files said about them, and what follows.
//!
//! | module | holds |
//! | --- | --- |
//! | [`day`], [`money`], [`ids`], [`error`] | the values everything else is made of |
//! | [`vault`], [`user`] | the encrypted folder, who works in it, the audit trail |
//! | [`intake`] | workbook or CSV → rows → plan → commit → undo |
//!
//! Nothing here knows Tauri, and nothing reads a clock: time and as-of days are arguments.

pub mod day;
pub mod error;
pub mod ids;
pub mod intake;
pub mod money;
pub mod user;
pub mod vault;

pub use error::{Code, Error, Result};
