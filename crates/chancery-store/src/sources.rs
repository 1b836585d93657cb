//! [`Source`]: what is known of an address that was asked, between one asking and the next.

use rusqlite::{OptionalExtension, params};

use crate::{Result, Store};

/// An address that was asked before. Times are milliseconds since 1970.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The address, as it was asked.
    pub url: String,
    /// The server's tag of the state it sent.
    pub etag: Option<String>,
    /// The server's time of the state it sent.
    pub last_modified: Option<String>,
    /// The feed's word for the state of its report.
    pub stamp: Option<String>,
    /// Failures in a row.
    pub failures: u32,
    /// Why the last asking failed.
    pub problem: Option<String>,
    /// When it was first asked.
    pub first: i64,
    /// When it was last asked.
    pub checked: i64,
    /// Not to be asked before.
    pub due: i64,
}

impl Store {
    /// What is known of an address.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn source(&self, url: &str) -> Result<Option<Source>> {
        let mut find = self.db.prepare_cached(
            "SELECT url, etag, last_modified, stamp, failures, problem, first, checked, due FROM sources WHERE url = ?",
        )?;
        let source = find.query_row([url], |row| {
            Ok(Source {
                url: row.get(0)?,
                etag: row.get(1)?,
                last_modified: row.get(2)?,
                stamp: row.get(3)?,
                failures: row.get(4)?,
                problem: row.get(5)?,
                first: row.get(6)?,
                checked: row.get(7)?,
                due: row.get(8)?,
            })
        });
        Ok(source.optional()?)
    }

    /// Keeps what is now known of some addresses. The time of the first asking stays.
    ///
    /// # Errors
    ///
    /// The database fails; then nothing of it is kept.
    pub fn keep_sources(&mut self, sources: &[Source]) -> Result<()> {
        if sources.is_empty() {
            return Ok(());
        }
        let step = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for source in sources {
            let Source { url, etag, last_modified, stamp, failures, problem, first, checked, due } = source;
            step.prepare_cached(
                "INSERT INTO sources(url, etag, last_modified, stamp, failures, problem, first, checked, due)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                 ON CONFLICT(url) DO UPDATE SET etag = ?2, last_modified = ?3, stamp = ?4, failures = ?5, problem = ?6, checked = ?8, due = ?9",
            )?
            .execute(params![url, etag, last_modified, stamp, failures, problem, first, checked, due])?;
        }
        step.commit()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_asking_is_kept_and_the_time_of_the_first() {
        let mut store = Store::in_memory().expect("a store");
        let mut source =
            Source { url: "https://a.org/feed".to_owned(), first: 1, checked: 1, ..Source::default() };
        assert_eq!(store.source(&source.url).expect("asked"), None);
        store.keep_sources(std::slice::from_ref(&source)).expect("kept");
        source =
            Source { etag: Some("\"x\"".to_owned()), failures: 2, first: 9, checked: 9, due: 10, ..source };
        store.keep_sources(std::slice::from_ref(&source)).expect("kept");
        assert_eq!(store.source(&source.url).expect("asked"), Some(Source { first: 1, ..source }));
    }
}
