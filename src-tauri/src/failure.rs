//! How errors reach the page: `{code, message, context, refusal}`. The cause stays in this process.

use jingwei_core::{Code, Error};
use serde::Serialize;
use std::collections::BTreeMap;

/// What every command answers.
pub type Answer<T> = Result<T, Failure>;

/// A refusal (a business rule, or the input) or a failure (a fault): the page shows them differently.
#[derive(Debug, Clone, Serialize, specta::Type)]
pub struct Failure {
    pub code: Code,
    /// What happened, what was kept, what to do next; ready to show.
    pub message: String,
    pub context: BTreeMap<String, String>,
    /// Whether a rule or the input forbade it, rather than a fault.
    pub refusal: bool,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure {
            code: error.code,
            refusal: error.code.is_refusal(),
            context: (error.context.iter())
                .map(|(key, value)| ((*key).to_owned(), value.clone()))
                .collect(),
            message: error.message,
        }
    }
}

impl Failure {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Error::new(code, message).into()
    }
}
