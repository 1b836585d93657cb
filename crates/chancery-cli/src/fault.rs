//! [`Fault`]: an error with a hint for the person at the keyboard, and how errors end the program. Coloured on terminals
//! only, and not where `NO_COLOR` is set.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use console::{StyledObject, style};

/// An error that tells what to do about it.
#[derive(Debug)]
pub(crate) struct Fault {
    message: String,
    hint: String,
    status: u8,
}

impl Fault {
    /// An error of input or output: exit status 1.
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { message: message.into(), hint: hint.into(), status: 1 }
    }

    /// The command was called wrongly: exit status 2.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Fault {
        Fault { status: 2, ..Fault::new(message, hint) }
    }
}

impl From<chancery_know::Unclear> for Fault {
    fn from(unclear: chancery_know::Unclear) -> Fault {
        let problem = match unclear.part {
            "" => unclear.problem,
            part => format!("--{part}: {}", unclear.problem),
        };
        Fault::usage(problem, unclear.hint)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// Tells an error that ends the program, and gives its exit status. A reader of our output that went away
/// (`chancery read … | head`) is no error.
pub(crate) fn report(error: &anyhow::Error) -> ExitCode {
    let broken_pipe = |e: &(dyn std::error::Error + 'static)| {
        e.downcast_ref::<io::Error>().is_some_and(is_broken_pipe)
            || e.downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(io::ErrorKind::BrokenPipe))
            || e.downcast_ref::<csv::Error>()
                .is_some_and(|e| matches!(e.kind(), csv::ErrorKind::Io(e) if is_broken_pipe(e)))
            || e.downcast_ref::<chancery_arrow::Error>().is_some_and(chancery_arrow::Error::is_broken_pipe)
    };
    if error.chain().any(broken_pipe) {
        return ExitCode::SUCCESS;
    }
    let mut err = io::stderr().lock();
    // Where even standard error is gone there is nobody left to tell.
    let _ = writeln!(err, "{} {error:#}", style("error:").for_stderr().red().bold());
    let fault = error.downcast_ref::<Fault>();
    if let Some(fault) = fault {
        let _ = writeln!(err, "{} {}", hint(), fault.hint);
    }
    let of_store = error.downcast_ref::<chancery_store::Error>();
    let of_tables = error.downcast_ref::<chancery_arrow::Error>();
    let is_usage = of_store.is_some_and(chancery_store::Error::is_usage)
        || of_tables.is_some_and(chancery_arrow::Error::is_usage);
    let status = if is_usage { 2 } else { 1 };
    let of_store = of_store.and_then(chancery_store::Error::advice);
    let of_tables = of_tables.and_then(chancery_arrow::Error::advice);
    if let Some(advice) = of_store.or(of_tables) {
        let _ = writeln!(err, "{} {advice}", hint());
    }
    ExitCode::from(fault.map_or(status, |f| f.status))
}

fn hint() -> StyledObject<&'static str> {
    style("hint:").for_stderr().cyan()
}

fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}
