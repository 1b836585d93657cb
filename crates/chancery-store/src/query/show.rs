//! [`Store::show`]: all that is known under one key.

use rusqlite::OptionalExtension;
use serde_json::{Map, Value, json};

use super::{Filter, Listing, value};
use crate::{Error, Result, Store};

impl Store {
    /// The latest record (format v1) of the report with this key.
    ///
    /// # Errors
    ///
    /// The database fails or the record is damaged.
    pub fn record(&self, report: &str) -> Result<Option<Value>> {
        let packed: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT v.record FROM versions v JOIN reports r ON r.id = v.report AND r.version = v.version WHERE r.key = ?")?
            .query_row([report], |row| row.get(0))
            .optional()?;
        let Some(packed) = packed else { return Ok(None) };
        let damaged = |e: String| {
            Error::new(format!("the record of {report} is damaged: {e}"))
                .hint("restore a backup made with `chancery backup`")
        };
        let bytes = zstd::decode_all(packed.as_slice()).map_err(|e| damaged(e.to_string()))?;
        serde_json::from_slice(&bytes).map(Some).map_err(|e| damaged(e.to_string()))
    }

    /// What is known under `key`: a report with its record, an event, statement or agreement, an engagement with its
    /// events and the judgements that bind them. Of a key that is no more, what became of it.
    ///
    /// # Errors
    ///
    /// There is nothing under the key, now or before, or the database fails.
    pub fn show(&self, key: &str) -> Result<Value> {
        let listing = match key.as_bytes().first() {
            Some(b'r') => Listing::Reports,
            Some(b'v') => Listing::Events,
            Some(b'g') => Listing::Engagements,
            Some(b's') => Listing::Statements,
            Some(b'a') => Listing::Agreements,
            _ => Listing::People,
        };
        let Some(mut shown) = self.row(listing, key)? else { return self.tombstone(key) };
        match listing {
            Listing::Reports => {
                shown.insert("record".into(), self.record(key)?.unwrap_or_default());
                shown.insert("versions".into(), self.versions_of(key)?);
                shown.insert("of_story".into(), self.of_story(key)?);
            }
            Listing::Engagements => {
                let events = self.rows(
                    Listing::Events,
                    "v.engagement = (SELECT id FROM engagements WHERE key = ?1)",
                    key,
                )?;
                shown.insert("events".into(), Value::Array(events));
                shown.insert(
                    "parts".into(),
                    Value::Array(self.rows(Listing::Engagements, "g.part_of = ?1", key)?),
                );
                shown.insert("judgements".into(), self.judgements_of(key)?);
            }
            _ => {}
        }
        Ok(Value::Object(shown))
    }

    pub(super) fn row(&self, listing: Listing, key: &str) -> Result<Option<Map<String, Value>>> {
        let rows = self.rows(listing, &format!("{} = ?1", listing.key()), key)?;
        Ok(rows.into_iter().next().and_then(|row| match row {
            Value::Object(map) => Some(map),
            _ => None,
        }))
    }

    /// The rows of a listing under a condition of ours, in which `?1` stands for `of`.
    pub(super) fn rows(&self, listing: Listing, condition: &str, of: &str) -> Result<Vec<Value>> {
        let columns = listing.columns();
        let query = listing.query_where(condition);
        let mut statement = self.db.prepare_cached(&query)?;
        let rows = statement.query_map([of], |row| {
            let mut object = Map::new();
            for (i, column) in columns.iter().enumerate() {
                object.insert(column.name.to_owned(), value(row.get_ref(i)?, column.kind));
            }
            Ok(Value::Object(object))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The versions of a report, the latest last: when each came, and what read it.
    fn versions_of(&self, report: &str) -> Result<Value> {
        let mut query = self.db.prepare_cached(
            "SELECT v.version, v.reader, v.added FROM versions v JOIN reports r ON r.id = v.report WHERE r.key = ? ORDER BY v.version",
        )?;
        let rows = query.query_map([report], |row| {
            let (version, reader, added): (i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(json!({"version": version, "reader": reader, "added": added}))
        })?;
        Ok(Value::Array(rows.collect::<rusqlite::Result<_>>()?))
    }

    /// The other reports of a report's story, by day: first those that came out first.
    fn of_story(&self, report: &str) -> Result<Value> {
        let mut query = self.db.prepare_cached(
            "SELECT o.key, o.title, o.source, o.published FROM reports r JOIN reports o ON o.story = r.story AND o.id <> r.id
             WHERE r.key = ? ORDER BY o.published IS NULL, o.published, o.key LIMIT 200",
        )?;
        let text = |row: &rusqlite::Row<'_>, at| row.get::<_, Option<String>>(at);
        let rows = query.query_map([report], |row| {
            Ok(json!({"id": text(row, 0)?, "title": text(row, 1)?, "source": text(row, 2)?, "published": text(row, 3)?}))
        })?;
        Ok(Value::Array(rows.collect::<rusqlite::Result<_>>()?))
    }

    fn judgements_of(&self, engagement: &str) -> Result<Value> {
        let mut query = self.db.prepare_cached(
            "SELECT j.a, j.b, j.same, j.by, j.reasons, j.score, j.at FROM judgements j
             WHERE j.a IN (SELECT e.key FROM events e JOIN engagements g ON g.id = e.engagement WHERE g.key = ?1)
                OR j.b IN (SELECT e.key FROM events e JOIN engagements g ON g.id = e.engagement WHERE g.key = ?1) ORDER BY j.id",
        )?;
        let rows = query.query_map([engagement], |row| {
            Ok(json!({
                "a": row.get::<_, String>(0)?,
                "b": row.get::<_, String>(1)?,
                "same": row.get::<_, bool>(2)?,
                "by": row.get::<_, String>(3)?,
                "reasons": row.get::<_, String>(4)?,
                "score": row.get::<_, f64>(5)?,
                "at": row.get::<_, i64>(6)?,
            }))
        })?;
        Ok(Value::Array(rows.collect::<rusqlite::Result<_>>()?))
    }

    pub(super) fn tombstone(&self, key: &str) -> Result<Value> {
        let gone = self
            .db
            .prepare_cached("SELECT became, at FROM tombstones WHERE key = ?")?
            .query_row([key], |row| Ok(json!({"id": key, "gone": true, "became": row.get::<_, Option<String>>(0)?, "at": row.get::<_, i64>(1)?})))
            .optional()?;
        gone.ok_or_else(|| {
            Error::new(format!("there is nothing under `{key}`"))
                .hint("keys begin with r (report), v (event), g (engagement), s (statement) or a (agreement)")
        })
    }
}

/// All rows of a listing as objects, for those who need few.
pub(crate) fn objects(store: &Store, listing: Listing, filter: &Filter) -> Result<Vec<Value>> {
    let mut rows = Vec::new();
    store.list::<Error>(listing, filter, |row| {
        let object: Map<String, Value> =
            listing.columns().iter().zip(row).map(|(c, v)| (c.name.to_owned(), v.clone())).collect();
        rows.push(Value::Object(object));
        Ok(())
    })?;
    Ok(rows)
}
