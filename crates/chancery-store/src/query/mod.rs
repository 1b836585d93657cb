//! Questions to a store: [`Listing`] says what is listed, [`Filter`] which of it, and [`Store::list`] gives the rows in
//! order, each column named and typed, so that text, JSON, CSV and Parquet are made of the same rows.

mod compare;
mod conditions;
mod dossier;
mod listing;
mod shapes;
mod show;
mod summed;
mod ways;

use rusqlite::types::{Value as Sql, ValueRef};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Error, Result, Store};

pub use dossier::Dossier;
pub use listing::Listing;
use ways::Way;

/// A column of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, as in JSON and CSV.
    pub name: &'static str,
    /// What its values are.
    pub kind: ColumnKind,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words, codes.
    Text,
    /// ISO dates, shortened to what is known.
    Date,
    /// Times in milliseconds since 1970, UTC.
    Time,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Real,
    /// A list of words.
    List,
}

/// Which rows are wanted. Everything given must hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Codes of parties that all take part, speak or have agreed.
    pub parties: Vec<String>,
    /// A person's name or Wikidata item.
    pub person: Option<String>,
    /// PLOVER type, kind of statement or of agreement.
    pub kind: Option<String>,
    /// Status of events, engagements, agreements.
    pub status: Option<String>,
    /// From this ISO date on.
    pub from: Option<String>,
    /// Up to this ISO date.
    pub to: Option<String>,
    /// A place's name or a country's code.
    pub place: Option<String>,
    /// A topic's code or words of it.
    pub topic: Option<String>,
    /// The source of reports.
    pub source: Option<String>,
    /// Words that the report (of statements: the statement) holds; FTS5 syntax.
    pub words: Option<String>,
    /// The key of the row itself.
    pub key: Option<String>,
    /// The key of the engagement that events, and the reports of them, belong to.
    pub engagement: Option<String>,
    /// The key of the report.
    pub report: Option<String>,
    /// Of statements: the party that speaks.
    pub speaker: Option<String>,
    /// Of statements: a party that is spoken of.
    pub about: Option<String>,
    /// Of statements: words of the channel.
    pub channel: Option<String>,
    /// Of agreements: a day on which they are in force, as far as is told.
    pub in_force: Option<String>,
    /// Only what was added or changed at or after this time, in milliseconds since 1970.
    pub updated_since: Option<i64>,
    /// Where to go on: the cursor that the last page ended with.
    pub after: Option<String>,
    /// At most so many rows; none for all.
    pub limit: Option<u64>,
}

impl Filter {
    /// Whether few rows are asked for, which are found one by one.
    fn is_narrow(&self) -> bool {
        let Filter {
            person, place: _, topic, source: _, words, key, engagement, report, speaker, about, ..
        } = self;
        let asked = [person, topic, words, key, engagement, report, speaker, about];
        !self.parties.is_empty() || asked.iter().any(|a| a.is_some())
    }
}

impl Store {
    /// Gives the rows of `listing` that fit `filter` to `each`, newest first; returns the cursor of the last row, if
    /// there may be more.
    ///
    /// # Errors
    ///
    /// The words are no FTS5 query, the cursor is no cursor, a filter does not apply to the listing, or `each` fails.
    pub fn list<E: From<Error>>(
        &self,
        listing: Listing,
        filter: &Filter,
        each: impl FnMut(&[Value]) -> std::result::Result<(), E>,
    ) -> std::result::Result<Option<String>, E> {
        self::each(&self.db, listing, filter, each)
    }

    /// The values of a facet among the rows of `listing` that fit `filter`, each with the number of rows that have it,
    /// the most frequent first; at most `most`.
    ///
    /// # Errors
    ///
    /// The listing has no such facet; else as [`Store::list`].
    pub fn facet(
        &self,
        listing: Listing,
        facet: &str,
        filter: &Filter,
        most: u64,
    ) -> Result<Vec<(Value, u64)>> {
        let (query, values) = listing.facet_query(facet, filter, most)?;
        let mut statement = self.db.prepare_cached(&query)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| {
            Ok((value(row.get_ref(0)?, ColumnKind::Text), row.get::<_, i64>(1)? as u64))
        });
        let rows: rusqlite::Result<Vec<_>> = rows.and_then(Iterator::collect);
        rows.map_err(|e| of_words(e, filter))
    }

    /// Asks several questions of one state of the store, whatever is written meanwhile.
    ///
    /// # Errors
    ///
    /// The database fails, or `ask` does.
    pub fn snapshot<R, E: From<Error>>(
        &self,
        ask: impl FnOnce(&Store) -> std::result::Result<R, E>,
    ) -> std::result::Result<R, E> {
        let _reading = self.db.unchecked_transaction().map_err(Error::from)?;
        ask(self)
    }

    /// A number that changes when another connection has changed the store. Comparable for one connection only.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn data_version(&self) -> Result<i64> {
        Ok(self.db.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    /// The number of rows of `listing` that fit `filter`, whatever its limit and cursor.
    ///
    /// # Errors
    ///
    /// As [`Store::list`].
    pub fn count(&self, listing: Listing, filter: &Filter) -> Result<u64> {
        if let Some(count) = summed::count(&self.db, listing, filter)? {
            return Ok(count as u64);
        }
        let filter = &*summed::rarest_first(&self.db, filter)?;
        let (query, values) = listing.count_query(filter)?;
        let count: i64 = self
            .db
            .prepare_cached(&query)?
            .query_row(rusqlite::params_from_iter(values), |row| row.get(0))
            .map_err(|e| of_words(e, filter))?;
        Ok(count as u64)
    }
}

/// What [`Store::list`] does, in the middle of a transaction too.
pub(crate) fn each<E: From<Error>>(
    db: &rusqlite::Connection,
    listing: Listing,
    filter: &Filter,
    mut each: impl FnMut(&[Value]) -> std::result::Result<(), E>,
) -> std::result::Result<Option<String>, E> {
    let filter = &*summed::rarest_first(db, filter)?;
    let columns = listing.columns();
    let way = match filter.limit {
        Some(_) => ways::way(db, listing, filter)?,
        None => Way::Gather,
    };
    let (query, values) = listing.query(filter, way)?;
    let mut statement = db.prepare_cached(&query).map_err(Error::from)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(Error::from)?;
    let mut row_values: Vec<Value> = Vec::with_capacity(columns.len());
    let mut count = 0;
    let mut cursor = None;
    while let Some(row) = rows.next().map_err(|e| of_words(e, filter))? {
        row_values.clear();
        for (i, column) in columns.iter().enumerate() {
            row_values.push(value(row.get_ref(i).map_err(Error::from)?, column.kind));
        }
        each(&row_values)?;
        count += 1;
        if filter.limit == Some(count) {
            let order: String = row.get(columns.len()).map_err(Error::from)?;
            let key: String = row.get(columns.len() + 1).map_err(Error::from)?;
            cursor = Some(encode_cursor(&order, &key));
        }
    }
    Ok(cursor)
}

/// An error of a query, laid to the words asked for where they are no FTS5 query.
fn of_words(error: rusqlite::Error, filter: &Filter) -> Error {
    match (&filter.words, error.to_string()) {
        (Some(words), message)
            if message.contains("fts5")
                || message.contains("unterminated")
                || message.contains("no such column") =>
        {
            Error::usage(format!("`{words}` is no search: {message}"))
                .hint("put words with marks or dashes into double quotes")
        }
        _ => Error::from(error),
    }
}

fn value(sql: ValueRef<'_>, kind: ColumnKind) -> Value {
    match sql {
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        ValueRef::Integer(i) => Value::from(i),
        ValueRef::Real(r) => Value::from(r),
        ValueRef::Text(text) => {
            let text = String::from_utf8_lossy(text);
            match kind {
                ColumnKind::List => serde_json::from_str(&text).unwrap_or(Value::Null),
                _ => Value::from(text),
            }
        }
    }
}

/// A cursor is opaque to its user: the order value and key of a row, in hexadecimal.
fn encode_cursor(order: &str, key: &str) -> String {
    use std::fmt::Write;
    format!("{order}\n{key}").bytes().fold(String::new(), |mut hex, b| {
        let _ = write!(hex, "{b:02x}");
        hex
    })
}

fn decode_cursor(cursor: &str) -> Result<(Sql, Sql)> {
    let bad = || Error::usage("the cursor is none of ours").hint("leave it out to begin at the first row");
    let bytes: Option<Vec<u8>> = (0..cursor.len())
        .step_by(2)
        .map(|i| cursor.get(i..i + 2).and_then(|h| u8::from_str_radix(h, 16).ok()))
        .collect();
    let text = bytes.and_then(|b| String::from_utf8(b).ok()).ok_or_else(bad)?;
    let (order, key) = text.split_once('\n').ok_or_else(bad)?;
    Ok((Sql::from(order.to_owned()), Sql::from(key.to_owned())))
}
