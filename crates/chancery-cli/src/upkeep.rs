//! `chancery check`, `backup`, `withdraw` and `reread`: life with a store.

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chancery::read::Provenance;
use chancery_store::{BATCH, Change, Filter, Listing, Progress, Store};
use serde_json::{Value, json};

use crate::fault::Fault;
use crate::going::{Going, opened};
use crate::read::input::{Content, Raw};
use crate::read::report::{Layout, Reading};
use crate::read::{Reader, ordered};

#[derive(clap::Args)]
pub(crate) struct CheckArgs {
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct BackupArgs {
    /// The new file
    #[arg(value_name = "FILE")]
    to: PathBuf,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct WithdrawArgs {
    /// The report's key: r…
    report: String,
    /// Why; kept in its place
    #[arg(long, default_value = "withdrawn")]
    reason: String,
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
}

#[derive(clap::Args)]
pub(crate) struct RereadArgs {
    /// The store
    #[arg(long, value_name = "FILE", env = "CHANCERY_DB", default_value = "chancery.db")]
    db: PathBuf,
    /// Number of reports read side by side [default: the number of cores]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// What finds mentions, sayings and events
    #[arg(long, value_enum, default_value_t = Reader::Model)]
    reader: Reader,
}

/// Opens a store for writing that is there already: a slip of the pen makes none.
pub(crate) fn existing(path: &Path) -> anyhow::Result<Store> {
    if !path.exists() {
        let problem = format!("there is no store at {}", path.display());
        return Err(Fault::new(problem, "give its path with --db; `chancery add` makes one").into());
    }
    opened(path, &|| false)
}

/// Says what is wrong with a store; exit status 1 where anything is.
pub(crate) fn check(args: CheckArgs) -> anyhow::Result<ExitCode> {
    let faults = Store::open_read_only(&args.db)?.check()?;
    let mut out = io::stdout().lock();
    for fault in &faults {
        writeln!(out, "{fault}")?;
    }
    if faults.is_empty() {
        writeln!(out, "{} is sound", args.db.display())?;
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(
        io::stderr().lock(),
        "hint: restore a backup, or make the store anew from its sources with `chancery add`"
    )?;
    Ok(ExitCode::FAILURE)
}

/// Copies a store.
pub(crate) fn backup(args: BackupArgs) -> anyhow::Result<ExitCode> {
    Store::open_read_only(&args.db)?.backup(&args.to)?;
    writeln!(io::stdout().lock(), "{} is a copy of {}", args.to.display(), args.db.display())?;
    Ok(ExitCode::SUCCESS)
}

/// Takes a report's words out of a store.
pub(crate) fn withdraw(args: WithdrawArgs) -> anyhow::Result<ExitCode> {
    let now = jiff::Timestamp::now().as_millisecond();
    existing(&args.db)?.withdraw(&args.report, &args.reason, now)?;
    writeln!(io::stdout().lock(), "{} is withdrawn", args.report)?;
    Ok(ExitCode::SUCCESS)
}

/// Reads all reports of a store anew.
pub(crate) fn reread(args: RereadArgs) -> anyhow::Result<ExitCode> {
    let mut store = existing(&args.db)?;
    let models = crate::model::models(args.reader == Reader::Model)?;
    let know = chancery_know::Knowledge::embedded();
    let layout = Layout::JsonLines;
    let reading = Reading { models: &models, know, layout, otherwise: None, least: 0.0, names: false };
    let threads =
        args.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    // Reports are taken one batch at a time, so that memory does not grow with the store.
    let (send, receive) = crossbeam_channel::bounded::<(Vec<u8>, Raw)>(threads * 16);
    let from = Store::open_read_only(&args.db)?;
    let all = from.count(Listing::Reports, &Filter::default())?;
    let mut going = Going::new();
    let mut waiting: Vec<Vec<u8>> = Vec::new();
    let (mut reports, mut change) = (0_u64, Change::default());
    let mut keep = |waiting: &mut Vec<Vec<u8>>| -> anyhow::Result<()> {
        reports += waiting.len() as u64;
        let now = jiff::Timestamp::now().as_millisecond();
        let Change { kept, added, gone } = store.reread(waiting.iter().map(Vec::as_slice), now)?;
        change.kept += kept;
        change.added += added;
        change.gone += gone;
        waiting.clear();
        going.tell(Progress { what: "reports read anew", done: reports, all });
        Ok(())
    };
    std::thread::scope(|scope| -> anyhow::Result<()> {
        let feed = scope.spawn(move || {
            from.records::<anyhow::Error>(|key, record| {
                // Where nobody takes it any more, the run has ended, and says why itself.
                Ok(send.send(raw(key, record)?)?)
            })
        });
        let done = ordered::ordered(
            threads,
            receive.into_iter(),
            |(doc, raw)| (doc, reading.report(raw).bytes),
            |(doc, record)| {
                waiting.push(with_doc(&record, &doc)?);
                if waiting.len() >= BATCH { keep(&mut waiting) } else { anyhow::Ok(()) }
            },
        );
        let fed = feed.join().unwrap_or_else(|_| Err(anyhow::anyhow!("reading the store failed")));
        done.and(fed)
    })?;
    keep(&mut waiting)?;
    let now = jiff::Timestamp::now().as_millisecond();
    let mut going = Going::new();
    let rejoined = store.rejoin(now, &mut |progress| {
        going.tell(progress);
        true
    })?;
    let Change { kept, added, gone } = change;
    let mut out = io::stdout().lock();
    writeln!(out, "{reports} reports read anew: {kept} claims kept, {added} new, {gone} gone")?;
    if rejoined > 0 {
        writeln!(out, "events compared anew: {rejoined} engagements changed")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is to be read of a record: its text, with what was known of it from outside. Also that, to be put back.
fn raw(key: &str, record: &[u8]) -> anyhow::Result<(Vec<u8>, Raw)> {
    let record: Value = serde_json::from_slice(record)?;
    let doc = &record["doc"];
    let mut line = json!({"id": doc["id"], "text": record["text"]});
    for part in ["url", "title", "source", "language"] {
        line[part] = doc[part].clone();
    }
    // A day that was found in the text is looked for anew.
    if !matches!(doc["published_basis"].as_str(), Some("text" | "header")) {
        line["published"] = doc["published"].clone();
    }
    let content = Content::Line(serde_json::to_vec(&line)?);
    let provenance = Provenance { id: key.to_owned(), ..Provenance::default() };
    Ok((serde_json::to_vec(doc)?, Raw { content, ..Raw::of(provenance) }))
}

/// The record with the basis of its day of publication as it was.
fn with_doc(record: &[u8], doc: &[u8]) -> anyhow::Result<Vec<u8>> {
    let (mut record, old): (Value, Value) = (serde_json::from_slice(record)?, serde_json::from_slice(doc)?);
    if record["doc"]["published_basis"] == "given" && record["doc"]["published"] == old["published"] {
        record["doc"]["published_basis"] = old["published_basis"].clone();
    }
    Ok(serde_json::to_vec(&record)?)
}
