//! [`form`]: the engagements of events, out of all judgements about them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension};

use super::compare::{Verdict, compare};
use super::{Known, engagement};
use crate::Result;

/// What was found of events in this batch that binds them to others, and which events a hand judged ever.
pub(super) struct Bonds {
    ties: HashMap<i64, Vec<(i64, f64)>>,
    placed: BTreeSet<i64>,
    by_hand: BTreeSet<String>,
}

impl Bonds {
    pub(super) fn new(db: &Connection) -> Result<Bonds> {
        let mut query = db.prepare_cached(
            "SELECT a FROM judgements WHERE by = 'hand' UNION SELECT b FROM judgements WHERE by = 'hand'",
        )?;
        let by_hand = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(Bonds { ties: HashMap::new(), placed: BTreeSet::new(), by_hand })
    }

    /// Two events were found to be one act.
    pub(super) fn tie(&mut self, a: i64, b: i64, score: f64) {
        self.ties.entry(a).or_default().push((b, score));
        self.ties.entry(b).or_default().push((a, score));
    }

    /// One of two events was found to be a part of the other.
    pub(super) fn place(&mut self, a: i64, b: i64) {
        self.placed.extend([a, b]);
    }

    /// Whether an event may be a part of another, or have parts.
    pub(super) fn is_placed(&self, event: i64) -> bool {
        self.placed.contains(&event)
    }
}

/// A judgement that two events are one act.
struct Link {
    by_hand: bool,
    score: f64,
    a: i64,
    b: i64,
}

/// Forms the engagements of `seeds`, of all that judgements bind to them, and of those that were in one engagement
/// with any of them before.
pub(super) fn form(
    db: &Connection,
    known: &mut Known,
    bonds: &Bonds,
    seeds: BTreeSet<i64>,
    now: i64,
) -> Result<usize> {
    let mut members: BTreeSet<i64> = BTreeSet::new();
    let mut links: Vec<Link> = Vec::new();
    let mut apart: BTreeSet<(i64, i64)> = BTreeSet::new();
    let mut open: Vec<i64> = seeds.into_iter().collect();
    let mut row = db.prepare_cached("SELECT engagement FROM events WHERE id = ?")?;
    let mut engaged = db.prepare_cached("SELECT id FROM events WHERE engagement = ?")?;
    while let Some(event) = open.pop() {
        if members.contains(&event) {
            continue;
        }
        if known.is_fresh(event) && !bonds.by_hand.contains(&known.facts(db, event)?.key) {
            members.insert(event);
            for &(other, score) in bonds.ties.get(&event).into_iter().flatten() {
                open.push(other);
                links.push(Link { by_hand: false, score, a: event.min(other), b: event.max(other) });
            }
            continue;
        }
        let found: Option<Option<i64>> = row.query_row([event], |row| row.get(0)).optional()?;
        if let Some(engagement) = found {
            members.insert(event);
            if let Some(engagement) = engagement {
                for other in engaged.query_map([engagement], |row| row.get::<_, i64>(0))? {
                    open.push(other?);
                }
            }
            let facts = known.facts(db, event)?;
            for (other, same, by_hand, score) in judgements(db, &facts.key)? {
                if same {
                    open.push(other);
                    links.push(Link { by_hand, score, a: event.min(other), b: event.max(other) });
                } else {
                    apart.insert((event.min(other), event.max(other)));
                }
            }
        }
    }
    // The order of rows is the order of arrival: keys decide instead.
    let key = |id: i64| known.asked(id).map(|f| f.key.as_str());
    links.sort_by_cached_key(|l| {
        let (a, b) = (key(l.a), key(l.b));
        (!l.by_hand, (-l.score * 1e6) as i64, a.min(b), a.max(b))
    });
    links.dedup_by_key(|l| (l.a, l.b));
    let mut group: BTreeMap<i64, i64> = members.iter().map(|&m| (m, m)).collect();
    let mut groups: BTreeMap<i64, Vec<i64>> = members.iter().map(|&m| (m, vec![m])).collect();
    for link in &links {
        let (Some(&a), Some(&b)) = (group.get(&link.a), group.get(&link.b)) else { continue };
        if a == b {
            continue;
        }
        let crosses = |x: i64, y: i64| {
            apart.contains(&(x.min(y), x.max(y)))
                || !link.by_hand
                    && matches!((known.asked(x), known.asked(y)), (Some(p), Some(q)) if !matches!(compare(p, q), Verdict::Same(..) | Verdict::Open))
        };
        if groups[&a].iter().any(|&x| groups[&b].iter().any(|&y| crosses(x, y))) {
            continue;
        }
        let moved = groups.remove(&b).unwrap_or_default();
        for &m in &moved {
            group.insert(m, a);
        }
        groups.entry(a).or_default().extend(moved);
    }
    engagement::write(db, known, bonds, groups.values(), now)
}

/// The judgement in force on each other event: the last one by hand, else the last.
fn judgements(db: &Connection, key: &str) -> Result<Vec<(i64, bool, bool, f64)>> {
    let mut query = db.prepare_cached(
        "SELECT e.id, j.same, j.by = 'hand', j.score, j.id FROM judgements j JOIN events e ON e.key = j.b WHERE j.a = ?1
         UNION ALL
         SELECT e.id, j.same, j.by = 'hand', j.score, j.id FROM judgements j JOIN events e ON e.key = j.a WHERE j.b = ?1",
    )?;
    let mut last: BTreeMap<i64, ((bool, i64), bool, bool, f64)> = BTreeMap::new();
    let mut rows = query.query([key])?;
    while let Some(row) = rows.next()? {
        let (other, same, by_hand, score, id): (i64, bool, bool, f64, i64) =
            (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        let rank = (by_hand, id);
        if last.get(&other).is_none_or(|have| have.0 < rank) {
            last.insert(other, (rank, same, by_hand, score));
        }
    }
    Ok(last.into_iter().map(|(other, (_, same, by_hand, score))| (other, same, by_hand, score)).collect())
}
