//! What an engagement says: [`write`] makes its row out of its events, each field by the most independent reports.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, params};

use super::Known;
use super::form::Bonds;
use crate::{Result, key::key};

/// One event of an engagement, as far as the engagement's row needs it.
pub(crate) struct Member {
    pub(crate) id: i64,
    pub(crate) key: String,
    pub(crate) report: i64,
    pub(crate) event: String,
    pub(crate) mode: Option<String>,
    pub(crate) quad: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) intensity: Option<f64>,
    pub(crate) goldstein: Option<f64>,
    pub(crate) status: String,
    pub(crate) date: Option<String>,
    pub(crate) until: Option<String>,
    /// Whether the report tells the date.
    pub(crate) told: bool,
    pub(crate) place: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
    pub(crate) score: f64,
    /// The engagement that it was of before.
    pub(crate) engagement: Option<i64>,
    /// Party codes, in order and each once.
    pub(crate) actors: Vec<String>,
    pub(crate) recipients: Vec<String>,
}

/// Writes the engagements of `groups` (rows of events), reusing and removing old ones. Returns how many changed.
pub(super) fn write<'g>(
    db: &Connection,
    known: &mut Known,
    bonds: &Bonds,
    groups: impl Iterator<Item = &'g Vec<i64>>,
    now: i64,
) -> Result<usize> {
    let mut before: BTreeSet<i64> = BTreeSet::new();
    let mut after: BTreeSet<i64> = BTreeSet::new();
    let mut heirs: BTreeMap<i64, String> = BTreeMap::new();
    // Those that may be a part of others, or have parts.
    let mut placed: BTreeSet<i64> = BTreeSet::new();
    let mut families: HashMap<i64, String> = HashMap::new();
    let mut changed = 0;
    let mut set =
        db.prepare_cached("UPDATE events SET engagement = ? WHERE id = ? AND engagement IS NOT ?")?;
    for group in groups {
        let is_placed = group.iter().any(|&e| !known.is_fresh(e) || bonds.is_placed(e));
        let members = known.members(db, group)?;
        let Some(first) = members.first() else { continue };
        let key = key('g', [first.key.as_str()]);
        for old in members.iter().filter_map(|m| m.engagement) {
            before.insert(old);
            heirs.entry(old).or_insert_with(|| key.clone());
        }
        for m in &members {
            if let Entry::Vacant(vacant) = families.entry(m.report) {
                vacant.insert(
                    db.prepare_cached("SELECT family FROM reports WHERE id = ?")?
                        .query_row([m.report], |row| row.get(0))?,
                );
            }
        }
        let (id, is_new) = row(db, &key, &members, &families, now)?;
        after.insert(id);
        if is_placed {
            placed.insert(id);
        }
        changed += usize::from(is_new);
        for m in &members {
            set.execute(params![id, m.id, id])?;
        }
    }
    for gone in before.difference(&after) {
        remove(db, *gone, heirs.get(gone).map(String::as_str), now)?;
        changed += 1;
    }
    let mut concerned = placed.clone();
    let mut parts = db.prepare_cached(
        "SELECT p.engagement FROM events w JOIN parts ON parts.whole = w.key JOIN events p ON p.key = parts.part
         WHERE w.engagement = ? AND p.engagement IS NOT NULL",
    )?;
    for whole in &placed {
        for part in parts.query_map([whole], |row| row.get(0))? {
            concerned.insert(part?);
        }
    }
    for engagement in concerned {
        changed += place(db, engagement, now)?;
    }
    Ok(changed)
}

/// Says of which engagement this one is a part: of that which its events are most surely parts of.
fn place(db: &Connection, engagement: i64, now: i64) -> Result<usize> {
    let is_part = db
        .prepare_cached("SELECT 1 FROM events e JOIN parts p ON p.part = e.key WHERE e.engagement = ?")?
        .exists([engagement])?;
    let mut find = db.prepare_cached(
            "SELECT g.key FROM events e JOIN parts p ON p.part = e.key JOIN events w ON w.key = p.whole
               JOIN engagements g ON g.id = w.engagement
             WHERE e.engagement = ?1 AND g.id <> ?1 GROUP BY g.id ORDER BY max(p.score) DESC, count(DISTINCT e.id) DESC, g.key LIMIT 1",
        )?;
    let whole: Option<String> =
        if is_part { find.query_row([engagement], |row| row.get(0)).optional()? } else { None };
    Ok(db
        .prepare_cached(
            "UPDATE engagements SET part_of = ?2, updated = ?3 WHERE id = ?1 AND part_of IS NOT ?2",
        )?
        .execute(params![engagement, whole, now])?)
}

/// Removes the engagement if no event is left in it, leaving a tombstone that names its heir.
pub(crate) fn remove(db: &Connection, engagement: i64, heir: Option<&str>, now: i64) -> Result<()> {
    let left: bool = db.prepare_cached("SELECT 1 FROM events WHERE engagement = ?")?.exists([engagement])?;
    if left {
        return Ok(());
    }
    let key: Option<String> = db
        .prepare_cached("SELECT key FROM engagements WHERE id = ?")?
        .query_row([engagement], |row| row.get(0))
        .optional()?;
    if let Some(key) = key {
        db.prepare_cached("INSERT OR REPLACE INTO tombstones(key, became, at) VALUES (?, ?, ?)")?
            .execute(params![key, heir, now])?;
        for table in ["engagement_parties WHERE engagement", "engagements WHERE id"] {
            db.prepare_cached(&format!("DELETE FROM {table} = ?"))?.execute([engagement])?;
        }
    }
    Ok(())
}

impl Member {
    /// An event as it is kept.
    pub(super) fn load(db: &Connection, id: i64) -> Result<Member> {
        let mut m = db
        .prepare_cached(
            "SELECT e.key, e.report, e.type, e.mode, e.quad, e.cameo, e.intensity, e.goldstein, e.status, e.date, e.until,
                    e.date_basis = 'text', e.place, e.country, e.lat, e.lon, e.score, e.engagement
             FROM events e WHERE e.id = ?",
        )?
        .query_row([id], |row| {
            Ok(Member {
                id,
                key: row.get(0)?,
                report: row.get(1)?,
                event: row.get(2)?,
                mode: row.get(3)?,
                quad: row.get(4)?,
                cameo: row.get(5)?,
                intensity: row.get(6)?,
                goldstein: row.get(7)?,
                status: row.get(8)?,
                date: row.get(9)?,
                until: row.get(10)?,
                told: row.get::<_, Option<bool>>(11)?.unwrap_or(false),
                place: row.get(12)?,
                country: row.get(13)?,
                lat: row.get(14)?,
                lon: row.get(15)?,
                score: row.get(16)?,
                engagement: row.get(17)?,
                actors: Vec::new(),
                recipients: Vec::new(),
            })
        })?;
        let mut parties = db.prepare_cached(
            "SELECT DISTINCT party, role FROM event_parties WHERE event = ? ORDER BY party",
        )?;
        let mut rows = parties.query([id])?;
        while let Some(row) = rows.next()? {
            let party: String = row.get(0)?;
            if row.get_ref(1)?.as_str().is_ok_and(|role| role == "recipient") {
                m.recipients.push(party);
            } else {
                m.actors.push(party);
            }
        }
        Ok(m)
    }
}

/// The value that most families of reports tell; of equals the surest, then the least.
fn vote<'m, T: Ord + Clone + 'm>(
    members: &[&'m Member],
    families: &HashMap<i64, String>,
    of: impl Fn(&'m Member) -> Option<T>,
) -> Option<T> {
    if let [one] = members {
        return of(one);
    }
    let mut votes: BTreeMap<T, (BTreeSet<&str>, f64)> = BTreeMap::new();
    for m in members {
        if let Some(value) = of(m) {
            let entry = votes.entry(value).or_default();
            entry.0.insert(&families[&m.report]);
            entry.1 = entry.1.max(m.score);
        }
    }
    let rank = |v: &(BTreeSet<&str>, f64)| (v.0.len(), (v.1 * 1e6) as i64);
    let mut best: Option<(T, (usize, i64))> = None;
    for (value, entry) in votes {
        if best.as_ref().is_none_or(|b| rank(&entry) > b.1) {
            best = Some((value, rank(&entry)));
        }
    }
    best.map(|b| b.0)
}

/// Inserts or updates the row; returns its id and whether anything changed.
fn row(
    db: &Connection,
    key: &str,
    members: &[&Member],
    families: &HashMap<i64, String>,
    now: i64,
) -> Result<(i64, bool)> {
    let statuses: BTreeSet<&str> = members.iter().map(|m| m.status.as_str()).collect();
    let status = ["actual", "historical", "negated", "planned", "hypothetical"]
        .into_iter()
        .find(|s| statuses.contains(s))
        .unwrap_or("actual");
    // An act that took place is described by those who tell of it, not by those who announced it.
    let telling = |m: &&Member| m.status == status;
    let of = |f: fn(&Member) -> Option<String>| {
        vote(members, families, |m| Some(m).filter(telling).and_then(f))
            .or_else(|| vote(members, families, f))
    };
    let event = of(|m| Some(m.event.clone())).unwrap_or_default();
    let mode = of(|m| m.mode.clone());
    let cameo = of(|m| m.cameo.clone());
    let date = vote(members, families, |m| {
        Some(m).filter(telling).filter(|m| m.told).and_then(|m| m.date.clone().map(|d| (d, m.until.clone())))
    })
    .or_else(|| {
        vote(members, families, |m| {
            Some(m).filter(telling).and_then(|m| m.date.clone().map(|d| (d, m.until.clone())))
        })
    })
    .or_else(|| vote(members, families, |m| m.date.clone().map(|d| (d, m.until.clone()))));
    let place = of(|m| m.place.clone());
    let country = of(|m| m.country.clone());
    let located = members.iter().find(|m| m.place == place && m.lat.is_some());
    let described = members.iter().find(|m| Some(&m.event) == Some(&event) && m.mode == mode);
    let (actors, recipients) = vote(members, families, |m| {
        Some(m)
            .filter(telling)
            .map(|m| (m.actors.len() + m.recipients.len(), m.actors.clone(), m.recipients.clone()))
    })
    .map(|(_, a, r)| (a, r))
    .unwrap_or_default();
    let reports: BTreeSet<i64> = members.iter().map(|m| m.report).collect();
    let independent: BTreeSet<&str> = members.iter().map(|m| families[&m.report].as_str()).collect();
    let json = |list: &[String]| serde_json::to_string(list).unwrap_or_default();
    let (date, until) = date.map_or((None, None), |(d, u)| (Some(d), u));
    let row = db
        .prepare_cached(
            "INSERT INTO engagements(key, type, mode, quad, cameo, intensity, goldstein, status, date, until, place, country, lat, lon, actors, recipients, reports, independent, updated)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
             ON CONFLICT(key) DO UPDATE SET type = ?2, mode = ?3, quad = ?4, cameo = ?5, intensity = ?6, goldstein = ?7, status = ?8, date = ?9, until = ?10,
               place = ?11, country = ?12, lat = ?13, lon = ?14, actors = ?15, recipients = ?16, reports = ?17, independent = ?18, updated = ?19
             WHERE (type, mode, quad, cameo, intensity, goldstein, status, date, until, place, country, lat, lon, actors, recipients, reports, independent)
               IS NOT (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18) RETURNING id",
        )?
        .query_row(params![
            key,
            event,
            mode,
            described.and_then(|m| m.quad.as_deref()),
            cameo,
            described.and_then(|m| m.intensity),
            described.and_then(|m| m.goldstein),
            status,
            date,
            until,
            place,
            country,
            located.and_then(|m| m.lat),
            located.and_then(|m| m.lon),
            json(&actors),
            json(&recipients),
            reports.len() as i64,
            independent.len() as i64,
            now,
        ], |row| row.get(0)).optional()?;
    let id: i64 = match row {
        Some(id) => id,
        None => db
            .prepare_cached("SELECT id FROM engagements WHERE key = ?")?
            .query_row([key], |row| row.get(0))?,
    };
    if row.is_some() {
        db.prepare_cached("DELETE FROM engagement_parties WHERE engagement = ?")?.execute([id])?;
        let mut insert = db.prepare_cached(
            "INSERT OR IGNORE INTO engagement_parties(engagement, party, role) VALUES (?, ?, ?)",
        )?;
        for (side, role) in [(&actors, "actor"), (&recipients, "recipient")] {
            for party in side {
                insert.execute(params![id, party, role])?;
            }
        }
        // A key that was given up may be in use again.
        db.prepare_cached("DELETE FROM tombstones WHERE key = ?")?.execute([key])?;
    }
    Ok((id, row.is_some()))
}
