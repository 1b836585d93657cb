//! [`form`]: the engagements of events, out of all judgements about them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, OptionalExtension};

use super::compare::{Verdict, compare};
use super::facts::{Facts, Stance};
use super::links::Bound;
use super::{Known, engagement};
use crate::Result;

/// What was found of events in this batch that binds them to others, and which events a hand judged ever.
pub(super) struct Bonds {
    acts: HashMap<i64, Vec<(i64, f64)>>,
    placed: HashSet<i64>,
    by_hand: HashSet<String>,
}

impl Bonds {
    pub(super) fn new(db: &Connection, found: Bound) -> Result<Bonds> {
        let mut query = db.prepare_cached(
            "SELECT a FROM judgements WHERE by = 'hand' UNION SELECT b FROM judgements WHERE by = 'hand'",
        )?;
        let by_hand = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(Bonds { acts: found.acts, placed: found.placed.into_iter().collect(), by_hand })
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
    let mut walked: HashSet<i64> = HashSet::new();
    let mut row = db.prepare_cached("SELECT engagement FROM events WHERE id = ?")?;
    let mut engaged = db.prepare_cached("SELECT id FROM events WHERE engagement = ?")?;
    while let Some(event) = open.pop() {
        if members.contains(&event) {
            continue;
        }
        if known.is_fresh(event) && !bonds.by_hand.contains(&known.facts(db, event)?.key) {
            members.insert(event);
            for &(other, score) in bonds.acts.get(&event).into_iter().flatten() {
                open.push(other);
                links.push(Link { by_hand: false, score, a: event.min(other), b: event.max(other) });
            }
            continue;
        }
        let found: Option<Option<i64>> = row.query_row([event], |row| row.get(0)).optional()?;
        if let Some(engagement) = found {
            members.insert(event);
            if let Some(engagement) = engagement
                && walked.insert(engagement)
            {
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
    let mut groups = Groups::new(known, &members, &links);
    for link in &links {
        let (Some(a), Some(b)) = (groups.of(link.a), groups.of(link.b)) else { continue };
        let are_apart = |groups: &Groups<'_>| {
            apart.iter().any(|&(x, y)| {
                matches!((groups.of(x), groups.of(y)), (Some(x), Some(y)) if (x, y) == (a, b) || (y, x) == (a, b))
            })
        };
        if a != b && !are_apart(&groups) && (link.by_hand || !groups.cross(a, b)) {
            groups.merge(a, b);
        }
    }
    let formed = groups.formed();
    engagement::write(db, known, bonds, formed.iter(), now)
}

/// Events that are one act as far as it is formed.
#[derive(Default)]
struct Group {
    events: Vec<i64>,
    reports: HashSet<i64>,
    /// One event of each stance.
    stances: BTreeMap<Stance, i64>,
}

/// The groups of events on the way to engagements.
struct Groups<'k> {
    known: &'k Known,
    group_of: HashMap<i64, usize>,
    groups: Vec<Group>,
    /// Whether two stances are of different acts.
    crossing: HashMap<(Stance, Stance), bool>,
}

impl Groups<'_> {
    /// Each event by itself.
    fn new<'k>(known: &'k Known, members: &BTreeSet<i64>, links: &[Link]) -> Groups<'k> {
        // What nothing binds stays by itself.
        let linked: HashSet<i64> = links.iter().flat_map(|link| [link.a, link.b]).collect();
        // The words of other reports tell whether they are of a gathering, and only that.
        let with_words = linked.iter().any(|&m| known.asked(m).is_some_and(Facts::is_gathering));
        let mut groups =
            Groups { known, group_of: HashMap::new(), groups: Vec::new(), crossing: HashMap::new() };
        for &event in members {
            let mut group = Group { events: vec![event], ..Group::default() };
            if let Some(facts) = known.asked(event).filter(|_| linked.contains(&event)) {
                group.reports.insert(facts.report);
                group.stances.insert(facts.stance(with_words), event);
                groups.group_of.insert(event, groups.groups.len());
            }
            groups.groups.push(group);
        }
        groups
    }

    fn of(&self, event: i64) -> Option<usize> {
        self.group_of.get(&event).copied()
    }

    /// Whether any event of one group is found to be of another act than any of the other. Two of one report are, and
    /// otherwise two of which the same is told are what any two like them are.
    fn cross(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (&self.groups[a], &self.groups[b]);
        if !a.reports.is_disjoint(&b.reports) {
            return true;
        }
        a.stances.iter().any(|(&stance, &x)| {
            b.stances.iter().any(|(&other, &y)| {
                let pair = (stance.min(other), stance.max(other));
                *self.crossing.entry(pair).or_insert_with(|| {
                    matches!((self.known.asked(x), self.known.asked(y)),
                        (Some(p), Some(q)) if !matches!(compare(p, q), Verdict::Same(..) | Verdict::Open))
                })
            })
        })
    }

    fn merge(&mut self, a: usize, b: usize) {
        let (into, from) =
            if self.groups[a].events.len() < self.groups[b].events.len() { (b, a) } else { (a, b) };
        let moved = std::mem::take(&mut self.groups[from]);
        for &event in &moved.events {
            self.group_of.insert(event, into);
        }
        let group = &mut self.groups[into];
        group.events.extend(moved.events);
        group.reports.extend(moved.reports);
        group.stances.extend(moved.stances);
    }

    /// The events of each group, in the order of the least key.
    fn formed(self) -> Vec<Vec<i64>> {
        let least = |events: &Vec<i64>| {
            events.iter().filter_map(|&e| self.known.asked(e)).map(|f| f.key.as_str()).min()
        };
        let mut formed: Vec<Vec<i64>> =
            self.groups.into_iter().map(|g| g.events).filter(|events| !events.is_empty()).collect();
        formed.sort_by_cached_key(|events| least(events));
        formed
    }
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
