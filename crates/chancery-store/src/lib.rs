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
mod query;
mod schema;
mod sources;
mod sums;
mod upkeep;

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

pub use alerts::{Alert, Delivery, DeliveryStatus, Sent, message};
pub use append::{BATCH, BATCH_BYTES, Outcome, Step, Summary};
pub use error::{Error, Result};
pub use query::{Column, ColumnKind, Dossier, Filter, Listing};
pub use sources::Source;
pub use upkeep::Change;

/// A store, open.
pub struct Store {
    db: Connection,
    told: fn(Step),
}

impl Store {
    /// Opens the store at `path` for writing, or makes it; an older layout is brought up to date.
    ///
    /// # Errors
    ///
    /// The file cannot be opened or written, is no store, or is of a later version of the program.
    pub fn open(path: &Path) -> Result<Store> {
        let db = Connection::open(path)?;
        Store::with(db)
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
        let db = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        schema::tune(&db)?;
        schema::expect_current(&db)?;
        Ok(Store { db, told: |_| () })
    }

    /// A store in memory, for tests and for trying things.
    ///
    /// # Errors
    ///
    /// None but those of the database itself.
    pub fn in_memory() -> Result<Store> {
        Store::with(Connection::open_in_memory()?)
    }

    /// Says by hand that two events (by key) are one real-world act, or are not. A hand's word holds against every
    /// comparison, also later ones. Returns how many engagements changed.
    ///
    /// # Errors
    ///
    /// There is no such event, or the database fails.
    pub fn judge(&mut self, a: &str, b: &str, same: bool, reason: &str, now: i64) -> Result<usize> {
        let step = self.db.transaction()?;
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

    fn with(mut db: Connection) -> Result<Store> {
        schema::tune(&db)?;
        schema::migrate(&mut db)?;
        Ok(Store { db, told: |_| () })
    }
}
