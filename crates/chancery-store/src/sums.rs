//! Sums over engagements, so that no question has to look at all of them: [`fold`] brings them up to date.
//!
//! Triggers note the engagements that changed (`migrations/0007-sums.sql`). Each keeps what it was counted as, its
//! [`Share`], so that what it adds now can take the place of what it added before, whatever happened to it between. All
//! of a batch is summed up here first and then written, each sum once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::progress::{Tell, Work, quiet};

/// What one engagement adds to the sums.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Share {
    r#type: String,
    quad: Option<String>,
    status: String,
    date: Option<String>,
    intensity: Option<f64>,
    place: Option<Place>,
    parties: BTreeSet<String>,
    /// Those of the parties who act, and those upon whom; none of either in what was counted before sides were.
    #[serde(default)]
    sides: [BTreeSet<String>; 2],
    codes: BTreeSet<String>,
    /// Rows of entities.
    persons: BTreeSet<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Place {
    name: String,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
}

impl Place {
    /// Tells one place from another, as the listing of places does.
    fn spot(&self) -> String {
        let number = |n: Option<f64>| n.map_or_else(String::new, |n| n.to_string());
        let country = self.country.as_deref().unwrap_or_default();
        format!("{}|{country}|{}|{}", self.name, number(self.lat), number(self.lon))
    }
}

/// By how much a sum changes.
#[derive(Debug, Default)]
struct Change {
    engagements: i64,
    /// Whatever their status and date, by status as in [`STATUSES`].
    statuses: [i64; 5],
    /// By quad: VC, MC, VF, MF.
    quads: [i64; 4],
    intensity: f64,
    rated: i64,
    first: Option<String>,
    last: Option<String>,
    /// Whether something was taken out, and the dates of that.
    takes: bool,
    taken: BTreeSet<String>,
}

impl Share {
    /// What it adds to the sums of two parties. What both do to a third, or have done to them, is no conflict of the two.
    fn of_pair(&self, a: &str, b: &str) -> Cow<'_, Share> {
        let [actors, recipients] = &self.sides;
        let is_between = |a, b| actors.contains(a) && recipients.contains(b);
        let is_conflict = matches!(self.quad.as_deref(), Some("VF" | "MF"));
        if !is_conflict || recipients.is_empty() || is_between(a, b) || is_between(b, a) {
            return Cow::Borrowed(self);
        }
        Cow::Owned(Share { quad: None, intensity: None, ..self.clone() })
    }
}

impl Change {
    fn add(&mut self, share: &Share, sign: i64) {
        self.engagements += sign;
        self.takes |= sign < 0;
        let quad = ["VC", "MC", "VF", "MF"].iter().position(|q| share.quad.as_deref() == Some(q));
        if let Some(quad) = quad {
            self.quads[quad] += sign;
        }
        if let Some(intensity) = share.intensity {
            self.intensity += intensity * sign as f64;
            self.rated += sign;
        }
        let Some(date) = &share.date else { return };
        if sign < 0 {
            self.taken.insert(date.clone());
            return;
        }
        if self.first.as_ref().is_none_or(|first| date < first) {
            self.first = Some(date.clone());
        }
        if self.last.as_ref().is_none_or(|last| date > last) {
            self.last = Some(date.clone());
        }
    }

    /// Whether rows change by it at all.
    fn is_nothing(&self) -> bool {
        let counts = [self.engagements, self.rated];
        counts.iter().chain(&self.quads).chain(&self.statuses).all(|n| *n == 0)
            && self.intensity == 0.0
            && self.first.is_none()
            && self.taken.is_empty()
    }
}

const STATUSES: [&str; 5] = ["actual", "planned", "hypothetical", "negated", "historical"];

/// All changes of a batch.
#[derive(Default)]
struct Changes {
    /// By party, status, type.
    acts: BTreeMap<(String, String, String), Change>,
    /// By party, other, type.
    pairs: BTreeMap<(String, String, String), Change>,
    /// By party, other, month.
    months: BTreeMap<(String, String, String), Change>,
    /// By spot, status, type.
    places: BTreeMap<(String, String, String), (Place, Change)>,
    /// By party, other, code.
    topics: BTreeMap<(String, String, String), Change>,
    persons: BTreeMap<i64, Change>,
}

impl Changes {
    fn add(&mut self, share: &Share, sign: i64) {
        let parties: Vec<&str> = share.parties.iter().map(String::as_str).collect();
        let mut of = vec![("", "")];
        for (i, party) in parties.iter().enumerate() {
            of.push((party, ""));
            of.extend(parties[i + 1..].iter().map(|other| (*party, *other)));
        }
        let (kind, status) = (&share.r#type, &share.status);
        let took_place = share.date.as_deref().filter(|_| status == "actual");
        for (party, other) in of {
            let pair = || (party.to_owned(), other.to_owned());
            for code in &share.codes {
                let (a, b) = pair();
                self.topics.entry((a, b, code.clone())).or_default().add(share, sign);
            }
            if other.is_empty() {
                let key = (party.to_owned(), status.clone(), kind.clone());
                self.acts.entry(key).or_default().add(share, sign);
                continue;
            }
            let share = &*share.of_pair(party, other);
            for kind in [kind.as_str(), ""] {
                let (a, b) = pair();
                let change = self.pairs.entry((a, b, kind.to_owned())).or_default();
                if let Some(status) = STATUSES.iter().position(|s| s == status) {
                    change.statuses[status] += sign;
                    change.takes |= sign < 0;
                }
                if took_place.is_some() {
                    change.add(share, sign);
                }
            }
            if let Some(date) = took_place {
                let (a, b) = pair();
                let month = date.get(..7).unwrap_or(date).to_owned();
                self.months.entry((a, b, month)).or_default().add(share, sign);
            }
        }
        if let Some(place) = &share.place {
            let key = (place.spot(), status.clone(), kind.clone());
            self.places.entry(key).or_insert_with(|| (place.clone(), Change::default())).1.add(share, sign);
        }
        for &person in &share.persons {
            self.persons.entry(person).or_default().add(share, sign);
        }
    }
}

/// Brings the sums up to date with the engagements that changed since the last time.
pub(crate) fn fold(db: &Connection) -> Result<()> {
    fold_telling(db, &mut quiet)
}

/// The same, where many may have changed.
pub(crate) fn fold_telling(db: &Connection, tell: Tell<'_>) -> Result<()> {
    let mut changes = Changes::default();
    let all: i64 = db.prepare_cached("SELECT count(*) FROM changes")?.query_row([], |row| row.get(0))?;
    let mut work = Work::new(tell, "engagements summed up", all as u64);
    let mut noted = db.prepare_cached("SELECT engagement, counted FROM changes")?;
    let mut rows = noted.query([])?;
    let mut any = false;
    while let Some(row) = rows.next()? {
        any = true;
        work.step()?;
        let (id, gone): (i64, Option<String>) = (row.get(0)?, row.get(1)?);
        let (now, counted) = share(db, id)?;
        // A row may be given to another engagement after the one that had it is gone: both have something to take out.
        let before: Vec<Share> =
            [gone, counted].iter().flatten().filter_map(|json| serde_json::from_str(json).ok()).collect();
        if before.len() == 1 && now.as_ref() == before.first() {
            if row.get_ref(1)? != rusqlite::types::ValueRef::Null {
                keep(db, id, now.as_ref())?;
            }
            continue;
        }
        for share in &before {
            changes.add(share, -1);
        }
        if let Some(share) = &now {
            changes.add(share, 1);
        }
        keep(db, id, now.as_ref())?;
    }
    drop(rows);
    if !any {
        return Ok(());
    }
    db.prepare_cached("DELETE FROM changes")?.execute([])?;
    changes.write(db)
}

fn keep(db: &Connection, id: i64, share: Option<&Share>) -> Result<()> {
    let Some(share) = share else { return Ok(()) };
    let json = serde_json::to_string(share).unwrap_or_default();
    db.prepare_cached("UPDATE engagements SET counted = ? WHERE id = ?")?.execute(params![json, id])?;
    Ok(())
}

/// What the engagement of this row adds, if there is one; and what it was counted as.
fn share(db: &Connection, id: i64) -> Result<(Option<Share>, Option<String>)> {
    let found = db
        .prepare_cached(
            "SELECT type, quad, status, date, intensity, place, country, lat, lon, actors, recipients, counted FROM engagements WHERE id = ?",
        )?
        .query_row([id], |row| {
            let list = |at: usize| -> rusqlite::Result<Vec<String>> {
                Ok(serde_json::from_str(row.get_ref(at)?.as_str().unwrap_or_default()).unwrap_or_default())
            };
            let side = |at| -> rusqlite::Result<BTreeSet<String>> {
                Ok(list(at)?.into_iter().filter(|p| !p.is_empty()).collect())
            };
            let sides = [side(9)?, side(10)?];
            let name: Option<String> = row.get(5)?;
            let (country, lat, lon) = (row.get(6)?, row.get(7)?, row.get(8)?);
            let share = Share {
                r#type: row.get(0)?,
                quad: row.get(1)?,
                status: row.get(2)?,
                date: row.get(3)?,
                intensity: row.get(4)?,
                place: name.map(|name| Place { name, country, lat, lon }),
                parties: sides.iter().flatten().cloned().collect(),
                sides,
                codes: BTreeSet::new(),
                persons: BTreeSet::new(),
            };
            Ok((share, row.get(11)?))
        })
        .optional()?;
    let Some((mut share, counted)) = found else { return Ok((None, None)) };
    let mut codes = db.prepare_cached(
        "SELECT c.code FROM events v CROSS JOIN event_codes c ON c.event = v.id WHERE v.engagement = ?",
    )?;
    for code in codes.query_map([id], |row| row.get(0))? {
        share.codes.insert(code?);
    }
    let mut persons = db.prepare_cached(
        "SELECT n.id FROM events v CROSS JOIN event_parties p ON p.event = v.id CROSS JOIN entities n ON n.id = p.entity
         WHERE v.engagement = ? AND n.kind = 'person'",
    )?;
    for person in persons.query_map([id], |row| row.get(0))? {
        share.persons.insert(person?);
    }
    Ok((Some(share), counted))
}

impl Changes {
    /// Adds each change to its sum. Only where something was taken out is the sum looked at afterwards: whether it is
    /// nothing now, and whether its first and last date still are.
    fn write(self, db: &Connection) -> Result<()> {
        let mut add = db.prepare_cached(
            "INSERT INTO act_totals(party, status, type, engagements, last) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET engagements = engagements + ?4, last = max(coalesce(last, ?5), coalesce(?5, last))",
        )?;
        for ((party, status, kind), c) in self.acts.iter().filter(|(_, c)| !c.is_nothing()) {
            // Of all, nobody asks for the last.
            let last = c.last.as_deref().filter(|_| !party.is_empty());
            add.execute(params![party, status, kind, c.engagements, last])?;
            if c.takes {
                let of = Group {
                    parties: [party, ""],
                    status: Some(status),
                    kind: Some(kind),
                    ..Group::default()
                };
                let key = [("party", party), ("status", status), ("type", kind)];
                settle(db, "act_totals", "engagements", &["last"], &key, c, &of)?;
            }
        }
        let mut add = db.prepare_cached(
            "INSERT INTO pair_totals(party, other, type, actual, planned, hypothetical, negated, historical, engagements, vc, mc, vf, mf, intensity, rated, first, last)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)
             ON CONFLICT DO UPDATE SET actual = actual + ?4, planned = planned + ?5, hypothetical = hypothetical + ?6, negated = negated + ?7,
               historical = historical + ?8, engagements = engagements + ?9, vc = vc + ?10, mc = mc + ?11, vf = vf + ?12, mf = mf + ?13,
               intensity = intensity + ?14, rated = rated + ?15, first = min(coalesce(first, ?16), coalesce(?16, first)),
               last = max(coalesce(last, ?17), coalesce(?17, last))",
        )?;
        for ((party, other, kind), c) in self.pairs.iter().filter(|(_, c)| !c.is_nothing()) {
            let [vc, mc, vf, mf] = c.quads;
            let [actual, planned, hypothetical, negated, historical] = c.statuses;
            add.execute(params![
                party,
                other,
                kind,
                actual,
                planned,
                hypothetical,
                negated,
                historical,
                c.engagements,
                vc,
                mc,
                vf,
                mf,
                c.intensity,
                c.rated,
                c.first,
                c.last
            ])?;
            if c.takes {
                let kind_of = Some(kind.as_str()).filter(|k| !k.is_empty());
                let parties = [party.as_str(), other];
                let of = Group { parties, status: Some("actual"), kind: kind_of, ..Group::default() };
                let key = [("party", party), ("other", other), ("type", kind)];
                let all = "actual + planned + hypothetical + negated + historical";
                settle(db, "pair_totals", all, &["first", "last"], &key, c, &of)?;
            }
        }
        let mut add = db.prepare_cached(
            "INSERT INTO pair_months(party, other, month, engagements, vc, mc, vf, mf, intensity, rated)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT DO UPDATE SET engagements = engagements + ?4, vc = vc + ?5, mc = mc + ?6, vf = vf + ?7, mf = mf + ?8,
               intensity = intensity + ?9, rated = rated + ?10",
        )?;
        for ((party, other, month), c) in self.months.iter().filter(|(_, c)| !c.is_nothing()) {
            let [vc, mc, vf, mf] = c.quads;
            add.execute(params![party, other, month, c.engagements, vc, mc, vf, mf, c.intensity, c.rated])?;
            if c.takes {
                let key = [("party", party), ("other", other), ("month", month)];
                settle(db, "pair_months", "engagements", &[], &key, c, &Group::default())?;
            }
        }
        let mut add = db.prepare_cached(
            "INSERT INTO place_totals(spot, status, type, place, country, lat, lon, engagements, last) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT DO UPDATE SET engagements = engagements + ?8, last = max(coalesce(last, ?9), coalesce(?9, last))",
        )?;
        for ((spot, status, kind), (place, c)) in self.places.iter().filter(|(_, (_, c))| !c.is_nothing()) {
            let country = place.country.as_deref().unwrap_or_default();
            let Place { name, lat, lon, .. } = place;
            add.execute(params![spot, status, kind, name, country, lat, lon, c.engagements, c.last])?;
            if c.takes {
                let of =
                    Group { place: Some(place), status: Some(status), kind: Some(kind), ..Group::default() };
                let key = [("spot", spot), ("status", status), ("type", kind)];
                settle(db, "place_totals", "engagements", &["last"], &key, c, &of)?;
            }
        }
        let mut add = db.prepare_cached(
            "INSERT INTO topic_totals(party, other, code, engagements, last) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET engagements = engagements + ?4, last = max(coalesce(last, ?5), coalesce(?5, last))",
        )?;
        for ((party, other, code), c) in self.topics.iter().filter(|(_, c)| !c.is_nothing()) {
            add.execute(params![party, other, code, c.engagements, c.last])?;
            if c.takes {
                let of = Group { parties: [party, other], code: Some(code), ..Group::default() };
                let key = [("party", party), ("other", other), ("code", code)];
                settle(db, "topic_totals", "engagements", &["last"], &key, c, &of)?;
            }
        }
        let mut add = db.prepare_cached(
            "UPDATE entities SET engagements = engagements + ?2, last = max(coalesce(last, ?3), coalesce(?3, last)) WHERE id = ?1",
        )?;
        for (person, c) in self.persons.iter().filter(|(_, c)| !c.is_nothing()) {
            add.execute(params![person, c.engagements, c.last])?;
            if c.takes {
                let of = Group { person: Some(*person), ..Group::default() };
                let row = db
                    .prepare_cached("SELECT engagements, last FROM entities WHERE id = ?")?
                    .query_row([person], |row| Ok((row.get(0)?, row.get::<_, Option<String>>(1)?)))
                    .optional()?;
                let Some((left, Some(last))) = row else { continue };
                if c.taken.contains(&last) {
                    db.prepare_cached("UPDATE entities SET last = ?2 WHERE id = ?1")?
                        .execute(params![person, of.end(db, left, "DESC")?])?;
                }
            }
        }
        Ok(())
    }
}

/// Looks at a sum that something was taken out of: takes it away where nothing is left of it (`count`), and finds those of
/// its `ends` that were taken out.
fn settle(
    db: &Connection,
    table: &str,
    count: &str,
    ends: &[&str],
    key: &[(&str, &String); 3],
    change: &Change,
    of: &Group<'_>,
) -> Result<()> {
    let [(a, x), (b, y), (c, z)] = key;
    let of_row = format!("{a} = ?1 AND {b} = ?2 AND {c} = ?3");
    let left: i64 = db
        .prepare_cached(&format!("SELECT {count} FROM {table} WHERE {of_row}"))?
        .query_row([x, y, z], |row| row.get(0))?;
    if left == 0 {
        db.prepare_cached(&format!("DELETE FROM {table} WHERE {of_row}"))?.execute([x, y, z])?;
        return Ok(());
    }
    for end in ends {
        let date: Option<String> = db
            .prepare_cached(&format!("SELECT {end} FROM {table} WHERE {of_row}"))?
            .query_row([x, y, z], |row| row.get(0))?;
        if date.is_some_and(|date| change.taken.contains(&date)) {
            let order = if *end == "first" { "ASC" } else { "DESC" };
            db.prepare_cached(&format!("UPDATE {table} SET {end} = ?4 WHERE {of_row}"))?.execute(params![
                x,
                y,
                z,
                of.end(db, left, order)?
            ])?;
        }
    }
    Ok(())
}

/// The engagements that one sum is of.
#[derive(Default)]
struct Group<'g> {
    parties: [&'g str; 2],
    status: Option<&'g str>,
    kind: Option<&'g str>,
    place: Option<&'g Place>,
    code: Option<&'g str>,
    person: Option<i64>,
}

/// Engagements from the end that are looked at before those of the group are looked for one by one.
const NEAR: i64 = 4000;

impl Group<'_> {
    /// The first (`ASC`) or last (`DESC`) date of the group, which has so many engagements. That of a large group is near
    /// the end of all; a small one is looked through.
    fn end(&self, db: &Connection, count: i64, order: &str) -> Result<Option<String>> {
        const PARTY: &str = "EXISTS (SELECT 1 FROM engagement_parties WHERE party = ? AND engagement = g.id)";
        let mut values: Vec<rusqlite::types::Value> = Vec::new();
        let mut all: Vec<String> = vec!["g.date IS NOT NULL".to_owned()];
        let mut with = |condition: &str, value: rusqlite::types::Value| {
            all.push(condition.to_owned());
            values.push(value);
        };
        for party in self.parties.iter().filter(|p| !p.is_empty()) {
            with(PARTY, (*party).to_owned().into());
        }
        for (column, value) in [("status", self.status), ("type", self.kind)] {
            if let Some(value) = value {
                with(&format!("+g.{column} = ?"), value.to_owned().into());
            }
        }
        if let Some(place) = self.place {
            with("g.place = ?", place.name.clone().into());
            with("g.country IS ?", place.country.clone().map_or(rusqlite::types::Value::Null, Into::into));
            with("g.lat IS ?", place.lat.map_or(rusqlite::types::Value::Null, Into::into));
            with("g.lon IS ?", place.lon.map_or(rusqlite::types::Value::Null, Into::into));
        }
        if let Some(code) = self.code {
            with(
                "EXISTS (SELECT 1 FROM events v CROSS JOIN event_codes c ON c.event = v.id WHERE v.engagement = g.id AND c.code = ?)",
                code.to_owned().into(),
            );
        }
        if let Some(person) = self.person {
            with(
                "EXISTS (SELECT 1 FROM events v CROSS JOIN event_parties p ON p.event = v.id WHERE v.engagement = g.id AND p.entity = ?)",
                person.into(),
            );
        }
        let all = all.join(" AND ");
        let near = || -> Result<Option<String>> {
            let query = format!(
                "SELECT g.date FROM (SELECT * FROM engagements INDEXED BY engagements_in_order WHERE coalesce(date, '') > ''
                   ORDER BY coalesce(date, '') {order} LIMIT {NEAR}) g WHERE {all} LIMIT 1"
            );
            let found =
                db.prepare_cached(&query)?.query_row(rusqlite::params_from_iter(&values), |row| row.get(0));
            Ok(found.optional()?)
        };
        if count > 200
            && let Some(found) = near()?
        {
            return Ok(Some(found));
        }
        let end = if order == "ASC" { "min" } else { "max" };
        // The narrowest way to the group's engagements.
        let (from, first): (&str, Option<rusqlite::types::Value>) = match (
            self.person,
            self.place,
            self.parties,
        ) {
            (Some(person), ..) => (
                "event_parties q CROSS JOIN events w ON w.id = q.event CROSS JOIN engagements g ON g.id = w.engagement WHERE q.entity = ? AND",
                Some(person.into()),
            ),
            (_, Some(place), _) => ("engagements g WHERE g.place = ? AND", Some(place.name.clone().into())),
            (.., parties) => {
                let (of_party, party) = rarest(db, parties)?;
                match self.code {
                    Some(code) if party.is_empty() || engagements_on(db, code)? < of_party => (
                        "event_codes q CROSS JOIN events w ON w.id = q.event CROSS JOIN engagements g ON g.id = w.engagement WHERE q.code = ? AND",
                        Some(code.to_owned().into()),
                    ),
                    _ => (
                        "engagement_parties q CROSS JOIN engagements g ON g.id = q.engagement WHERE q.party = ? AND",
                        Some(party.to_owned().into()),
                    ),
                }
            }
        };
        let query = format!("SELECT {end}(g.date) FROM {from} {all}");
        let values: Vec<_> = first.into_iter().chain(values).collect();
        Ok(db.prepare_cached(&query)?.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?)
    }
}

/// Of two parties (or one) that which has fewer engagements, and how many.
fn rarest<'p>(db: &Connection, parties: [&'p str; 2]) -> Result<(i64, &'p str)> {
    let mut best = (i64::MAX, "");
    for party in parties.into_iter().filter(|p| !p.is_empty()) {
        best = best.min((engagements_of(db, party)?, party));
    }
    Ok(best)
}

/// The number of engagements of a party.
pub(crate) fn engagements_of(db: &Connection, party: &str) -> Result<i64> {
    let mut query =
        db.prepare_cached("SELECT coalesce(sum(engagements), 0) FROM act_totals WHERE party = ?")?;
    Ok(query.query_row([party], |row| row.get(0))?)
}

/// The number of engagements on a topic.
fn engagements_on(db: &Connection, code: &str) -> Result<i64> {
    let mut query = db.prepare_cached(
        "SELECT coalesce(sum(engagements), 0) FROM topic_totals WHERE party = '' AND other = '' AND code = ?",
    )?;
    Ok(query.query_row([code], |row| row.get(0))?)
}
