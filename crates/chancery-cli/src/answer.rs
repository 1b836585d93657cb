//! What the commands that ask the tables of knowledge have in common: how an answer is printed ([`Format`]).

use std::io::{self, IsTerminal, Write};

use chancery_know::PartialDate;
use clap::ValueEnum;
use serde_json::Value;

use crate::fault::Fault;

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Lines to read
    Text,
    /// One JSON object
    Json,
}

/// The longest question that is one, in bytes.
const LONGEST: usize = 300;

/// Prints an answer, by default as text on a terminal and as JSON elsewhere.
pub(crate) fn print(
    format: Option<Format>,
    json: impl FnOnce() -> Value,
    text: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match format.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Json }) {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &json())?;
            writeln!(out)?;
        }
        Format::Text => text(&mut out)?,
    }
    out.flush()?;
    Ok(())
}

/// Says on standard error that there is no answer, and what may help.
pub(crate) fn none(problem: &str, hint: &str) -> io::Result<()> {
    let mut talk = io::stderr().lock();
    writeln!(talk, "{problem}")?;
    writeln!(talk, "hint: {hint}")
}

/// The words of a question without the space around them, if they are not too long to be one.
pub(crate) fn words<'a>(question: &'a str, hint: &str) -> Result<&'a str, Fault> {
    if question.len() > LONGEST {
        return Err(Fault::usage(format!("the question is longer than {LONGEST} bytes"), hint));
    }
    Ok(question.trim())
}

/// A date as far as it is known, or nothing.
pub(crate) fn told(date: Option<PartialDate>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}
