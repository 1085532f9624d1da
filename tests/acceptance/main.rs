//! Acceptance tests, one module a noun, through the command line and the real files.
//!
//! [`harness`] runs the built program; `capabilities.toml` says which test proves which
//! capability of `docs/domain.md` §1.

mod audit;
mod backup;
mod capabilities;
mod checklist;
mod client;
mod command_line;
mod delivery;
mod diagnosis;
mod drop_folder;
mod entry;
mod erasure;
mod escrow;
mod export;
mod fault;
mod faulty_disk;
mod formats;
mod harness;
mod installer;
mod intake;
mod keychain;
mod mappings;
mod masking;
mod mend;
mod paste;
mod printed;
mod real_data;
mod sensitive;
mod today;
mod user;
mod values;
mod vault;
mod visit;
mod window;
