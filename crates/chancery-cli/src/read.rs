//! `chancery read`: reports in, records out.
//!
//! [`input`] divides what is received into reports, [`report`] reads one of them and [`ordered`] does that on several
//! threads and hands on the results in the order of the input. [`progress`] talks.

pub(crate) mod input;
pub(crate) mod ordered;
pub(crate) mod progress;
pub(crate) mod report;

use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;

use chancery::record::{EventLayout, Style};
use chancery_arrow::files::{Partition, Writer};
use clap::ValueEnum;
use jiff::civil::Date;

use crate::fault::Fault;
use crate::model;
use input::{Inputs, Kind};
use progress::Progress;
use report::{Layout, Reading};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Files to read; `-` is standard input
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How records are printed [default: text on a terminal, else json for one report and jsonl for more]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// The folder for Parquet files, one for each table
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Divide the Parquet files by month of publication
    #[arg(long, requires = "output")]
    by_month: bool,
    /// What the inputs hold
    #[arg(long, value_enum, default_value_t = Kind::Auto)]
    input: Kind,
    /// The day of publication of reports that do not tell theirs
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    published: Option<Date>,
    /// Number of reports read side by side [default: the number of cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// What finds mentions, sayings and events
    #[arg(long, value_enum, default_value_t = Reader::Model)]
    reader: Reader,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A brief to read
    Text,
    /// Indented JSON: an object, or a list of them for several reports
    Json,
    /// One JSON object a line
    Jsonl,
    /// Events in the columns of POLECAT, tab-separated with a header
    Polecat,
    /// Events in the columns of ICEWS, tab-separated with a header
    Icews,
    /// Events in the columns of GDELT 2.0, tab-separated without a header
    Gdelt,
    /// Parquet files of reports, entities, events, statements and agreements, in the folder given with --output
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Reader {
    /// The trained reader, with the rules
    Model,
    /// Rules and tables alone
    Rules,
}

pub(crate) fn parse_date(text: &str) -> Result<Date, String> {
    chancery::read::parse_date(text).ok_or_else(|| "a date is written like 2023-12-28".to_owned())
}

pub(crate) fn run(mut args: Args) -> anyhow::Result<ExitCode> {
    if args.paths.is_empty() {
        if io::stdin().is_terminal() {
            let hint = "give files, or `-` for standard input: chancery read report.txt";
            return Err(Fault::usage("there is nothing to read", hint).into());
        }
        args.paths.push("-".into());
    }
    let mut tables = tables(&args)?;
    let models = model::models(args.reader == Reader::Model)?;
    let inputs = Inputs::new(args.paths, args.input);
    let layout = layout(args.format, inputs.are_several());
    let reading = Reading {
        models: &models,
        know: chancery_know::Knowledge::embedded(),
        layout,
        otherwise: args.published,
    };
    let threads =
        args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut progress = Progress::new(&inputs);
    let mut out = io::stdout().lock();
    out.write_all(&layout.before())?;
    let mut count = 0u64;
    ordered::ordered(
        threads,
        inputs,
        |raw| reading.report(raw),
        |report| {
            if let Some(tables) = &mut tables {
                tables.push(&report.bytes)?;
                progress.done(&report);
                return Ok(());
            }
            if !report.bytes.is_empty() {
                if count > 0 {
                    out.write_all(layout.between())?;
                }
                count += 1;
            }
            // A record goes out whole and at once, so that whoever reads along never waits for one that is done.
            out.write_all(&report.bytes)?;
            out.flush()?;
            progress.done(&report);
            anyhow::Ok(())
        },
    )?;
    tables.map_or(Ok(()), Writer::finish)?;
    out.write_all(layout.after())?;
    out.flush()?;
    Ok(if progress.finish() { ExitCode::from(3) } else { ExitCode::SUCCESS })
}

/// The Parquet files to write, where these are asked for.
fn tables(args: &Args) -> anyhow::Result<Option<Writer>> {
    let partition = if args.by_month { Partition::Month } else { Partition::None };
    match (args.format, &args.output) {
        (Some(Format::Parquet), Some(folder)) => Ok(Some(Writer::create(folder, partition)?)),
        (Some(Format::Parquet), None) => {
            let hint = "give the folder for them: --format parquet --output DIR";
            Err(Fault::usage("Parquet files need a folder", hint).into())
        }
        (_, Some(_)) => {
            let hint = "other formats go to standard output: chancery read … > FILE";
            Err(Fault::usage("--output is for Parquet files", hint).into())
        }
        _ => Ok(None),
    }
}

/// How records are set, by what was asked for and where they go.
fn layout(format: Option<Format>, are_several: bool) -> Layout {
    let terminal = console::Term::stdout();
    let format = format.unwrap_or(match (terminal.is_term(), are_several) {
        (true, _) => Format::Text,
        (false, false) => Format::Json,
        (false, true) => Format::Jsonl,
    });
    match format {
        Format::Text => Layout::Text(Style {
            colour: terminal.is_term() && console::colors_enabled(),
            width: if terminal.is_term() { usize::from(terminal.size().1) } else { 80 },
        }),
        Format::Json if are_several => Layout::JsonList,
        Format::Json => Layout::Json,
        Format::Jsonl | Format::Parquet => Layout::JsonLines,
        Format::Polecat => Layout::Events(EventLayout::Polecat),
        Format::Icews => Layout::Events(EventLayout::Icews),
        Format::Gdelt => Layout::Events(EventLayout::Gdelt),
    }
}
