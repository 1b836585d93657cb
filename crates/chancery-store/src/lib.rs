//! The record of many reports in one file: [`Store`].
//!
//! Records go in with [`Store::append`], each report once; events of different reports that are one real-world act are
//! joined into an engagement (module `identity`), by dated judgements that can be undone. Everything else is a query.
//! This is the only crate with SQL, and the clock is an argument.

mod alerts;
mod append;
mod claims;
mod copies;
mod error;
mod identity;
mod key;
mod openings;
mod progress;
mod query;
mod schema;
mod sources;
mod sums;
mod upkeep;

use std::path::Path;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

pub use alerts::{Alert, Delivery, DeliveryStatus, Sent, message};
pub use append::{BATCH, BATCH_BYTES, Outcome, Step, Summary};
pub use error::{Error, Result};
pub use key::name_of;
pub use progress::{Progress, Tell};
pub use query::{Column, ColumnKind, Dossier, Filter, Listing};
pub use sources::Source;
pub use upkeep::Change;

/// A store, open.
pub struct Store {
    db: Connection,
    told: fn(Step),
}

/// Steps of the database's machine between two looks at whether a question is to be ended: some microseconds.
const STEPS: std::ffi::c_int = 1000;

impl Store {
    /// Opens the store at `path` for writing, or makes it; an older layout is brought up to date.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or written, is no store, or is of a later version of the program.
    pub fn open(path: &Path) -> Result<Store> {
        Store::open_telling(path, &mut progress::quiet)
    }

    /// Opens the store at `path` for writing, or makes it; `tell` learns how far an older layout is brought up to date, which
    /// takes minutes for a large store, and may end that. However it ends, the store is of one layout or the other.
    ///
    /// # Errors
    ///
    /// As [`Store::open`], and where `tell` ends it.
    pub fn open_telling(path: &Path, tell: Tell<'_>) -> Result<Store> {
        refuse_folder(path)?;
        let db = Connection::open(path)?;
        Store::with(db, tell)
    }

    /// Opens an existing store for queries only.
    ///
    /// # Errors
    ///
    /// There is no file, it is no store, or its layout is of another version.
    pub fn open_read_only(path: &Path) -> Result<Store> {
        if !path.exists() {
            return Err(Error::new(format!("there is no store at {}", path.display()))
                .hint("`chancery add` makes one"));
        }
        refuse_folder(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |address: &std::ffi::OsStr, flags| {
            let db = Connection::open_with_flags(address, flags)?;
            schema::tune(&db)?;
            schema::expect_current(&db)?;
            Ok(Store { db, told: |_| () })
        };
        open(path.as_os_str(), flags).or_else(|error: Error| {
            // To follow a log of changes takes a file beside the store. Where none can be made there is no writer either,
            // and without changes that wait the file alone is the store.
            match alone(path).filter(|_| error.is_failure()) {
                Some(address) => {
                    open(address.as_ref(), flags | OpenFlags::SQLITE_OPEN_URI).map_err(|_| error)
                }
                None => Err(error),
            }
        })
    }

    /// A store in memory, for tests and for trying things.
    ///
    /// # Errors
    ///
    /// None but those of the database itself.
    pub fn in_memory() -> Result<Store> {
        Store::with(Connection::open_in_memory()?, &mut progress::quiet)
    }

    /// Ends every question from now on as soon as `is_over` says so, which is asked again and again while the database
    /// works; with `None` questions take what time they take. A question that is ended fails ([`Error::is_late`]).
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn end_questions_when(
        &mut self,
        is_over: Option<impl FnMut() -> bool + Send + 'static>,
    ) -> Result<()> {
        Ok(self.db.progress_handler(STEPS, is_over)?)
    }

    /// Says by hand that two events (by key) are one real-world act, or are not. A hand's word holds against every
    /// comparison, also later ones. Returns how many engagements changed.
    ///
    /// # Errors
    ///
    /// There is no such event, or the database fails.
    pub fn judge(&mut self, a: &str, b: &str, same: bool, reason: &str, now: i64) -> Result<usize> {
        if a == b {
            return Err(Error::usage(format!("{a} is given twice")).hint("give two events"));
        }
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for key in [a, b] {
            if !step.prepare_cached("SELECT 1 FROM events WHERE key = ?")?.exists([key])? {
                return Err(
                    Error::new(format!("there is no event {key}")).hint("`chancery events` lists them")
                );
            }
        }
        let changed = identity::judge(&step, a, b, same, reason, now)?;
        sums::fold(&step)?;
        step.commit()?;
        Ok(changed)
    }

    fn with(mut db: Connection, tell: Tell<'_>) -> Result<Store> {
        schema::tune(&db)?;
        schema::migrate(&mut db, tell)?;
        Ok(Store { db, told: |_| () })
    }
}

fn refuse_folder(path: &Path) -> Result<()> {
    match path.is_dir() {
        true => Err(Error::new(format!("{} is a folder, and a store is a file", path.display()))
            .hint("give the path of the file with --db")),
        false => Ok(()),
    }
}

/// The address of a file that nobody changes, where no changes wait beside it.
fn alone(path: &Path) -> Option<String> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
        return None;
    }
    let path = std::path::absolute(path).ok()?;
    let quoted: String = path
        .to_str()?
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    Some(format!("file://{quoted}?immutable=1"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(id: usize) -> Vec<u8> {
        let text = format!("Report {id}. ").repeat(400);
        format!(r#"{{"reader":"test","doc":{{"id":"{id}"}},"text":"{text}"}}"#).into_bytes()
    }

    /// A disk that is full, as the database tells it.
    #[test]
    fn a_full_disk_is_told_and_costs_one_batch() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(&folder.path().join("s.db")).expect("a store");
        let batch: Vec<Vec<u8>> = (0..200).map(record).collect();
        let append = |store: &mut Store, of: std::ops::Range<usize>| {
            store.append(batch[of].iter().map(Vec::as_slice), 1).map(|outcomes| outcomes.len())
        };
        assert_eq!(append(&mut store, 0..20).expect("kept"), 20);
        let pages: i64 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).expect("asked");
        store.db.pragma_update(None, "max_page_count", pages + 5).expect("set");
        let error = append(&mut store, 20..200).expect_err("it is full");
        assert!(error.to_string().starts_with("the disk is full") && error.advice().is_some(), "{error}");
        assert_eq!(store.count(Listing::Reports, &Filter::default()).expect("counted"), 20);
        assert_eq!(store.check().expect("checked"), Vec::<String>::new());
        // With room again the same command goes on.
        store.db.pragma_update(None, "max_page_count", 1 << 20).expect("set");
        assert_eq!(append(&mut store, 0..200).expect("kept"), 200);
        assert_eq!(store.count(Listing::Reports, &Filter::default()).expect("counted"), 200);
        assert_eq!(store.check().expect("checked"), Vec::<String>::new());
    }

    /// What lies on a medium that cannot be written to, where nothing can be made beside it.
    #[test]
    fn a_store_alone_can_be_asked() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a store #1?.db");
        let mut store = Store::open(&path).expect("a store");
        store.append([record(1).as_slice()], 1).expect("kept");
        assert_eq!(alone(&path), None, "changes wait beside it");
        drop(store);
        let address = alone(&path).expect("an address");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let db = Connection::open_with_flags(address, flags).expect("opened");
        let reports: i64 =
            db.query_row("SELECT count(*) FROM reports", [], |row| row.get(0)).expect("counted");
        assert_eq!(reports, 1);
        assert!(!folder.path().join("a store #1?.db-shm").exists());
    }
}
