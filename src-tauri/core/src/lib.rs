//! What is true: the vault, the clients in it, what files said about them, and what follows.
//!
//! | module | holds |
//! | --- | --- |
//! | [`day`], [`money`], [`ids`], [`error`] | the values everything else is made of |
//! | [`intake`] | workbook or CSV → rows → plan → commit → undo |
//! | [`search`] | finding clients by Chinese, pinyin, initials, code and number |
//!
//! Nothing here knows Tauri, and nothing reads a clock: time and as-of days are arguments.

pub mod day;
pub mod error;
pub mod ids;
pub mod intake;
pub mod money;
pub mod search;
