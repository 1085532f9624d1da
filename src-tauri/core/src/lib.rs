//! What is true: the vault, the clients in it, what files said about them, and what follows.
//!
//! | module | holds |
//! | --- | --- |
//! | [`day`], [`money`], [`ids`], [`error`] | the values everything else is made of |
//! | [`vault`], [`user`] | the encrypted folder, who works in it, the audit trail |
//! | [`audit`] | the trail as people read it; [`export`] is how a list leaves, with a reason |
//! | [`language`] | the languages that what happened is told in |
//! | [`draft`] | forms half filled, kept over a lock |
//! | [`setting`] | thresholds, dated |
//! | [`client`], [`ledger`], [`product`], [`visit`], [`document`] | what a vault holds |
//! | [`view`] | the views of the client list that a user keeps |
//! | [`dossier`] | all that is known of one client as of a day, as one plain value |
//! | [`erasure`], [`hold`] | whoever is erased, with proof; what keeps a client from it |
//! | [`retention`] | who has been kept longer than the settings allow |
//! | [`diagnosis`] | what whoever helps needs to know, without a word of any client |
//! | [`masking`] | numbers shown by their last digits, and in full on request, recorded |
//! | [`crash`] | what a crash leaves behind: its place, nothing that was in hand |
//! | [`sensitive`] | what a free text should not hold of a person, told and not repeated |
//! | [`metrics`] | what follows from a dossier: figures on their bases, maturities, completeness |
//! | [`intake`] | workbook or CSV → rows → plan → commit → undo |
//! | [`industry`] | GB/T 4754-2017 and the labels that propose it |
//! | [`today`] | what waits on a day, ranked, and what was done or put off |
//! | [`glance`] | what is said of a client beside a search hit |
//! | [`search`] | finding clients by Chinese, pinyin, initials, code and number |
//! | [`demo`] | a fictional portfolio, the same for the same day |
//!
//! Nothing here knows Tauri, and nothing reads a clock: time and as-of days are arguments.

pub mod audit;
pub mod client;
pub mod code;
pub mod crash;
pub mod day;
pub mod demo;
pub mod diagnosis;
pub mod document;
pub mod dossier;
pub mod draft;
pub mod erasure;
pub mod error;
pub mod export;
pub mod glance;
pub mod hold;
pub mod ids;
pub mod industry;
pub mod intake;
pub mod language;
pub mod ledger;
pub mod masking;
pub mod metrics;
pub mod money;
pub mod product;
pub mod rate;
pub mod retention;
pub mod search;
pub mod sensitive;
pub mod setting;
pub mod today;
pub mod user;
pub mod vault;
pub mod view;
pub mod visit;

pub use error::{Code, Error, Result};
