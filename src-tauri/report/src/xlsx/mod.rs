//! Workbooks: figures as numbers, sums as live formulas with their results beside them, and every text of
//! a client as text, so that a name such as `=cmd|…` stays a name even after an edit.

pub mod audit_trail;
pub(crate) mod mark;
pub mod rejected;

use crate::ReportError;
use rust_xlsxwriter::XlsxError;

impl From<XlsxError> for ReportError {
    fn from(_: XlsxError) -> Self {
        ReportError::File { step: "xlsx" }
    }
}
