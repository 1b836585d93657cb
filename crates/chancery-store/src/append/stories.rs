//! [`Stories`]: which reports are of one story, at the end of a batch.
//!
//! Each report follows that report before it which its opening is most like, where one is like enough within some days; a
//! story is a report that follows none, with all that follow it or one another. Before is by day of publication, then by
//! key; those without a day are behind all others. So stories are a function of the reports, in whatever order they came.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, params};

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
    follows: Option<i64>,
    likeness: f32,
}

impl Placed {
    fn load(db: &Connection, report: i64) -> Result<Option<Placed>> {
        let mut query = db.prepare_cached(
            "SELECT o.day, r.key, o.words, o.follows, o.likeness FROM openings o JOIN reports r ON r.id = o.report WHERE o.report = ?",
        )?;
        let placed = query.query_row([report], |row| {
            let opening = Opening::from_bytes(row.get_ref(2)?.as_blob()?);
            let likeness: f64 = row.get(4)?;
            let (day, key, follows) = (row.get(0)?, row.get(1)?, row.get(3)?);
            Ok(Placed { report, day, key, opening, follows, likeness: likeness as f32 })
        });
        Ok(placed.optional()?)
    }

    fn place(&self) -> (i64, &str) {
        (self.day.unwrap_or(NO_DAY), &self.key)
    }

    /// Takes `other` as the one that it follows, if it is before it and more like it than the one so far.
    fn look_at(&mut self, db: &Connection, other: &Placed, likeness: f32) -> Result<bool> {
        if other.place() >= self.place() || likeness < ALIKE || likeness < self.likeness {
            return Ok(false);
        }
        if likeness == self.likeness
            && let Some(follows) = self.follows
            && Placed::load(db, follows)?.is_some_and(|now| now.place() <= other.place())
        {
            return Ok(false);
        }
        (self.follows, self.likeness) = (Some(other.report), likeness);
        Ok(true)
    }

    /// Reports that have words in common with this one, about its time.
    fn near(&self, db: &Connection) -> Result<Vec<i64>> {
        let mut query =
            db.prepare_cached("SELECT report FROM opening_marks WHERE mark = ? AND day BETWEEN ? AND ?")?;
        let mut found: HashMap<i64, usize> = HashMap::new();
        for (mark, is_rare) in self.opening.marks() {
            // Where a day is not known, rare words alone are looked for.
            let spans = match self.day {
                Some(day) => [Some((day - DAYS, day + DAYS)), is_rare.then_some((NO_DAY, NO_DAY))],
                None => [is_rare.then_some((i64::MIN, NO_DAY)), None],
            };
            for (from, to) in spans.into_iter().flatten() {
                for report in query.query_map([mark, from, to], |row| row.get(0))? {
                    *found.entry(report?).or_default() += 1;
                }
            }
        }
        let mut near: Vec<i64> =
            found.into_iter().filter(|(r, n)| *n >= COMMON && *r != self.report).map(|(r, _)| r).collect();
        near.sort_unstable();
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
            for other in placed.near(db)? {
                let Some(mut other) = take(db, &mut known, other)? else { continue };
                let likeness = placed.opening.likeness(&other.opening);
                if likeness >= ALIKE {
                    placed.look_at(db, &other, likeness)?;
                    if other.look_at(db, &placed, likeness)? {
                        follow.execute(params![other.follows, f64::from(other.likeness), other.report])?;
                        moved.insert(other.report);
                    }
                }
                known.insert(other.report, other);
            }
            if placed.follows.is_some() {
                follow.execute(params![placed.follows, f64::from(placed.likeness), report])?;
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
