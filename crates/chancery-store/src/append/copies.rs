//! Copies of a report: under which sketches it is found, and which family of copies it belongs to.

use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

use rusqlite::{Connection, OptionalExtension, params};

use super::{Appending, CROWD};
use crate::copies::{Issue, Sketch};
use crate::{Result, identity};

impl Appending<'_> {
    /// Takes out the sketch of a report, under which its copies find it.
    pub(super) fn forget_sketch(&mut self, report: i64) -> Result<()> {
        let db = self.db;
        let bytes: Option<Vec<u8>> = db
            .prepare_cached("DELETE FROM sketch_of WHERE report = ? RETURNING sketch")?
            .query_row([report], |row| row.get(0))
            .optional()?;
        let Some(sketch) = bytes.as_deref().and_then(Sketch::from_bytes) else { return Ok(()) };
        self.alike.clear();
        self.issued.remove(&report);
        let mut delete =
            db.prepare_cached("DELETE FROM sketches WHERE band = ? AND value = ? AND report = ?")?;
        for (band, value) in (0_i64..).zip(sketch.bands()) {
            delete.execute(params![band, value, report])?;
        }
        Ok(())
    }

    /// Finds the reports that copy this one or that it copies. A family is named by the least key among them, so that
    /// the order of arrival does not matter.
    pub(super) fn find_copies(&mut self, report: i64, key: &str, text: &str) -> Result<()> {
        let db = self.db;
        let Some(sketch) = Sketch::of(text) else { return Ok(()) };
        let mut like: Vec<i64> = Vec::new();
        let mut find = db.prepare_cached("SELECT report FROM sketches WHERE band = ? AND value = ?")?;
        let mut insert =
            db.prepare_cached("INSERT OR IGNORE INTO sketches(band, value, report) VALUES (?, ?, ?)")?;
        for (band, value) in (0_i64..).zip(sketch.bands()) {
            match self.alike.get_mut(&(band, value)) {
                Some(crowd) => {
                    like.extend(&*crowd);
                    crowd.push(report);
                }
                None => {
                    let before = like.len();
                    for other in find.query_map(params![band, value], |row| row.get(0))? {
                        like.push(other?);
                    }
                    if like.len() - before >= CROWD {
                        let crowd = like[before..].iter().copied().chain([report]).collect();
                        self.alike.insert((band, value), crowd);
                    }
                }
            }
            insert.execute(params![band, value, report])?;
        }
        db.prepare_cached("INSERT OR REPLACE INTO sketch_of(report, sketch) VALUES (?, ?)")?
            .execute(params![report, sketch.to_bytes()])?;
        like.sort_unstable();
        like.dedup();
        let own = issue(db, report)?;
        let mut families: BTreeSet<String> = BTreeSet::from([key.to_owned()]);
        let mut family = db.prepare_cached("SELECT family FROM reports WHERE id = ?")?;
        for other in like.into_iter().filter(|&other| other != report) {
            // One of a family is enough: what very many reports copy need not be compared with each of them.
            let family: String = family.query_row([other], |row| row.get(0))?;
            if families.contains(&family) {
                continue;
            }
            let of = match self.issued.entry(other) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(vacant) => vacant.insert((sketch_of(db, other)?, issue(db, other)?)),
            };
            let likeness = of.0.as_ref().map_or(0.0, |other| other.likeness(&sketch));
            if own.is_copy(&of.1, likeness) {
                families.insert(family);
            }
        }
        let Some(first) = families.first().cloned() else { return Ok(()) };
        for family in families.into_iter().skip(1) {
            // How many independent reports tell of their engagements changes.
            let mut members = db.prepare_cached(
                "SELECT e.id FROM events e JOIN reports r ON r.id = e.report WHERE r.family = ?",
            )?;
            for event in members.query_map([&family], |row| row.get(0))? {
                self.changes.touched.push(event?);
            }
            db.prepare_cached("UPDATE reports SET family = ? WHERE family = ?")?
                .execute([&first, &family])?;
        }
        db.prepare_cached("UPDATE reports SET family = ?1 WHERE id = ?2 AND family <> ?1")?
            .execute(params![first, report])?;
        Ok(())
    }
}

fn sketch_of(db: &Connection, report: i64) -> Result<Option<Sketch>> {
    let mut query = db.prepare_cached("SELECT sketch FROM sketch_of WHERE report = ?")?;
    Ok(query.query_row([report], |row| Ok(Sketch::from_bytes(row.get_ref(0)?.as_blob()?)))?)
}

/// What is known of a report's issue from outside its text.
fn issue(db: &Connection, report: i64) -> Result<Issue> {
    let mut query = db.prepare_cached("SELECT title, source, published FROM reports WHERE id = ?")?;
    Ok(query.query_row([report], |row| {
        let published: Option<String> = row.get(2)?;
        let published = published.and_then(|d| identity::days(&d, None)).map(|d| d.0);
        Ok(Issue::new(row.get_ref(0)?.as_str_or_null()?, row.get(1)?, published))
    })?)
}
