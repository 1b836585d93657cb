//! [`Links`]: which events each event is bound to by comparison.
//!
//! Of all that are the same act an event is linked to a few only, those of the least keys below its own, and of all that it
//! is a part of to those of which that is surest. So what very many reports tell costs a few links for each of them, and
//! not one for each two, while all are still bound together; and which links there are is a function of the events alone,
//! whatever the order of arrival.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use rusqlite::{Connection, params};

use super::{COMPARISON, Known};
use crate::Result;

/// Links of each kind that an event has at most to others. Acts that are told by no more reports have all links.
pub(crate) const FEW: usize = 16;

/// Where a link stands among those of its kind: the least are kept.
type Place = (i64, Rc<str>);

/// What binds an event to another.
struct Link {
    other: i64,
    score: f64,
    /// Why, where that was found just now and is still to be written.
    reasons: Option<String>,
}

/// The links of one kind that an event has.
#[derive(Default)]
struct Nearest {
    key: Rc<str>,
    links: BTreeMap<Place, Link>,
    /// Those that were kept and gave way to nearer ones.
    dropped: Vec<(Rc<str>, i64)>,
}

impl Nearest {
    fn takes(&self, rank: i64, key: &str) -> bool {
        self.links.len() < FEW
            || self.links.last_key_value().is_none_or(|((last, other), _)| (rank, key) < (*last, other))
    }

    fn offer(&mut self, place: Place, link: Link) {
        self.links.entry(place).or_insert(link);
        while self.links.len() > FEW {
            if let Some(((_, key), link)) = self.links.pop_last()
                && link.reasons.is_none()
            {
                self.dropped.push((key, link.other));
            }
        }
    }
}

/// Links of events that are looked at in one batch, by rows of events.
#[derive(Default)]
pub(super) struct Links {
    /// Of the event with the greater key, to those that are the same act.
    acts: HashMap<i64, Nearest>,
    /// Of a part, to what it is a part of.
    wholes: HashMap<i64, Nearest>,
}

/// What was found of the events of a batch that binds them.
pub(super) struct Bound {
    /// By event, those that are the same act, and how sure that is.
    pub(super) acts: HashMap<i64, Vec<(i64, f64)>>,
    /// Events of which one is a part of the other.
    pub(super) placed: Vec<i64>,
    /// Events that were linked and no longer are.
    pub(super) parted: Vec<i64>,
}

impl Links {
    /// Whether it is already known that no link of the event `greater` to this lesser one is kept, should they be the same.
    pub(super) fn refuses(&self, greater: i64, lesser: &str) -> bool {
        self.acts.get(&greater).is_some_and(|nearest| !nearest.takes(0, lesser))
    }

    /// Two events, by row and key, are the same act.
    pub(super) fn tie(
        &mut self,
        db: &Connection,
        known: &Known,
        a: (i64, &str),
        b: (i64, &str),
        score: f64,
        reasons: &str,
    ) -> Result<()> {
        let (lesser, greater) = if a.1 < b.1 { (a, b) } else { (b, a) };
        let query = "SELECT j.a, e.id, j.score, 0 FROM judgements j JOIN events e ON e.key = j.a WHERE j.b = ? AND j.by <> 'hand'";
        let nearest = of(&mut self.acts, db, known, greater, query)?;
        if nearest.takes(0, lesser.1) {
            nearest.offer(
                (0, Rc::from(lesser.1)),
                Link { other: lesser.0, score, reasons: Some(reasons.to_owned()) },
            );
        }
        Ok(())
    }

    /// One event is a part of another.
    pub(super) fn place(
        &mut self,
        db: &Connection,
        known: &Known,
        part: (i64, &str),
        whole: (i64, &str),
        score: f64,
        reason: &str,
    ) -> Result<()> {
        let query =
            "SELECT p.whole, e.id, p.score, 1 FROM parts p JOIN events e ON e.key = p.whole WHERE p.part = ?";
        let nearest = of(&mut self.wholes, db, known, part, query)?;
        if nearest.takes(rank(score), whole.1) {
            nearest.offer(
                (rank(score), Rc::from(whole.1)),
                Link { other: whole.0, score, reasons: Some(reason.to_owned()) },
            );
        }
        Ok(())
    }

    /// Writes what was found.
    pub(super) fn write(self, db: &Connection, now: i64) -> Result<Bound> {
        let mut found = Bound { acts: HashMap::new(), placed: Vec::new(), parted: Vec::new() };
        let mut judge = db.prepare_cached(
            "INSERT INTO judgements(a, b, same, by, reasons, score, at) VALUES (?, ?, 1, ?, ?, ?, ?)",
        )?;
        let mut forget =
            db.prepare_cached("DELETE FROM judgements WHERE a = ? AND b = ? AND by <> 'hand'")?;
        for (event, nearest) in in_order(self.acts) {
            for (key, other) in nearest.dropped {
                forget.execute(params![key, nearest.key])?;
                found.parted.extend([event, other]);
            }
            for ((_, key), Link { other, score, reasons }) in nearest.links {
                if let Some(reasons) = reasons {
                    judge.execute(params![key, nearest.key, COMPARISON, reasons, score, now])?;
                }
                found.acts.entry(event).or_default().push((other, score));
                found.acts.entry(other).or_default().push((event, score));
            }
        }
        let mut put = db.prepare_cached(
            "INSERT OR IGNORE INTO parts(part, whole, by, reasons, score, at) VALUES (?, ?, ?, ?, ?, ?)",
        )?;
        let mut take_out = db.prepare_cached("DELETE FROM parts WHERE part = ? AND whole = ?")?;
        for (event, nearest) in in_order(self.wholes) {
            for (key, other) in nearest.dropped {
                take_out.execute(params![nearest.key, key])?;
                found.parted.extend([event, other]);
            }
            for ((_, key), Link { other, score, reasons }) in nearest.links {
                if let Some(reason) = reasons {
                    put.execute(params![nearest.key, key, COMPARISON, reason, score, now])?;
                    found.placed.extend([event, other]);
                }
            }
        }
        Ok(found)
    }
}

fn in_order(links: HashMap<i64, Nearest>) -> BTreeMap<i64, Nearest> {
    links.into_iter().collect()
}

/// The surest first.
fn rank(score: f64) -> i64 {
    (-score * 1e6) as i64
}

/// The links of an event, with those that it had before this batch.
fn of<'l>(
    links: &'l mut HashMap<i64, Nearest>,
    db: &Connection,
    known: &Known,
    (event, key): (i64, &str),
    query: &str,
) -> Result<&'l mut Nearest> {
    let vacant = match links.entry(event) {
        std::collections::hash_map::Entry::Occupied(there) => return Ok(there.into_mut()),
        std::collections::hash_map::Entry::Vacant(vacant) => vacant,
    };
    let mut nearest = Nearest { key: Rc::from(key), ..Nearest::default() };
    if !known.is_fresh(event) {
        let mut query = db.prepare_cached(query)?;
        let mut rows = query.query([key])?;
        while let Some(row) = rows.next()? {
            let (key, other, score, by_score): (String, i64, f64, bool) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let place = (if by_score { rank(score) } else { 0 }, Rc::from(key));
            nearest.offer(place, Link { other, score, reasons: None });
        }
    }
    Ok(vacant.insert(nearest))
}

/// Events whose links are no longer all that they should be, once those to the event `key` are gone: they had as many as
/// are kept, so that others were left out. Also all that are parts of it.
pub(crate) fn bereft(db: &Connection, key: &str) -> Result<(Vec<i64>, Vec<i64>)> {
    let few = FEW as i64;
    let mut lost = db.prepare_cached(
        "SELECT e.id FROM judgements j JOIN events e ON e.key = j.b WHERE j.a = ?1 AND j.by <> 'hand'
           AND (SELECT count(*) FROM judgements o WHERE o.b = j.b AND o.by <> 'hand') >= ?2
         UNION SELECT e.id FROM parts p JOIN events e ON e.key = p.part WHERE p.whole = ?1
           AND (SELECT count(*) FROM parts o WHERE o.part = p.part) >= ?2",
    )?;
    let lost = lost.query_map(params![key, few], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut parts =
        db.prepare_cached("SELECT e.id FROM parts p JOIN events e ON e.key = p.part WHERE p.whole = ?")?;
    let parts = parts.query_map([key], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    Ok((lost, parts))
}
