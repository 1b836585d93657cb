//! `chancery schema`: the JSON Schema of a record.

use std::io::Write;
use std::process::ExitCode;

#[derive(clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(_args: Args) -> anyhow::Result<ExitCode> {
    std::io::stdout().lock().write_all(chancery::record::SCHEMA.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
