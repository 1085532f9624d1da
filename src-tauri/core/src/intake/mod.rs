//! From a bank's file to committed facts: reader → recognised table → plan → commit → undo.

pub mod reader;
pub mod record;
