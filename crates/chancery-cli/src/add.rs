//! `chancery add`: reports into a store, each once.
//!
//! Reports are read as by `chancery read` and kept in batches, each batch wholly or not at all, so that a run that was
//! stopped is finished by running it again. Tables of reports in Parquet that hold records already, as `chancery read`
//! or a cluster writes them, are kept without reading anew. [`Keeping`] is a store and a way of reading, for one run or for many.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, Write};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{mem, thread};

use anyhow::Context;
use chancery::Models;
use chancery::record::{Parsed, parsed::Problem};
use chancery_arrow::files;
use chancery_fetch::{Hosts, Stop};
use chancery_store::{BATCH, BATCH_BYTES, Source, Store, Summary};
use crossbeam_channel::{Receiver, Sender, bounded};

use crate::fault::Fault;
use crate::going::opened;
use crate::read::input::{Inputs, is_address};
use crate::read::options::Options;
use crate::read::ordered;
use crate::read::progress::Progress;
use crate::read::report::{Layout, Outcome, Reading, Report};
use crate::read::web::{Memory, Watching, Web, now};

#[derive(clap::Args)]
#[command(after_help = "For instance:
  chancery add reports/ https://example.org/feed
  chancery add crawl.warc.gz --db record.db --dry-run")]
pub(crate) struct Args {
    /// Files, folders and web addresses of reports, feeds, sitemaps, lists of feeds and archives; `-` is standard input
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<PathBuf>,
    /// The store; made where there is none
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    /// Read and count, and keep nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    options: Options,
}

/// The longest that a record waits to be kept.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reasons of failures that a summary names.
const REASONS: usize = 10;

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let stop = stop_on_signals()?;
    let models = args.options.models()?;
    let mut keeping = Keeping::open(&args.db, args.dry_run, args.options, &models, stop)?;
    let round = keeping.round(args.sources, None)?;
    let mut out = io::stdout().lock();
    let dry = if args.dry_run { " (dry run: nothing was kept)" } else { "" };
    writeln!(out, "{}{dry}", line(&round.summary))?;
    for (reason, count) in round.reasons.iter().take(REASONS) {
        writeln!(out, "  {count} failed: {reason}")?;
    }
    if keeping.stop.is_stopped() {
        writeln!(io::stderr(), "stopped; run the same command again to go on")?;
    }
    Ok(if round.failed || keeping.stop.is_stopped() { ExitCode::from(3) } else { ExitCode::SUCCESS })
}

/// A summary on one line.
pub(crate) fn line(summary: &Summary) -> String {
    let Summary { new, seen, changed, reread, unreadable, withdrawn } = summary;
    format!(
        "{new} new, {changed} changed, {reread} read anew, {seen} seen before, {withdrawn} withdrawn, {unreadable} failed"
    )
}

/// A wish to stop that an interrupt (or the terminal that goes away) utters. What is being read is still kept. A second
/// interrupt ends the program at once, which costs what was not kept yet.
pub(crate) fn stop_on_signals() -> anyhow::Result<Stop> {
    let stop = Stop::default();
    let uttered = stop.clone();
    ctrlc::set_handler(move || {
        if uttered.is_stopped() {
            std::process::exit(130);
        }
        uttered.stop();
    })?;
    Ok(stop)
}

/// What one run over some sources came to.
pub(crate) struct Round {
    pub(crate) summary: Summary,
    /// Why reports could not be read, and how many.
    pub(crate) reasons: Vec<(String, u64)>,
    pub(crate) failed: bool,
}

/// A store, and how reports are read that go into it.
pub(crate) struct Keeping<'m> {
    store: Store,
    path: PathBuf,
    /// Whether everything is counted and nothing kept.
    dry: bool,
    options: Options,
    models: &'m Models,
    pub(crate) stop: Stop,
    hosts: Hosts,
}

impl<'m> Keeping<'m> {
    pub(crate) fn open(
        path: &Path,
        dry: bool,
        options: Options,
        models: &'m Models,
        stop: Stop,
    ) -> anyhow::Result<Keeping<'m>> {
        // A dry run makes no file.
        let store =
            if dry && !path.exists() { Store::in_memory()? } else { opened(path, &|| stop.is_stopped())? };
        Ok(Keeping { store, path: path.to_owned(), dry, options, models, stop, hosts: Hosts::default() })
    }

    /// Reads these sources once, and keeps their reports.
    pub(crate) fn round(
        &mut self,
        sources: Vec<PathBuf>,
        watching: Option<Watching>,
    ) -> anyhow::Result<Round> {
        let mut files = Vec::new();
        for source in sources {
            expand(source, &mut files)?;
        }
        let (claims, mut files): (Vec<_>, Vec<_>) = files
            .into_iter()
            .partition(|path| !is_address(&path.to_string_lossy()) && files::holds_records(path));
        // The tables beside that of reports are made of the same records.
        let all = files.len();
        files.retain(|path| {
            claims.is_empty() || is_address(&path.to_string_lossy()) || !files::holds_claims(path)
        });
        if files.len() < all {
            writeln!(
                io::stderr(),
                "passed over {} tables of claims and listings: they say what the reports' records do",
                all - files.len()
            )?;
        }
        let web =
            Web::new(&self.options.web, self.stop.clone(), self.hosts.clone(), self.memory()?, watching);
        let inputs = Inputs::new(files, self.options.input, web);
        let mut progress = Progress::new(&inputs);
        let reading = Reading { names: true, ..self.options.reading(self.models, Layout::JsonLines) };
        let threads = self.options.threads();
        let (store, dry) = (&mut self.store, self.dry);
        // Reports are read while those before them are kept.
        let summary = thread::scope(|scope| {
            let (full, filled) = bounded::<Batch>(1);
            let keeper = thread::Builder::new().spawn_scoped(scope, move || keep(store, dry, filled))?;
            let mut filling = Filling { batch: Batch::default(), since: Instant::now(), full, unreadable: 0 };
            let read = || -> anyhow::Result<()> {
                for path in claims {
                    let told = || format!("cannot read {}", path.display());
                    for record in files::records(File::open(&path).with_context(told)?).with_context(told)? {
                        filling.take_read(record.with_context(told)?)?;
                    }
                }
                ordered::ordered(
                    threads,
                    inputs,
                    |raw| reading.report(raw),
                    |report| {
                        progress.done(&report);
                        filling.take(report)
                    },
                )?;
                filling.pass_on()
            };
            let read = read();
            let unreadable = filling.unreadable;
            drop(filling);
            // Where the store failed, nobody took what was read: that failure is the cause.
            let mut summary = keeper.join().unwrap_or_else(|fault| resume_unwind(fault))?;
            read?;
            summary.unreadable += unreadable;
            anyhow::Ok(summary)
        })?;
        let reasons = progress.reasons();
        let failed = progress.finish() || summary.unreadable > 0;
        Ok(Round { summary, reasons, failed })
    }

    /// What the store remembers of addresses, by a connection of its own, for they are asked on another thread.
    fn memory(&self) -> anyhow::Result<Option<Memory>> {
        if !self.path.exists() {
            return Ok(None);
        }
        let store = Store::open_read_only(&self.path)?;
        // A store that fails tells so where it is written; an address of which nothing is known is asked for.
        Ok(Some(Box::new(move |url| store.source(url).ok().flatten())))
    }
}

/// Records that are kept together, and what is known of their addresses.
#[derive(Default)]
struct Batch {
    records: Vec<Vec<u8>>,
    visits: Vec<Source>,
    bytes: usize,
    /// Pages that are still what they were.
    same: u64,
}

/// Keeps the batches that come, and counts what became of their reports. What is known of their addresses is kept after the
/// reports: a run that ends between the two asks again.
fn keep(store: &mut Store, dry: bool, batches: Receiver<Batch>) -> anyhow::Result<Summary> {
    let mut summary = Summary::default();
    for Batch { records, visits, same, .. } in batches {
        let records = records.iter().map(Vec::as_slice);
        let outcomes = if dry { store.try_append(records, now())? } else { store.append(records, now())? };
        for outcome in outcomes {
            summary.count(outcome);
        }
        summary.seen += same;
        if !dry {
            store.keep_sources(&visits)?;
        }
    }
    Ok(summary)
}

/// A batch that fills, and where it goes when it is full.
struct Filling {
    batch: Batch,
    /// When the last batch went on.
    since: Instant,
    full: Sender<Batch>,
    unreadable: u64,
}

impl Filling {
    /// Takes a record that was read before, unless it tells that its report could not be.
    fn take_read(&mut self, record: Vec<u8>) -> anyhow::Result<()> {
        let fatal = |p: &Problem| matches!(p.kind.as_str(), "unreadable" | "empty" | "no_article");
        if Parsed::from_json(&record)?.problems.iter().any(fatal) {
            self.unreadable += 1;
            return Ok(());
        }
        self.batch.bytes += record.len();
        self.batch.records.push(record);
        self.pass_on_full()
    }

    fn take(&mut self, report: Report) -> anyhow::Result<()> {
        let failure = report.failure().map(|note| note.detail.clone());
        if let Some(mut visit) = report.visit {
            // A page without a report is not asked whether it is still the same: it should become one.
            if let Some(failure) = &failure {
                (visit.etag, visit.last_modified) = (None, None);
                visit.problem.get_or_insert_with(|| failure.clone());
            }
            self.batch.visits.push(visit);
        }
        match report.outcome {
            Outcome::Nothing => {}
            Outcome::Same => self.batch.same += 1,
            Outcome::Record if failure.is_some() => self.unreadable += 1,
            Outcome::Record => {
                self.batch.bytes += report.bytes.len();
                self.batch.records.push(report.bytes);
            }
        }
        self.pass_on_full()
    }

    fn pass_on_full(&mut self) -> anyhow::Result<()> {
        let waiting = self.batch.records.len() + self.batch.visits.len();
        let is_full = waiting >= BATCH || self.batch.bytes >= BATCH_BYTES;
        if is_full || self.since.elapsed() >= PATIENCE { self.pass_on() } else { Ok(()) }
    }

    fn pass_on(&mut self) -> anyhow::Result<()> {
        self.since = Instant::now();
        self.full.send(mem::take(&mut self.batch)).context("the store takes no more")
    }
}

/// The files of a folder, with those of the folders in it, by name; anything else as it is.
fn expand(source: PathBuf, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let mut waiting = VecDeque::from([source]);
    while let Some(path) = waiting.pop_front() {
        if is_address(&path.to_string_lossy()) || !path.is_dir() {
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
