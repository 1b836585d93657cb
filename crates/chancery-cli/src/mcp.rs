//! `chancery mcp`: the record for assistants, over the Model Context Protocol on standard input and output.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery_serve::{Assistant, Error};

use crate::fault::Fault;
use crate::read::Reader;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  claude mcp add chancery -- chancery mcp --db record.db")]
pub(crate) struct Args {
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    /// What a text given to read is read with, where the call names no reader
    #[arg(long, value_enum, default_value_t = Reader::Model)]
    reader: Reader,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let models = Box::leak(Box::new(crate::model::models(args.reader == Reader::Model)?));
    let assistant = Assistant::open(args.db, models).map_err(of)?;
    if io::stdin().is_terminal() {
        // Where standard error is gone there is nobody to tell.
        let _ = writeln!(
            io::stderr().lock(),
            "an assistant is to start this and speak JSON-RPC to it; README.md says how (Ctrl-D ends it)"
        );
    }
    assistant.answer_on_stdio().map_err(of)?;
    Ok(ExitCode::SUCCESS)
}

fn of(error: Error) -> anyhow::Error {
    match error {
        Error::Store(error) => error.into(),
        error => Fault::new(
            format!("the conversation ended: {error}"),
            "what speaks to `chancery mcp` must be a client of the Model Context Protocol",
        )
        .into(),
    }
}
