//! `jingwei demo`
use crate::output::Output;
use crate::session::Session;
use jingwei_core::Result;
use jingwei_core::day::Day;
use std::path::Path;
use std::process::ExitCode;
pub async fn make(
    _session: &Session,
    _out: &Path,
    _as_of: Option<Day>,
    _output: &Output,
) -> Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
