//! `chancery read`: reports in, records out.
//!
//! [`input`] divides what is received into reports ([`web`] asks for it where it is not here), [`report`] reads one of them
//! and [`ordered`] does that on several threads and hands on the results in the order of the input. [`progress`] talks.

pub(crate) mod input;
mod lines;
mod open;
pub(crate) mod options;
pub(crate) mod ordered;
pub(crate) mod progress;
pub(crate) mod report;
pub(crate) mod web;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use chancery::record::{EventLayout, Style};
use chancery_arrow::files::{Partition, Writer};
use chancery_fetch::{Hosts, Stop};
use clap::ValueEnum;

use crate::fault::Fault;
use input::Inputs;
use options::Options;
pub(crate) use options::{Reader, parse_date};
use progress::Progress;
use report::{Layout, Reading};
use web::Web;

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery read readout.txt
  chancery read page.html --format json
  chancery read reports.jsonl.gz > records.jsonl
  chancery read reports.jsonl --format parquet --output tables")]
pub(crate) struct Args {
    /// Files and web addresses to read; `-` is standard input
    #[arg(value_name = "PATH|URL")]
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
    /// Leave out facts that are less sure: of those given 0.8, about 80 % are right
    #[arg(long, value_name = "0..1", default_value_t = 0.0, value_parser = parse_score)]
    min_score: f32,
    #[command(flatten)]
    options: Options,
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

fn parse_score(text: &str) -> Result<f32, String> {
    let score = text.parse().ok().filter(|score| (0.0..=1.0).contains(score));
    score.ok_or_else(|| "a score is a number from 0 to 1, like 0.8".to_owned())
}

pub(crate) fn run(mut args: Args) -> anyhow::Result<ExitCode> {
    if args.paths.is_empty() {
        if io::stdin().is_terminal() {
            let hint = "give files or addresses, or `-` for standard input: chancery read report.txt";
            return Err(Fault::usage("there is nothing to read", hint).into());
        }
        args.paths.push("-".into());
    }
    let mut tables = tables(&args)?;
    let models = args.options.models()?;
    let web = Web::new(&args.options.web, Stop::default(), Hosts::default(), None, None);
    let inputs = Inputs::new(args.paths, args.options.input, web);
    let layout = layout(args.format, inputs.are_several());
    let reading = Reading { least: args.min_score, ..args.options.reading(&models, layout) };
    let mut progress = Progress::new(&inputs);
    let mut out = io::stdout().lock();
    out.write_all(&layout.before())?;
    let mut count = 0u64;
    ordered::ordered(
        args.options.threads(),
        inputs,
        |raw| reading.report(raw),
        |report| {
            if let Some(tables) = &mut tables {
                if !report.bytes.is_empty() {
                    tables.push(&report.bytes)?;
                }
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
