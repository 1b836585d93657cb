//! `chancery add`: reports into a store, each once.
//!
//! Reports are read as by `chancery read` and kept in batches, each batch wholly or not at all, so that a run that was
//! stopped is finished by running it again. Tables of reports in Parquet that hold records already, as `chancery read`
//! or a cluster writes them, are kept without reading anew.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use chancery::record::{Parsed, parsed::Problem};
use chancery_arrow::files;
use chancery_store::{Store, Summary};
use jiff::civil::Date;

use crate::fault::Fault;
use crate::read::input::{Inputs, Kind};
use crate::read::progress::Progress;
use crate::read::report::{Layout, Note, Reading};
use crate::read::{Reader, ordered, parse_date};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Files and folders of reports; `-` is standard input
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<PathBuf>,
    /// The store; made where there is none
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
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
    /// Read and count, and keep nothing
    #[arg(long)]
    dry_run: bool,
}

/// Records kept in one transaction: few enough to lose little, enough to be quick.
const BATCH: usize = 128;

/// Bytes of records after which a batch ends.
const BATCH_BYTES: usize = 8 << 20;

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let mut files = Vec::new();
    for source in args.sources {
        expand(source, &mut files)?;
    }
    let (claims, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|path| files::holds_records(path));
    let inputs = Inputs::new(files, args.input);
    let mut keeper = Keeper {
        store: if args.dry_run { Store::in_memory()? } else { Store::open(&args.db)? },
        waiting: Vec::new(),
        bytes: 0,
        summary: Summary::default(),
    };
    for path in claims {
        let told = || format!("cannot read {}", path.display());
        for record in files::records(File::open(&path).with_context(told)?).with_context(told)? {
            keeper.take_read(record.with_context(told)?)?;
        }
    }
    let models = crate::model::models(args.reader == Reader::Model)?;
    let reading = Reading {
        models: &models,
        know: chancery_know::Knowledge::embedded(),
        layout: Layout::JsonLines,
        otherwise: args.published,
    };
    let threads =
        args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let mut progress = Progress::new(&inputs);
    ordered::ordered(
        threads,
        inputs,
        |raw| reading.report(raw),
        |report| {
            progress.done(&report);
            if report.notes.iter().any(Note::is_fatal) {
                keeper.summary.unreadable += 1;
                return Ok(());
            }
            keeper.take(report.bytes)
        },
    )?;
    keeper.flush()?;
    let failed = progress.finish() || keeper.summary.unreadable > 0;
    let Summary { new, seen, changed, reread, unreadable, withdrawn } = keeper.summary;
    let mut out = io::stdout().lock();
    let dry = if args.dry_run { " (dry run: nothing was kept)" } else { "" };
    writeln!(
        out,
        "{new} new, {changed} changed, {reread} read anew, {seen} seen before, {withdrawn} withdrawn, {unreadable} failed{dry}"
    )?;
    Ok(if failed { ExitCode::from(3) } else { ExitCode::SUCCESS })
}

/// A store and the batch on its way into it.
struct Keeper {
    store: Store,
    waiting: Vec<Vec<u8>>,
    bytes: usize,
    summary: Summary,
}

impl Keeper {
    /// Takes a record that was read before, unless it tells that its report could not be.
    fn take_read(&mut self, record: Vec<u8>) -> anyhow::Result<()> {
        let fatal = |p: &Problem| matches!(p.kind.as_str(), "unreadable" | "empty" | "no_article");
        if Parsed::from_json(&record)?.problems.iter().any(fatal) {
            self.summary.unreadable += 1;
            return Ok(());
        }
        self.take(record)
    }

    fn take(&mut self, record: Vec<u8>) -> anyhow::Result<()> {
        self.bytes += record.len();
        self.waiting.push(record);
        if self.waiting.len() >= BATCH || self.bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> anyhow::Result<()> {
        let now = jiff::Timestamp::now().as_millisecond();
        for outcome in self.store.append(self.waiting.iter().map(Vec::as_slice), now)? {
            self.summary.count(outcome);
        }
        self.waiting.clear();
        self.bytes = 0;
        Ok(())
    }
}

/// The files of a folder, with those of the folders in it, by name; anything else as it is.
fn expand(source: PathBuf, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let mut waiting = VecDeque::from([source]);
    while let Some(path) = waiting.pop_front() {
        if !path.is_dir() {
            files.push(path);
            continue;
        }
        let mut inside = list(&path)?;
        inside.sort();
        for path in inside.into_iter().rev() {
            waiting.push_front(path);
        }
    }
    Ok(())
}

fn list(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let refuse = |e: io::Error| {
        Fault::new(format!("the folder {} cannot be read: {e}", folder.display()), "look at its rights")
    };
    let entries = std::fs::read_dir(folder).map_err(refuse)?;
    let mut paths = Vec::new();
    for entry in entries {
        let path = entry.map_err(refuse)?.path();
        // Hidden files are no reports, nor is the mark that Spark leaves where it is done.
        if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.') || name == "_SUCCESS")
        {
            paths.push(path);
        }
    }
    Ok(paths)
}
