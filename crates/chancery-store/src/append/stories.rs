//! [`Stories`]: which reports are of one story, at the end of a batch.
//!
//! Each report follows that report before it which its opening is most like, where one is like enough within some days; a
//! story is a report that follows none, with all that follow it or one another. Before is by day of publication, then by
//! key; those without a day are behind all others. So stories are a function of the reports, in whatever order they came.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, params};

use super::CROWD;
use crate::Result;
use crate::openings::{ALIKE, Opening};

/// Days between a report and one that follows it.
const DAYS: i64 = 4;

/// Marks that two openings have in common at least before they are compared.
const COMMON: usize = 2;

/// The day under which those are found that tell none.
const NO_DAY: i64 = i64::MAX;

/// Reports of a batch whose stories are to be found.
#[derive(Default)]
pub(super) struct Stories {
    fresh: BTreeMap<i64, (Option<i64>, Opening)>,
    /// Reports that followed one which is no more, or says something else.
    left: BTreeSet<i64>,
}

/// A report among others.
struct Placed {
    report: i64,
    day: Option<i64>,
    key: String,
    opening: Opening,
    /// The one that it follows, with its place.
    follows: Option<(i64, (i64, String))>,
    likeness: f32,
}

impl Placed {
    fn load(db: &Connection, report: i64) -> Result<Option<Placed>> {
        let mut query = db.prepare_cached(
            "SELECT o.day, r.key, o.words, o.likeness, o.follows, coalesce(b.day, ?2), s.key FROM openings o JOIN reports r ON r.id = o.report
               LEFT JOIN openings b ON b.report = o.follows LEFT JOIN reports s ON s.id = o.follows WHERE o.report = ?1",
        )?;
        let placed = query.query_row([report, NO_DAY], |row| {
            let opening = Opening::from_bytes(row.get_ref(2)?.as_blob()?);
            let likeness: f64 = row.get(3)?;
            let followed: Option<i64> = row.get(4)?;
            let follows = match followed {
                Some(followed) => Some((followed, (row.get(5)?, row.get(6)?))),
                None => None,
            };
            Ok(Placed {
                report,
                day: row.get(0)?,
                key: row.get(1)?,
                opening,
                follows,
                likeness: likeness as f32,
            })
        });
        Ok(placed.optional()?)
    }

    fn place(&self) -> (i64, &str) {
        (self.day.unwrap_or(NO_DAY), &self.key)
    }

    /// Takes `other` as the one that it follows, if it is before it and more like it than the one so far.
    fn look_at(&mut self, other: &Placed, likeness: f32) -> bool {
        if other.place() >= self.place() || likeness < ALIKE || likeness < self.likeness {
            return false;
        }
        if likeness == self.likeness
            && let Some((_, (day, key))) = &self.follows
            && (*day, key.as_str()) <= other.place()
        {
            return false;
        }
        let (day, key) = other.place();
        (self.follows, self.likeness) = (Some((other.report, (day, key.to_owned()))), likeness);
        true
    }

    /// Reports that have words in common with this one, about its time.
    fn near(&self, db: &Connection, crowds: &mut HashMap<[i64; 3], Vec<i64>>) -> Result<Vec<i64>> {
        let mut query =
            db.prepare_cached("SELECT report FROM opening_marks WHERE mark = ? AND day BETWEEN ? AND ?")?;
        let mut found: Vec<i64> = Vec::new();
        for (mark, is_rare) in self.opening.marks() {
            // Where a day is not known, rare words alone are looked for.
            let spans = match self.day {
                Some(day) => [Some((day - DAYS, day + DAYS)), is_rare.then_some((NO_DAY, NO_DAY))],
                None => [is_rare.then_some((i64::MIN, NO_DAY)), None],
            };
            for (from, to) in spans.into_iter().flatten() {
                let asked = [mark, from, to];
                if let Some(crowd) = crowds.get(&asked) {
                    found.extend(crowd);
                    continue;
                }
                let before = found.len();
                let mut rows = query.query(asked)?;
                while let Some(row) = rows.next()? {
                    found.push(row.get(0)?);
                }
                if found.len() - before >= CROWD {
                    crowds.insert(asked, found[before..].to_vec());
                }
            }
        }
        found.sort_unstable();
        let near = found
            .chunk_by(|a, b| a == b)
            .filter(|same| same.len() >= COMMON && same[0] != self.report)
            .map(|same| same[0])
            .collect();
        Ok(near)
    }
}

impl Stories {
    /// The report says this.
    pub(super) fn put(&mut self, report: i64, day: Option<i64>, opening: Option<Opening>) {
        self.fresh.extend(opening.map(|opening| (report, (day, opening))));
    }

    /// What the report said is out of date.
    pub(super) fn take_out(&mut self, db: &Connection, report: i64) -> Result<()> {
        self.fresh.remove(&report);
        self.left.remove(&report);
        let bytes: Option<Vec<u8>> = db
            .prepare_cached("DELETE FROM openings WHERE report = ? RETURNING words")?
            .query_row([report], |row| row.get(0))
            .optional()?;
        let Some(bytes) = bytes else { return Ok(()) };
        let mut delete = db.prepare_cached("DELETE FROM opening_marks WHERE mark = ? AND report = ?")?;
        for (mark, _) in Opening::from_bytes(&bytes).marks() {
            delete.execute([mark, report])?;
        }
        let mut leave = db.prepare_cached(
            "UPDATE openings SET follows = NULL, likeness = 0 WHERE follows = ? RETURNING report",
        )?;
        for follower in leave.query_map([report], |row| row.get(0))? {
            self.left.insert(follower?);
        }
        db.prepare_cached("UPDATE reports SET story = key WHERE id = ?")?.execute([report])?;
        Ok(())
    }

    /// Whether a report of this batch is to be placed.
    pub(super) fn waits(&self, report: i64) -> bool {
        self.fresh.contains_key(&report)
    }

    /// Whether a report was placed among others before.
    pub(super) fn has(db: &Connection, report: i64) -> Result<bool> {
        Ok(db.prepare_cached("SELECT 1 FROM openings WHERE report = ?")?.exists([report])?)
    }

    /// Finds what the reports of the batch follow, and what follows them, and names their stories.
    pub(super) fn write(self, db: &Connection) -> Result<()> {
        let mut known: HashMap<i64, Placed> = HashMap::new();
        let mut moved: BTreeSet<i64> = BTreeSet::new();
        // What many reports are found under is looked up once for all of the batch.
        let mut crowds: HashMap<[i64; 3], Vec<i64>> = HashMap::new();
        let mut insert = db.prepare_cached(
            "INSERT INTO openings(report, day, words, follows, likeness) VALUES (?, ?, ?, NULL, 0)",
        )?;
        let mut mark =
            db.prepare_cached("INSERT OR IGNORE INTO opening_marks(mark, day, report) VALUES (?, ?, ?)")?;
        for (report, (day, opening)) in &self.fresh {
            insert.execute(params![report, day, opening.to_bytes()])?;
            for (word, _) in opening.marks() {
                mark.execute([word, day.unwrap_or(NO_DAY), *report])?;
            }
        }
        let mut follow =
            db.prepare_cached("UPDATE openings SET follows = ?, likeness = ? WHERE report = ?")?;
        let all: BTreeSet<i64> = self.fresh.keys().chain(&self.left).copied().collect();
        for &report in &all {
            let Some(mut placed) = take(db, &mut known, report)? else { continue };
            for other in placed.near(db, &mut crowds)? {
                let Some(mut other) = take(db, &mut known, other)? else { continue };
                let likeness = placed.opening.likeness(&other.opening);
                if likeness >= ALIKE {
                    placed.look_at(&other, likeness);
                    if other.look_at(&placed, likeness) {
                        follow.execute(params![report, f64::from(other.likeness), other.report])?;
                        moved.insert(other.report);
                    }
                }
                known.insert(other.report, other);
            }
            if let Some((followed, _)) = &placed.follows {
                follow.execute(params![followed, f64::from(placed.likeness), report])?;
            }
            moved.insert(report);
            known.insert(report, placed);
        }
        name(db, &moved)
    }
}

fn take(db: &Connection, known: &mut HashMap<i64, Placed>, report: i64) -> Result<Option<Placed>> {
    match known.remove(&report) {
        Some(placed) => Ok(Some(placed)),
        None => Placed::load(db, report),
    }
}

/// Names the stories of reports that follow another than before, and of all that follow these.
fn name(db: &Connection, moved: &BTreeSet<i64>) -> Result<()> {
    let mut above = db.prepare_cached("SELECT follows FROM openings WHERE report = ?")?;
    let mut followers = db.prepare_cached("SELECT report FROM openings WHERE follows = ?")?;
    let mut key = db.prepare_cached("SELECT key FROM reports WHERE id = ?")?;
    let mut set = db.prepare_cached("UPDATE reports SET story = ?1 WHERE id = ?2 AND story IS NOT ?1")?;
    let mut firsts: HashMap<i64, Rc<str>> = HashMap::new();
    for &report in moved {
        let mut way = vec![report];
        let story = loop {
            let Some(&last) = way.last() else { break Rc::from("") };
            if let Some(story) = firsts.get(&last) {
                break Rc::clone(story);
            }
            let follows: Option<i64> =
                above.query_row([last], |row| row.get(0)).optional()?.unwrap_or_default();
            match follows {
                Some(before) => way.push(before),
                None => break Rc::from(key.query_row([last], |row| row.get::<_, String>(0))?),
            }
        };
        for passed in way {
            firsts.insert(passed, Rc::clone(&story));
        }
        let mut open = vec![report];
        while let Some(report) = open.pop() {
            if set.execute(params![story, report])? > 0 {
                for follower in followers.query_map([report], |row| row.get(0))? {
                    open.push(follower?);
                }
            }
        }
    }
    Ok(())
}
