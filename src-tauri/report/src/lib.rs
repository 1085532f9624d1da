//! What is said: a [`Document`] without coordinates becomes a PDF.
//!
//! - [`document`] — the model a composer fills: headings, tables, charts, people, notes.
//! - [`compose`] — one composer a document: dossier and metrics in, [`Document`] out.
//! - [`notes`] — what to heed in a document before it is used.
//! - [`visit_pack`] — a finished pack: composed, set, named, and what the library is to remember of it.
//! - [`client_list`] — the list as a workbook or CSV.
//! - [`xlsx`] — workbooks: numbers, live sums, client text as text.
//! - `pdf` — the engine: fonts, text, flow, blocks, page furniture, the file itself.
//!
//! Everything here is pure: the same [`Document`] gives the same bytes, no clock is read, no file is
//! opened (the font faces are part of the program).

pub mod client_list;
pub mod compose;
pub mod document;
pub mod notes;
mod pdf;
pub mod visit_pack;
pub mod xlsx;

pub use document::Document;
pub use pdf::{OutlineEntry, Pdf, ReportError, render};
