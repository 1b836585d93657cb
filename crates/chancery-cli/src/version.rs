//! `chancery --version`: the program, and which model and knowledge it reads with.

use std::io::{self, Write};
use std::process::ExitCode;

use chancery_know::Knowledge;

use crate::model::ModelFile;

pub(crate) fn print() -> anyhow::Result<ExitCode> {
    let model = ModelFile::open()?;
    let reader = model.reader()?;
    let know = Knowledge::embedded();
    let (first, last) = know.reach();
    let mut out = io::stdout().lock();
    writeln!(out, "chancery {}", env!("CARGO_PKG_VERSION"))?;
    writeln!(out, "model {}, {}, sha256 {}", reader.version(), model.origin(), model.digest())?;
    writeln!(out, "knowledge of {} to {}, digest {:016x}", first.year(), last.year(), know.digest())?;
    Ok(ExitCode::SUCCESS)
}
