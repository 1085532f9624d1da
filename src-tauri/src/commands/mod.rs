//! One module a noun. A command parses, calls the core and converts the error; it decides nothing.

pub mod app;
