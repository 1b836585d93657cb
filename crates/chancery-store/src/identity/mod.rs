//! Which events are one real-world act: [`join`] compares new events with those of other reports that have two parties
//! and the time in common, keeps each verdict as a judgement, and forms engagements out of all judgements.
//!
//! Engagements are a function of the events and judgements, whatever the order in which they came: verdicts depend on
//! two events alone, and of the joins the surest are made first, none across a difference.

mod compare;
pub(crate) mod engagement;
pub(crate) mod facts;
mod form;
mod known;
mod marks;
pub(crate) mod occasion;
mod person;
mod title;

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;
use compare::{Verdict, compare};
use form::{Bonds, form};

pub(crate) use engagement::remove;
pub(crate) use facts::{Facts, days};
pub(crate) use known::{Known, load};

/// All words of a text, folded.
pub(crate) fn folded_words(text: &str) -> impl Iterator<Item = String> + '_ {
    person::words(text).map(|(_, word)| word)
}

/// The version of the comparison, kept with each judgement that it makes.
const COMPARISON: &str = "comparison 4";

/// Who made a judgement.
const HAND: &str = "hand";

/// Compares the events `new` (rows) with those of other reports, keeps the verdicts, and forms the engagements anew of
/// these and of all that they touch. Returns the engagements that changed.
pub(crate) fn join(
    db: &Connection,
    mut known: Known,
    new: &[i64],
    touched: &[i64],
    now: i64,
) -> Result<usize> {
    let all_new: BTreeSet<i64> = new.iter().copied().collect();
    let mut bonds = Bonds::new(db)?;
    let mut found: Vec<i64> = Vec::new();
    for &event in &all_new {
        let facts = known.facts(db, event)?;
        candidates(db, event, &facts, &mut found)?;
        for &candidate in &found {
            // Of two that are new, the later one asks.
            if candidate > event && all_new.contains(&candidate) {
                continue;
            }
            let other = known.facts(db, candidate)?;
            match compare(&facts, &other) {
                Verdict::Same(score, reasons) => {
                    keep(db, &facts.key, &other.key, true, COMPARISON, &reasons.join("; "), score, now)?;
                    bonds.tie(event, candidate, score);
                }
                Verdict::Part(score, reason) => {
                    keep_part(db, &facts.key, &other.key, reason, score, now)?;
                    bonds.place(event, candidate);
                }
                Verdict::Whole(score, reason) => {
                    keep_part(db, &other.key, &facts.key, reason, score, now)?;
                    bonds.place(event, candidate);
                }
                Verdict::Different(_) | Verdict::Open => {}
            }
        }
    }
    let mut seeds = all_new;
    seeds.extend(touched);
    form(db, &mut known, &bonds, seeds, now)
}

/// Compares all events anew where some were compared by another version.
pub(crate) fn rejoin(db: &Connection, now: i64) -> Result<usize> {
    let is_current = !db
        .prepare("SELECT 1 FROM judgements WHERE by NOT IN (?1, 'hand') UNION ALL SELECT 1 FROM parts WHERE by <> ?1")?
        .exists([COMPARISON])?;
    if is_current {
        return Ok(0);
    }
    db.execute_batch(
        "DELETE FROM judgements WHERE by <> 'hand'; DELETE FROM parts; DELETE FROM event_marks;",
    )?;
    let events: Vec<i64> = db
        .prepare("SELECT id FROM events ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut changed = 0;
    // Each event finds those before it, as if they had come one after the other.
    for batch in events.chunks(2000) {
        let mut known = Known::default();
        for &event in batch {
            index(db, event, &*known.facts(db, event)?)?;
        }
        changed += join(db, known, batch, &[], now)?;
    }
    Ok(changed)
}

/// Says by hand that two events are, or are not, one act, and forms their engagements anew.
pub(crate) fn judge(db: &Connection, a: &str, b: &str, same: bool, reason: &str, now: i64) -> Result<usize> {
    keep(db, a, b, same, HAND, reason, 1.0, now)?;
    let mut seeds = BTreeSet::new();
    for key in [a, b] {
        if let Some(id) = row_of(db, key)? {
            seeds.insert(id);
        }
    }
    form(db, &mut Known::default(), &Bonds::new(db)?, seeds, now)
}

#[allow(clippy::too_many_arguments, reason = "the columns of one row")]
fn keep(
    db: &Connection,
    a: &str,
    b: &str,
    same: bool,
    by: &str,
    reasons: &str,
    score: f64,
    now: i64,
) -> Result<()> {
    let (a, b) = if a < b { (a, b) } else { (b, a) };
    let mut insert = db.prepare_cached(
        "INSERT INTO judgements(a, b, same, by, reasons, score, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
    )?;
    insert.execute(params![a, b, same, by, reasons, score, now])?;
    Ok(())
}

/// Keeps that one event is a part of another.
fn keep_part(db: &Connection, part: &str, whole: &str, reason: &str, score: f64, now: i64) -> Result<()> {
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO parts(part, whole, by, reasons, score, at) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    insert.execute(params![part, whole, COMPARISON, reason, score, now])?;
    Ok(())
}

fn row_of(db: &Connection, key: &str) -> Result<Option<i64>> {
    Ok(db
        .prepare_cached("SELECT id FROM events WHERE key = ?")?
        .query_row([key], |row| row.get(0))
        .optional()?)
}

/// Enters an event where others look for it.
pub(crate) fn index(db: &Connection, event: i64, facts: &Facts) -> Result<()> {
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO event_marks(mark, day, event) VALUES (?, ?, ?)")?;
    for mark in marks::kept(facts) {
        insert.execute(params![mark.mark, mark.from, event])?;
    }
    Ok(())
}

/// Enters all events where others look for them, in a store whose layout had no such marks.
pub(crate) fn index_all(db: &Connection) -> Result<()> {
    let events: Vec<i64> = db
        .prepare("SELECT id FROM events ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for event in events {
        index(db, event, &load(db, event)?)?;
    }
    Ok(())
}

/// Finds events that have a mark in common with this one, about the same time, each once and in order.
fn candidates(db: &Connection, event: i64, facts: &Facts, found: &mut Vec<i64>) -> Result<()> {
    found.clear();
    let mut query =
        db.prepare_cached("SELECT event FROM event_marks WHERE mark = ?1 AND day BETWEEN ?2 AND ?3")?;
    for mark in marks::asked(facts) {
        let mut rows = query.query([mark.mark, mark.from, mark.to])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            if id != event {
                found.push(id);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(())
}
