//! What is said: a [`Document`] without coordinates becomes a PDF.
//!
//! - [`document`] — the model a composer fills: headings, tables, charts, people, notes.
//! - [`compose`] — one composer a document: dossier and metrics in, [`Document`] out.
//! - `pdf` — the engine: fonts, text, flow, blocks, page furniture, the file itself.
//!
//! Everything here is pure: the same [`Document`] gives the same bytes, no clock is read, no file is
//! opened (the font faces are part of the program).

pub mod compose;
pub mod document;
mod pdf;
pub mod visit_pack;

pub use document::Document;
pub use pdf::{Pdf, ReportError, render};
