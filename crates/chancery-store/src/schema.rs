//! The layout of the file, and how an older one is brought up to it: `migrations/`, applied in order, each once.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::progress::{Tell, Work};
use crate::{Error, Result, identity, sums};

/// Marks a SQLite file as a store of this program ("Chcy").
const APPLICATION_ID: i32 = 0x4368_6379;

/// Every layout so far. Never edit one that was released: add another.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001-first.sql"),
    include_str!("../migrations/0002-sources.sql"),
    include_str!("../migrations/0003-order.sql"),
    include_str!("../migrations/0004-parts.sql"),
    include_str!("../migrations/0005-names.sql"),
    include_str!("../migrations/0006-arrival.sql"),
    include_str!("../migrations/0007-sums.sql"),
    include_str!("../migrations/0008-alerts.sql"),
    include_str!("../migrations/0009-marks.sql"),
    include_str!("../migrations/0010-stories.sql"),
    include_str!("../migrations/0011-people.sql"),
    include_str!("../migrations/0012-sides.sql"),
];

/// Pages in the log beside the file from which on they are copied into it: 32 MB.
const LOG_PAGES: i32 = 8192;

/// The layout that came with sums over engagements, which are made when an older store gets it.
const SUMS: usize = 7;

/// The layout that came with marks, which are made when an older store gets it.
const MARKS: usize = 9;

/// The layout in which sums over engagements tell the sides of an act apart, which are made anew when an older store gets it.
const SIDES: usize = 12;

/// Settings of one connection.
pub(crate) fn tune(db: &Connection) -> Result<()> {
    db.busy_timeout(std::time::Duration::from_secs(30))?;
    db.set_prepared_statement_cache_capacity(512);
    // A plan is made once, and not anew for each value that is bound.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // References are right by how rows are written, and `check` looks at them all; to look at each row costs too much.
    db.pragma_update(None, "foreign_keys", false)?;
    // A batch fills the log of changes several times over at the usual size, and each time the same pages are copied.
    db.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
    db.pragma_update(None, "cache_size", -65_536)?;
    // The whole file, as far as SQLite was built to allow it (`.cargo/config.toml`).
    db.pragma_update(None, "mmap_size", 1_i64 << 40)?;
    db.pragma_update(None, "temp_store", "memory")?;
    Ok(())
}

fn version(db: &Connection) -> Result<usize> {
    let application: i32 = db.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let version = version as usize;
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && tables > 0 {
        return Err(Error::new("the file is a database, but no store of chancery")
            .hint("give another path with --db"));
    }
    if version > MIGRATIONS.len() {
        return Err(Error::new(format!(
            "the store has layout {version}, this program knows up to {}",
            MIGRATIONS.len()
        ))
        .hint("use the newer chancery that made it"));
    }
    Ok(version)
}

/// Brings the file to the present layout, in one transaction, so that nobody sees it half way.
pub(crate) fn migrate(db: &mut Connection, tell: Tell<'_>) -> Result<()> {
    if version(db)? == MIGRATIONS.len() {
        return Ok(());
    }
    log_ahead(db)?;
    // Another process may be bringing it up to date as well: what is to do is seen where only one writes.
    let changing = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let before = version(&changing)?;
    // Of a new store there is nothing to tell.
    let mut quiet = crate::progress::quiet;
    let tell: Tell<'_> = if before == 0 { &mut quiet } else { tell };
    for (at, migration) in MIGRATIONS.iter().enumerate().skip(before) {
        Work::begun(tell, "layouts", at as u64, MIGRATIONS.len() as u64)?;
        changing.execute_batch(migration)?;
        if at + 1 == SUMS {
            sums::fold_telling(&changing, tell)?;
        }
    }
    if before < MARKS {
        identity::index_all(&changing, tell)?;
    }
    if before < SIDES {
        sums::fold_telling(&changing, tell)?;
    }
    changing.pragma_update(None, "application_id", APPLICATION_ID)?;
    changing.pragma_update(None, "user_version", MIGRATIONS.len() as u32)?;
    Ok(changing.commit()?)
}

/// Has changes written to a log beside the file, so that readers need not wait for a writer. Another process that does
/// the same to a new file is waited for, which the database does not do here by itself.
fn log_ahead(db: &Connection) -> Result<()> {
    let mut tries = 0;
    loop {
        match db.pragma_update(None, "journal_mode", "wal") {
            Err(error) if is_busy(&error) && tries < 500 => {
                tries += 1;
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            done => return Ok(done?),
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Refuses a file of another layout, for connections that may not change it.
pub(crate) fn expect_current(db: &Connection) -> Result<()> {
    match version(db)? {
        v if v == MIGRATIONS.len() => Ok(()),
        0 => Err(Error::new("the file is no store yet").hint("`chancery add` fills it")),
        v => Err(Error::new(format!("the store has the older layout {v}"))
            .hint("any command that writes to it brings it up to date, for instance `chancery add`")),
    }
}
