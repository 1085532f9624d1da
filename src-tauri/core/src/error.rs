//! One error for the core's border: a refusal is not a failure.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

pub type Result<T> = std::result::Result<T, Error>;

/// What a caller may branch on. Add one only where somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// The call itself says too little.
    Usage,
    /// The passphrase or recovery key opens nothing here.
    WrongPassphrase,
    /// Not read without the passphrase it was made under.
    NeedsPassphrase,
    /// The system's keychain is not there, does not answer, or does not hold what opens the vault.
    Keychain,
    /// Too many wrong passphrases; `wait_seconds` says when the next is tried.
    Delayed,
    /// The folder holds no vault, or part of it is missing.
    NotAVault,
    /// Read, but not whole: bad pages, truncation, a header that does not fit.
    Damaged,
    /// Written by a newer version of the product.
    NewerSchema,
    /// Another process has it open for writing.
    InUse,
    /// Something stands where the new thing should be.
    Exists,
    NotFound,
    /// A reference names several things.
    Ambiguous,
    /// The file is not what it should be, or says too little.
    UnreadableFile,
    /// No as-of date in the file and none given.
    NoDate,
    /// A business rule forbids it.
    Refused,
    /// What is to be changed has changed since it was read; the context holds both values.
    Conflict,
    /// The disk is full or the place cannot be written.
    NoSpace,
    ReadOnly,
    /// A fault of the machine or the product.
    Fault,
}

impl Code {
    /// A refusal follows from a rule or from the input; everything else is a failure.
    pub fn is_refusal(self) -> bool {
        !matches!(self, Code::Damaged | Code::NoSpace | Code::Fault)
    }
}

/// Crosses every border as `{code, message, context}`. The message is ready for the user and holds
/// no secret; the source chain is for the log.
#[derive(Debug)]
pub struct Error {
    pub code: Code,
    /// What happened, what was kept, what to do next — in Chinese.
    pub message: String,
    pub context: BTreeMap<&'static str, String>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Error {
            code,
            message: message.into(),
            context: BTreeMap::new(),
            source: None,
        }
    }

    /// A failure with its cause; the cause never reaches the user.
    pub fn fault(
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Error {
            source: Some(source.into()),
            ..Error::new(Code::Fault, message)
        }
    }

    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.context.insert(key, value.into());
        self
    }

    /// What is wrong with one field of a form: the reason in Chinese under the field's name, and among `problems`
    /// (`FIELD=PROBLEM`, apart by blanks) what it is, for whoever says it in another language.
    #[must_use]
    pub fn with_problem(
        mut self,
        field: &'static str,
        problem: &'static str,
        reason: impl Into<String>,
    ) -> Self {
        let problems = self.context.entry("problems").or_default();
        if !problems.is_empty() {
            problems.push(' ');
        }
        problems.push_str(&format!("{field}={problem}"));
        self.with(field, reason)
    }

    #[must_use]
    pub fn caused_by(
        mut self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The wire form.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "code": self.code,
            "message": self.message,
            "context": self.context,
        })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|s| s as _)
    }
}
