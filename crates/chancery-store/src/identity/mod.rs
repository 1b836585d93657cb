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
mod links;
mod marks;
pub(crate) mod occasion;
mod part;
mod person;
mod title;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;
use crate::progress::{Tell, Work};
use compare::{Verdict, compare};
use form::{Bonds, form};
use links::{FEW, Links};

pub(crate) use engagement::remove;
pub(crate) use facts::{Facts, days};
pub(crate) use known::{Known, load};
pub(crate) use links::bereft;

/// All words of a text, folded.
pub(crate) fn folded_words(text: &str) -> impl Iterator<Item = String> + '_ {
    person::words(text).map(|(_, word)| word)
}

/// The version of the comparison, kept with each judgement that it makes.
const COMPARISON: &str = "comparison 5";

/// What changed in a batch, by rows of events.
#[derive(Default)]
pub(crate) struct Changes {
    /// Events that are new, or of which something is told that was not.
    pub(crate) new: Vec<i64>,
    /// Events whose engagements may have changed.
    pub(crate) touched: Vec<i64>,
    /// Events that lost links of which others were left out ([`bereft`]).
    pub(crate) lost: Vec<i64>,
}

/// Compares events that are new with those of other reports, keeps the verdicts, and forms the engagements anew of these
/// and of all that they touch. Returns the engagements that changed.
pub(crate) fn join(db: &Connection, mut known: Known, changes: &Changes, now: i64) -> Result<usize> {
    let asking: HashSet<i64> = changes.new.iter().chain(&changes.lost).copied().collect();
    let mut links = Links::default();
    let mut candidates = Candidates::default();
    for &event in &asking {
        let facts = known.facts(db, event)?;
        let found = candidates.of(db, &mut known, &facts)?;
        for (candidate, other) in &found.events {
            let (this, that) = ((event, facts.key.as_str()), (*candidate, other.key.as_str()));
            // Of two that ask, the one with the greater key does.
            if this.1 == that.1 || this.1 < that.1 && asking.contains(candidate) {
                continue;
            }
            let (lesser, greater) = if this.1 < that.1 { (this, that) } else { (that, this) };
            let is_whole = found.has_whole || facts.is_whole();
            if !is_whole && links.refuses(greater.0, lesser.1) {
                continue;
            }
            match compare(&facts, other) {
                Verdict::Same(score, reasons) => {
                    links.tie(db, &known, this, that, score, &reasons.join("; "))?;
                }
                Verdict::Part(score, reason) => links.place(db, &known, this, that, score, reason)?,
                Verdict::Whole(score, reason) => links.place(db, &known, that, this, score, reason)?,
                Verdict::Different(_) | Verdict::Open => {}
            }
        }
    }
    let found = links.write(db, now)?;
    let seeds = asking.iter().chain(&changes.touched).chain(&found.parted).copied().collect();
    form(db, &mut known, &Bonds::new(db, found)?, seeds, now)
}

/// Compares all events anew where some were compared by another version.
pub(crate) fn rejoin(db: &Connection, now: i64, tell: Tell<'_>) -> Result<usize> {
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
    let mut work = Work::new(tell, "events compared anew", events.len() as u64);
    // Each event finds those before it, as if they had come one after the other.
    for batch in events.chunks(2000) {
        work.steps(batch.len() as u64)?;
        let mut known = Known::default();
        for &event in batch {
            index(db, event, &*known.facts(db, event)?)?;
        }
        changed += join(db, known, &Changes { new: batch.to_vec(), ..Changes::default() }, now)?;
    }
    Ok(changed)
}

/// Says by hand that two events are, or are not, one act, and forms their engagements anew.
pub(crate) fn judge(db: &Connection, a: &str, b: &str, same: bool, reason: &str, now: i64) -> Result<usize> {
    let (least, greatest) = if a < b { (a, b) } else { (b, a) };
    db.execute(
        "INSERT INTO judgements(a, b, same, by, reasons, score, at) VALUES (?, ?, ?, 'hand', ?, 1.0, ?)",
        params![least, greatest, same, reason, now],
    )?;
    let mut seeds = BTreeSet::new();
    for key in [a, b] {
        if let Some(id) = row_of(db, key)? {
            seeds.insert(id);
        }
    }
    form(db, &mut Known::default(), &Bonds::new(db, Links::default().write(db, now)?)?, seeds, now)
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
pub(crate) fn index_all(db: &Connection, tell: Tell<'_>) -> Result<()> {
    let events: Vec<i64> = db
        .prepare("SELECT id FROM events ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut work = Work::new(tell, "events entered where others look for them", events.len() as u64);
    for event in events {
        work.step()?;
        index(db, event, &load(db, event)?)?;
    }
    Ok(())
}

/// Events that have a mark in common with others, about the same time: of many that tell of the same, found once.
#[derive(Default)]
struct Candidates {
    crowds: HashMap<Vec<marks::Mark>, Rc<Found>>,
}

/// Those among which an event may find its like.
struct Found {
    /// Each once; of a crowd in the order of keys: links to the least are the ones that are kept.
    events: Vec<(i64, Rc<Facts>)>,
    /// Whether any may have parts.
    has_whole: bool,
}

/// From so many on, those that were found are kept for others that look for the same.
const CROWD: usize = 4 * FEW;

impl Candidates {
    /// Finds events that have a mark in common with this one, about the same time. It is itself among them.
    fn of(&mut self, db: &Connection, known: &mut Known, facts: &Facts) -> Result<Rc<Found>> {
        let asked = marks::asked(facts);
        if let Some(found) = self.crowds.get(&asked) {
            return Ok(Rc::clone(found));
        }
        let mut rows: Vec<i64> = Vec::new();
        let mut query =
            db.prepare_cached("SELECT event FROM event_marks WHERE mark = ?1 AND day BETWEEN ?2 AND ?3")?;
        for mark in &asked {
            for row in query.query_map([mark.mark, mark.from, mark.to], |row| row.get(0))? {
                rows.push(row?);
            }
        }
        rows.sort_unstable();
        rows.dedup();
        let events = rows.into_iter().map(|event| Ok((event, known.facts(db, event)?)));
        let mut events = events.collect::<Result<Vec<_>>>()?;
        let is_crowd = events.len() >= CROWD;
        if is_crowd {
            events.sort_unstable_by(|a, b| a.1.key.cmp(&b.1.key));
        }
        let has_whole = events.iter().any(|(_, facts)| facts.is_whole());
        let found = Rc::new(Found { events, has_whole });
        if is_crowd {
            self.crowds.insert(asked, Rc::clone(&found));
        }
        Ok(found)
    }
}
