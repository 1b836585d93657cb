//! Which events are one real-world act: [`join`] compares new events with those of other reports that have two parties
//! and the time in common, keeps each verdict as a judgement, and forms engagements out of all judgements.
//!
//! Engagements are a function of the events and judgements, whatever the order in which they came: verdicts depend on
//! two events alone, and of the joins the surest are made first, none across a difference.

mod compare;
pub(crate) mod engagement;
mod facts;
pub(crate) mod occasion;
mod person;
mod title;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

use crate::Result;
use compare::{Verdict, compare};
use facts::pairs;
use person::Person;

pub(crate) use engagement::remove;
pub(crate) use facts::{Facts, days};

/// All words of a text, folded.
pub(crate) fn folded_words(text: &str) -> impl Iterator<Item = String> + '_ {
    person::words(text).map(|(_, word)| word)
}

/// The version of the comparison, kept with each judgement that it makes.
const COMPARISON: &str = "comparison 3";

/// Days around an event in which others may be the same: announcements reach furthest.
const WINDOW: i64 = 22;

/// Who made a judgement.
const HAND: &str = "hand";

/// Compares the events `new` (rows) with those of other reports, keeps the verdicts, and forms the engagements anew of
/// these and of all that they touch. Returns the engagements that changed.
pub(crate) fn join(
    db: &Connection,
    mut known: HashMap<i64, Facts>,
    new: &[i64],
    touched: &[i64],
    now: i64,
) -> Result<usize> {
    let all_new: BTreeSet<i64> = new.iter().copied().collect();
    for &event in &all_new {
        let facts = load_into(db, &mut known, event)?.clone();
        for candidate in candidates(db, event, &facts)? {
            // Of two that are new, the later one asks.
            if candidate > event && all_new.contains(&candidate) {
                continue;
            }
            let other = load_into(db, &mut known, candidate)?;
            match compare(&facts, other) {
                Verdict::Same(score, reasons) => {
                    keep(db, &facts.key, &other.key, true, COMPARISON, &reasons.join("; "), score, now)?;
                }
                Verdict::Part(score, reason) => keep_part(db, &facts.key, &other.key, reason, score, now)?,
                Verdict::Whole(score, reason) => keep_part(db, &other.key, &facts.key, reason, score, now)?,
                Verdict::Different(_) | Verdict::Open => {}
            }
        }
    }
    let mut seeds = all_new;
    seeds.extend(touched);
    form(db, &mut known, seeds, now)
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
        "DELETE FROM judgements WHERE by <> 'hand'; DELETE FROM parts; DELETE FROM event_pairs;",
    )?;
    let events: Vec<i64> = db
        .prepare("SELECT id FROM events ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut changed = 0;
    // Each event finds those before it, as if they had come one after the other.
    for batch in events.chunks(2000) {
        let facts = batch.iter().map(|&e| Ok((e, index(db, e)?))).collect::<Result<HashMap<_, _>>>()?;
        changed += join(db, facts, batch, &[], now)?;
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
    form(db, &mut HashMap::new(), seeds, now)
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

/// The day at which an event is looked for. A date as wide as a year is no date to look around.
fn day(facts: &Facts) -> Option<facts::Day> {
    match facts.days {
        Some((first, last)) => (last - first < 62).then_some(first),
        None => facts.published,
    }
}

/// Enters an event where others look for it: under each pair and its day.
pub(crate) fn index(db: &Connection, event: i64) -> Result<Facts> {
    let facts = load(db, event)?;
    let Some(day) = day(&facts) else { return Ok(facts) };
    let mut insert =
        db.prepare_cached("INSERT OR IGNORE INTO event_pairs(pair, day, event) VALUES (?, ?, ?)")?;
    for pair in pairs(&facts.parties, &facts.persons).into_iter().chain(facts::kept(&facts)) {
        insert.execute(params![pair, day, event])?;
    }
    Ok(facts)
}

/// Events of other reports that share two parties or persons within the window; and of journeys and gatherings, what
/// reports about the same persons were issued for.
fn candidates(db: &Connection, event: i64, facts: &Facts) -> Result<BTreeSet<i64>> {
    let mut found = BTreeSet::new();
    let Some(day) = day(facts) else { return Ok(found) };
    let mut query = db.prepare_cached(
        "SELECT event FROM event_pairs WHERE pair = ?1 AND day BETWEEN ?2 AND ?3 AND event <> ?4",
    )?;
    for pair in pairs(&facts.parties, &facts.persons) {
        for id in query.query_map(params![pair, day - WINDOW, day + WINDOW, event], |row| row.get(0))? {
            found.insert(id?);
        }
    }
    for (pair, before, after) in facts::asked(facts) {
        for id in query.query_map(params![pair, day - before, day + after, event], |row| row.get(0))? {
            found.insert(id?);
        }
    }
    Ok(found)
}

fn load_into<'m>(db: &Connection, known: &'m mut HashMap<i64, Facts>, event: i64) -> Result<&'m Facts> {
    if let std::collections::hash_map::Entry::Vacant(e) = known.entry(event) {
        e.insert(load(db, event)?);
    }
    Ok(&known[&event])
}

/// What is compared of an event, as it is kept.
pub(crate) fn load(db: &Connection, event: i64) -> Result<Facts> {
    let mut trigger = String::new();
    let mut facts = db
        .prepare_cached(
            "SELECT e.key, e.report, e.type, e.mode, e.cameo, e.status, e.date, e.until, e.date_basis, e.place, e.country, e.words, e.sentence, r.published, e.issued, e.name, e.setting, e.lat, e.lon
             FROM events e JOIN reports r ON r.id = e.report WHERE e.id = ?",
        )?
        .query_row([event], |row| {
            let date: Option<String> = row.get(6)?;
            let until: Option<String> = row.get(7)?;
            let basis: Option<String> = row.get(8)?;
            trigger = row.get(11)?;
            let sentence: String = row.get(12)?;
            let published: Option<String> = row.get(13)?;
            let mode: Option<String> = row.get(3)?;
            let place: Option<String> = row.get(9)?;
            Ok(Facts {
                key: row.get(0)?,
                report: row.get(1)?,
                event: row.get(2)?,
                cameo: row.get(4)?,
                status: row.get(5)?,
                parties: BTreeSet::new(),
                recipients: BTreeSet::new(),
                persons: Vec::new(),
                manner: facts::manner(mode.as_deref(), &trigger, &sentence, place.is_some()),
                is_trip: mode.as_deref() == Some("visit"),
                is_summit: facts::is_summit(&trigger, 0),
                mode,
                days: date.as_deref().and_then(|d| days(d, until.as_deref())),
                told: basis.as_deref() == Some("text"),
                is_lead: row.get(14)?,
                published: published.as_deref().and_then(|d| days(d, None)).map(|d| d.0),
                place,
                country: row.get(10)?,
                at: row.get::<_, Option<f64>>(17)?.zip(row.get(18)?),
                words: facts::words(&trigger).chain(facts::words(&sentence)).collect(),
                name: facts::split(row.get_ref(15)?.as_str_or_null().unwrap_or_default()),
                setting: facts::split(row.get_ref(16)?.as_str_or_null().unwrap_or_default()),
            })
        })?;
    let mut parties = db.prepare_cached(
        "SELECT p.party, p.role, coalesce(p.name, n.name), n.kind FROM event_parties p JOIN entities n ON n.id = p.entity WHERE p.event = ? ORDER BY n.key",
    )?;
    let mut travellers: Vec<Person> = Vec::new();
    let mut rows = parties.query([event])?;
    let (mut hosts, mut places) = (0, 0);
    let goes = facts.is_trip && facts::goes(&trigger);
    while let Some(row) = rows.next()? {
        let party: String = row.get(0)?;
        let is_recipient = row.get_ref(1)?.as_str().is_ok_and(|role| role == "recipient");
        let (name, kind): (String, String) = (row.get(2)?, row.get(3)?);
        let person = Person::new(&name, &party).filter(|_| kind == "person");
        if is_recipient {
            facts.recipients.insert(party.clone());
            hosts += usize::from(person.is_some());
            places += usize::from(kind == "state" || kind == "place");
        }
        if let Some(person) = person.filter(|p| !facts.persons.contains(p)) {
            travellers.extend((!is_recipient).then(|| person.clone()));
            facts.persons.push(person);
        }
        facts.is_summit |= kind == "organization"
            && facts.event == "CONSULT"
            && facts.mode.as_deref() == Some("multilateral");
        facts.parties.insert(party);
    }
    // A journey within the traveller's own country is known by the name of where it goes.
    let is_somewhere = places > 0 || facts.is_lead && !facts.name.is_empty();
    facts.is_trip &=
        is_somewhere && (hosts == 0 || facts.recipients.len() > 1 || goes) && !travellers.is_empty();
    if facts.is_trip {
        facts.persons = travellers;
    }
    facts.is_summit |= facts::is_summit("", facts.parties.len()) || facts.is_lead && facts.parties.len() > 3;
    facts.is_summit |= facts.is_gathering() && facts.name.iter().any(|w| title::is_distinctive(w));
    facts.is_summit &= facts.event == "CONSULT" && !facts.is_trip;
    // A state's name tells no more than the state.
    if let Some(place) = &facts.place
        && db
            .prepare_cached("SELECT 1 FROM entities WHERE name = ? COLLATE NOCASE AND kind = 'state'")?
            .exists([place])?
    {
        facts.place = None;
    }
    let mut topics = db.prepare_cached("SELECT topic FROM event_topics WHERE event = ?")?;
    let mut rows = topics.query([event])?;
    while let Some(row) = rows.next()? {
        facts.words.extend(facts::words(row.get_ref(0)?.as_str().unwrap_or_default()));
    }
    facts.words.sort_unstable();
    facts.words.dedup();
    Ok(facts)
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
fn form(db: &Connection, known: &mut HashMap<i64, Facts>, seeds: BTreeSet<i64>, now: i64) -> Result<usize> {
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
        let found: Option<Option<i64>> = row.query_row([event], |row| row.get(0)).optional()?;
        if let Some(engagement) = found {
            members.insert(event);
            if let Some(engagement) = engagement {
                for other in engaged.query_map([engagement], |row| row.get::<_, i64>(0))? {
                    open.push(other?);
                }
            }
            let key = load_into(db, known, event)?.key.clone();
            for (other, same, by_hand, score) in judgements(db, &key)? {
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
    let key =
        |known: &HashMap<i64, Facts>, id: i64| known.get(&id).map_or_else(String::new, |f| f.key.clone());
    links.sort_by_cached_key(|l| {
        let (a, b) = (key(known, l.a), key(known, l.b));
        let (a, b) = if a < b { (a, b) } else { (b, a) };
        (!l.by_hand, (-l.score * 1e6) as i64, a, b)
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
                    && matches!((known.get(&x), known.get(&y)), (Some(p), Some(q)) if !matches!(compare(p, q), Verdict::Same(..) | Verdict::Open))
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
    engagement::write(db, groups.values(), now)
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
