//! What the commands that ask the tables of knowledge have in common: how an answer is printed ([`Format`]), and how
//! dates and parties are told on the command line.

use std::io::{self, IsTerminal, Write};

use chancery_know::{Knowledge, PartialDate, Party};
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

/// The date that an option tells, if it is one of the years that the tables tell of.
pub(crate) fn date(know: &Knowledge, option: &str, text: Option<&str>) -> Result<Option<PartialDate>, Fault> {
    let Some(text) = text else { return Ok(None) };
    let (first, last) = know.reach();
    let Some(date) = PartialDate::parse(text).filter(|date| date.is_real()) else {
        let problem = format!("--{option}: `{}` is no date", text.escape_debug());
        return Err(Fault::usage(problem, "write 2023-12-27, 2023-12 or 2023"));
    };
    if date.last() < first || date.first() > last {
        let problem = format!("--{option}: {date} is out of range");
        return Err(Fault::usage(problem, format!("the tables tell of {} to {}", first.year(), last.year())));
    }
    Ok(Some(date))
}

/// The party that an option tells by its code or name.
pub(crate) fn party<'k>(know: &'k Knowledge, option: &str, name: &str) -> Result<Party<'k>, Fault> {
    let best = know.parties_named(name).first().map(|found| found.party);
    best.ok_or_else(|| {
        let hint = match near_parties(know, name).join(", ").as_str() {
            "" => "give its code or its name: IND, \"European Union\"".to_owned(),
            near => format!("did you mean {near}?"),
        };
        Fault::usage(format!("--{option}: `{}` is no party", name.escape_debug()), hint)
    })
}

/// Parties whose names resemble one that is unknown: "IRQ (Iraq)".
pub(crate) fn near_parties(know: &Knowledge, name: &str) -> Vec<String> {
    let told = |party: &Party<'_>| format!("{} ({})", party.code(), party.name());
    know.near_parties(name).iter().map(told).collect()
}

/// A date as far as it is known, or nothing.
pub(crate) fn told(date: Option<PartialDate>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

/// A score to three digits, as JSON has it.
pub(crate) fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1000.0).round() / 1000.0
}
