//! [`Words`]: what goes into an index of words, all at the end of a batch.
//!
//! The index collects in memory what it is given, and writes it out whenever a statement may have to be undone alone.
//! Between other rows each report's words would be written by themselves, and merged with those of others over and over.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::Result;

/// Changes to one index, by row.
#[derive(Default)]
pub(super) struct Words {
    /// Rows whose words in the index are no longer true.
    stale: BTreeSet<i64>,
    /// The words of rows, one text for each column.
    fresh: BTreeMap<i64, Vec<Option<String>>>,
}

impl Words {
    /// The row says this.
    pub(super) fn put(&mut self, row: i64, columns: Vec<Option<String>>) {
        self.fresh.insert(row, columns);
    }

    /// What the row said is out of date.
    pub(super) fn take_out(&mut self, row: i64) {
        if self.fresh.remove(&row).is_none() {
            self.stale.insert(row);
        }
    }

    /// Writes the changes to the index `table`, whose columns these are.
    pub(super) fn write(self, db: &Connection, table: &str, columns: &[&str]) -> Result<()> {
        let mut delete = db.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?"))?;
        for row in &self.stale {
            delete.execute([row])?;
        }
        let names = columns.join(", ");
        let marks = vec!["?"; columns.len() + 1].join(", ");
        let mut insert =
            db.prepare_cached(&format!("INSERT INTO {table}(rowid, {names}) VALUES ({marks})"))?;
        for (row, texts) in self.fresh {
            let texts = texts.into_iter().map(Value::from);
            insert.execute(params_from_iter([Value::from(row)].into_iter().chain(texts)))?;
        }
        Ok(())
    }
}
