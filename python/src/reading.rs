//! Reading: [`read_line`] one report, [`read_table`] all of a table, [`tables`] of records read before.
//!
//! A call reads with as many threads as it is told, which share nothing but the list of reports; a report is read by
//! itself, so the number of threads changes nothing but the time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use arrow_array::RecordBatch;
use chancery::Models;
use chancery::read::{self, Body, Line, Provenance};
use chancery::reader::Reader;
use chancery::record;
use chancery::text::Document;
use chancery_arrow::reports::Reports;
use chancery_arrow::{Claims, files};
use chancery_know::Knowledge;
use jiff::civil::Date;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::table::{Table, batches, wrong};
use crate::{error, of_tables};

/// The model file of this version.
static CARRIED: &[u8] = include_bytes!("../../models/reader.bin");

/// Stack of a reading thread in bytes; pages of HTML may nest deeply.
const STACK: usize = 32 << 20;

/// Reports whose lines and records are in memory together, beside the tables made of them.
const TOGETHER: usize = 1024;

/// Between two looks whether the user wants to stop.
const LOOK: Duration = Duration::from_millis(100);

/// What reports are read with.
struct Reading {
    models: &'static Models,
    otherwise: Option<Date>,
}

impl Reading {
    fn new(reader: &str, published: Option<&str>) -> PyResult<Reading> {
        static RULES: Models = Models { reader: None };
        static MODEL: OnceLock<Result<&'static Models, String>> = OnceLock::new();
        // It stays for the life of the process. Its kernels may be shared by threads, but not be moved to another.
        let load = || {
            let reader = Reader::load(CARRIED).map_err(|e| e.to_string())?;
            Ok(&*Box::leak(Box::new(Models { reader: Some(reader) })))
        };
        let models = match reader {
            "model" => MODEL.get_or_init(load).as_ref().map_err(|e| error(e, None))?,
            "rules" => &RULES,
            other => {
                let message = format!("`{other}` is no reader\nhint: there are \"model\" and \"rules\"");
                return Err(PyValueError::new_err(message));
            }
        };
        let date = |told: &str| {
            read::parse_date(told).ok_or_else(|| {
                PyValueError::new_err(format!("`{told}` is no date\nhint: write it like 2023-12-28"))
            })
        };
        Ok(Reading { models, otherwise: published.map(date).transpose()? })
    }

    /// The record of a report given as a line of JSON. A fault in our own code costs that report and not the others.
    fn record(&self, line: &[u8], number: usize) -> Vec<u8> {
        let print = |document: &Document| {
            // Serialising a record cannot fail: its keys are strings, and it is written into memory.
            record::of_with(document, self.models, Knowledge::embedded(), |r| {
                serde_json::to_vec(r).unwrap_or_default()
            })
        };
        catch_unwind(AssertUnwindSafe(|| print(&self.document(line, number)))).unwrap_or_else(|_| {
            let told = read::json_line(line, None).map(|line| line.provenance.id).unwrap_or_default();
            let id = if told.is_empty() { number.to_string() } else { told };
            print(&read::unreadable(Provenance { id, ..Provenance::default() }, "reading it failed"))
        })
    }

    fn document(&self, line: &[u8], number: usize) -> Document {
        let numbered = |provenance: Provenance| {
            let id = if provenance.id.is_empty() { number.to_string() } else { provenance.id };
            Provenance { id, ..provenance }
        };
        match read::json_line(line, self.otherwise) {
            Ok(Line { provenance, body: Body::Text(text) }) => read::text(numbered(provenance), text),
            Ok(Line { provenance, body: Body::Html(html) }) => {
                chancery_html::page(numbered(provenance), html.into_bytes())
            }
            Err(unread) => read::unreadable(numbered(unread.provenance), &unread.reason),
        }
    }
}

/// Does `work` for each number below `count` on some threads and gives the results in order. Stops when Python was told
/// to (Control-C).
fn each<T: Send>(count: usize, threads: usize, work: impl Fn(usize) -> T + Sync) -> PyResult<Vec<T>> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let caller = thread::current();
    let labour = || {
        let mut done = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                break;
            }
            done.push((at, work(at)));
        }
        caller.unpark();
        done
    };
    let done: PyResult<Vec<Vec<(usize, T)>>> = thread::scope(|scope| {
        let spawn = || thread::Builder::new().stack_size(STACK).spawn_scoped(scope, labour);
        let threads: Vec<_> =
            (0..threads.clamp(1, count.max(1))).map(|_| spawn()).collect::<Result<_, _>>()?;
        while threads.iter().any(|t| !t.is_finished()) {
            thread::park_timeout(LOOK);
            #[allow(
                clippy::redundant_closure_for_method_calls,
                reason = "the method is of one lifetime only"
            )]
            if let Err(stopped) = Python::attach(|py| py.check_signals()) {
                stop.store(true, Ordering::Relaxed);
                return Err(stopped);
            }
        }
        let failed = |_| error("a reading thread failed", None);
        threads.into_iter().map(|t| t.join().map_err(failed)).collect()
    });
    let mut done: Vec<(usize, T)> = done?.into_iter().flatten().collect();
    done.sort_unstable_by_key(|(at, _)| *at);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

fn threads(asked: Option<usize>) -> usize {
    asked.or_else(|| thread::available_parallelism().ok().map(Into::into)).unwrap_or(1)
}

/// The record (JSON) of a report given as a line of JSON.
#[pyfunction]
pub(crate) fn read_line(py: Python<'_>, line: &str, reader: &str) -> PyResult<String> {
    let reading = Reading::new(reader, None)?;
    let record = py.detach(|| each(1, 1, |_| reading.record(line.as_bytes(), 1)))?;
    let record = record.into_iter().next().unwrap_or_default();
    String::from_utf8(record).map_err(|e| error(e, None))
}

/// The five tables on their way.
#[derive(Default)]
struct Five([Vec<RecordBatch>; 5]);

impl Five {
    fn push(&mut self, claims: &[Claims]) -> Result<(), chancery_arrow::Error> {
        for (table, batches) in chancery_arrow::Table::ALL.iter().zip(&mut self.0) {
            let batch = table.batch(claims)?;
            if batch.num_rows() > 0 {
                batches.push(batch);
            }
        }
        Ok(())
    }

    fn tables(self) -> Vec<Table> {
        let all = chancery_arrow::Table::ALL.iter();
        all.zip(self.0).map(|(table, batches)| Table::new(table.schema(), batches)).collect()
    }
}

/// The tables of reports, entities, events, statements and agreements of the reports of a table.
#[pyfunction]
pub(crate) fn read_table(
    py: Python<'_>,
    table: &Bound<'_, PyAny>,
    published: Option<&str>,
    reader: &str,
    threads: Option<usize>,
) -> PyResult<Vec<Table>> {
    let reading = Reading::new(reader, published)?;
    let batches = batches(table)?;
    let reports = Reports::of(&batches.schema()).map_err(of_tables)?;
    let threads = self::threads(threads);
    py.detach(|| {
        let (mut five, mut before) = (Five::default(), 0);
        for batch in batches {
            let batch = batch.map_err(wrong)?;
            for start in (0..batch.num_rows()).step_by(TOGETHER) {
                let some = batch.slice(start, TOGETHER.min(batch.num_rows() - start));
                let lines = reports.lines(&some).map_err(of_tables)?;
                let claims = each(lines.len(), threads, |at| {
                    Claims::new(&reading.record(&lines[at], before + at + 1))
                })?;
                let claims: Vec<Claims> = claims.into_iter().collect::<Result<_, _>>().map_err(of_tables)?;
                five.push(&claims).map_err(of_tables)?;
                before += lines.len();
            }
        }
        Ok(five.tables())
    })
}

/// The five tables of records read before: of a table of reports with its columns `text` and `record`.
#[pyfunction]
pub(crate) fn tables(py: Python<'_>, reports: &Bound<'_, PyAny>) -> PyResult<Vec<Table>> {
    let batches = batches(reports)?;
    py.detach(|| {
        let mut five = Five::default();
        for batch in batches {
            let batch = batch.map_err(wrong)?;
            for start in (0..batch.num_rows()).step_by(TOGETHER) {
                let some = batch.slice(start, TOGETHER.min(batch.num_rows() - start));
                let records = files::records_of(&some).map_err(of_tables)?;
                let claims = records.iter().map(|record| Claims::new(record));
                five.push(&claims.collect::<Result<Vec<_>, _>>().map_err(of_tables)?).map_err(of_tables)?;
            }
        }
        Ok(five.tables())
    })
}

/// The five tables without rows: their columns.
#[pyfunction]
pub(crate) fn empty() -> Vec<Table> {
    Five::default().tables()
}
