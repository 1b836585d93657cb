//! [`Store::append`]: records in, each report once, all of a batch or nothing.

mod copies;
mod entities;
mod events;
mod statements;
mod stories;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::claims::Reading;
use crate::copies::{Issue, Sketch};
use crate::identity::{self, Changes, Facts, Known};
use crate::openings::Opening;
use crate::{Error, Result, Store, key::key, sums};
use entities::{Cast, Rowed, Told};
use stories::Stories;
use words::Words;

/// How many records are best appended at once: together they are joined, indexed and written to disk more cheaply.
pub const BATCH: usize = 512;

/// Bytes of records from which on they are better appended, however few.
pub const BATCH_BYTES: usize = 32 << 20;

/// From so many reports on, those that are found under one value are kept for others that look there in the same batch.
const CROWD: usize = 64;

/// A part of appending, told at its end to whoever measures ([`Store::tell_steps`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// A record was taken apart.
    Parse,
    /// Its copies among other reports were looked for.
    Copies,
    /// It was packed and kept whole.
    Pack,
    /// Its events were written.
    Events,
    /// Its statements and agreements were written.
    Statements,
    /// The events of the batch were compared with others, and their engagements formed.
    Identity,
    /// The stories of its reports were found.
    Stories,
    /// The words of the batch went into the indexes.
    Words,
    /// The sums over engagements were brought up to date.
    Sums,
    /// The batch was written to disk.
    Commit,
}

/// What became of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A report not seen before.
    New,
    /// The same words, read by the same reader, are there already.
    Seen,
    /// The report's words, title or date changed: a new version.
    Changed,
    /// The same words, read by another reader.
    Reread,
    /// The record says that the report could not be read; nothing was kept.
    Unreadable,
    /// The report was withdrawn and stays so.
    Withdrawn,
}

/// How many records came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names of the outcomes")]
pub struct Summary {
    pub new: u64,
    pub seen: u64,
    pub changed: u64,
    pub reread: u64,
    pub unreadable: u64,
    pub withdrawn: u64,
}

impl Summary {
    /// Counts one more.
    pub fn count(&mut self, outcome: Outcome) {
        *match outcome {
            Outcome::New => &mut self.new,
            Outcome::Seen => &mut self.seen,
            Outcome::Changed => &mut self.changed,
            Outcome::Reread => &mut self.reread,
            Outcome::Unreadable => &mut self.unreadable,
            Outcome::Withdrawn => &mut self.withdrawn,
        } += 1;
    }
}

impl Store {
    /// Adds records, one JSON object (format v1) each, in one transaction, and joins their events with those of other
    /// reports. `now` is the time in milliseconds since 1970.
    ///
    /// # Errors
    ///
    /// The database fails, or a record is not of format v1: then nothing of the batch is kept.
    pub fn append<'r>(
        &mut self,
        records: impl IntoIterator<Item = &'r [u8]>,
        now: i64,
    ) -> Result<Vec<Outcome>> {
        let told = self.told;
        let (step, outcomes) = self.appended(records, now)?;
        step.commit()?;
        told(Step::Commit);
        Ok(outcomes)
    }

    /// Has `told` called at the end of each step of appending: this crate has no clock.
    pub fn tell_steps(&mut self, told: fn(Step)) {
        self.told = told;
    }

    /// What [`Store::append`] would make of these records; nothing is kept.
    ///
    /// # Errors
    ///
    /// As [`Store::append`].
    pub fn try_append<'r>(
        &mut self,
        records: impl IntoIterator<Item = &'r [u8]>,
        now: i64,
    ) -> Result<Vec<Outcome>> {
        // A transaction that is not committed is undone.
        self.appended(records, now).map(|(_, outcomes)| outcomes)
    }

    fn appended<'r>(
        &mut self,
        records: impl IntoIterator<Item = &'r [u8]>,
        now: i64,
    ) -> Result<(Transaction<'_>, Vec<Outcome>)> {
        let told = self.told;
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut appending = Appending { told, ..Appending::new(&step, now)? };
        let outcomes =
            records.into_iter().map(|record| appending.append(record)).collect::<Result<Vec<_>>>()?;
        appending.join()?;
        Ok((step, outcomes))
    }
}

/// Keeps records of reports that were read anew; `look` sees each report before and after.
pub(crate) fn reread<'r>(
    step: &Transaction<'_>,
    records: impl IntoIterator<Item = &'r [u8]>,
    now: i64,
    mut look: impl FnMut(&Connection, i64, bool) -> Result<()>,
) -> Result<()> {
    let mut appending = Appending::new(step, now)?;
    for record in records {
        let reading = parse(record)?;
        let key = key('r', [reading.doc.id.as_str()]);
        let (report, version): (i64, i64) = step
            .prepare_cached("SELECT id, version FROM reports WHERE key = ? AND withdrawn IS NULL")?
            .query_row([&key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .ok_or_else(|| {
                Error::new(format!("the record is of no report of this store: {}", reading.doc.id))
            })?;
        look(step, report, false)?;
        appending.before = appending.facts_of(report)?;
        appending.keep_version(report, version, &digest(&reading), &reading.reader, record)?;
        appending.describe(report, version, &reading)?;
        appending.write_claims(report, version, &key, &reading)?;
        appending.tell_story(report, &reading, true)?;
        look(step, report, true)?;
    }
    appending.join()
}

/// Takes all that a report says out of the store.
pub(crate) fn withdraw(step: &Transaction<'_>, report: i64, now: i64) -> Result<()> {
    let mut appending = Appending::new(step, now)?;
    let (key, version): (String, i64) =
        step.query_row("SELECT key, version FROM reports WHERE id = ?", [report], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    // A report that says nothing: what it said goes, with tombstones.
    appending.write_claims(report, version, &key, &Reading::default())?;
    step.execute("DELETE FROM versions WHERE report = ?", [report])?;
    appending.forget_sketch(report)?;
    appending.stories.take_out(step, report)?;
    appending.words.take_out(report);
    appending.join()
}

fn parse(record: &[u8]) -> Result<Reading> {
    serde_json::from_slice(record).map_err(|e| Error::new(format!("the record is not of format v1: {e}")))
}

/// One batch on its way in.
struct Appending<'s> {
    db: &'s Transaction<'s>,
    now: i64,
    /// What changed in events.
    changes: Changes,
    /// What is known of the events of the batch.
    known: Known,
    /// What was compared of the events of the report at hand before it came again.
    before: HashMap<i64, Facts>,
    /// Rows of entities by key, and what is kept of each.
    entities: HashMap<String, (i64, Told)>,
    /// Reports by a band of their sketch and its value, where many have the same.
    alike: HashMap<(i64, i64), Vec<i64>>,
    /// Sketches of reports, and what is known of their issue, once they were asked for.
    issued: HashMap<i64, (Option<Sketch>, Issue)>,
    /// Which stories reports are of.
    stories: Stories,
    /// What goes into the index of reports.
    words: Words,
    /// What goes into the index of statements.
    sayings: Words,
    /// By how much the numbers of statements change, by who speaks and who is spoken of.
    said: BTreeMap<(String, String), i64>,
    packer: zstd::bulk::Compressor<'static>,
    /// Who is told of each step.
    told: fn(Step),
}

/// How closely records are packed: more takes longer, and gains little.
const PACKED: i32 = 1;

/// The digest by which a version is told from another: of what was received, not of what was read from it.
fn digest(reading: &Reading) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    for part in [reading.doc.title.as_deref(), reading.doc.published.as_deref(), Some(&reading.text)] {
        hasher.update(part.unwrap_or_default().as_bytes()).update(&[0]);
    }
    hasher.finalize().as_bytes()[..16].to_vec()
}

impl<'s> Appending<'s> {
    fn new(db: &'s Transaction<'s>, now: i64) -> Result<Appending<'s>> {
        Ok(Appending {
            db,
            now,
            changes: Changes::default(),
            known: Known::default(),
            before: HashMap::new(),
            entities: HashMap::new(),
            alike: HashMap::new(),
            issued: HashMap::new(),
            stories: Stories::default(),
            words: Words::default(),
            sayings: Words::default(),
            said: BTreeMap::new(),
            packer: zstd::bulk::Compressor::new(PACKED).map_err(|e| unpacked(&e))?,
            told: |_| (),
        })
    }

    /// Forms the engagements of all that changed, and enters its words.
    fn join(self) -> Result<()> {
        identity::join(self.db, self.known, &self.changes, self.now)?;
        (self.told)(Step::Identity);
        self.stories.write(self.db)?;
        (self.told)(Step::Stories);
        self.words.write(self.db, "report_words", &["title", "text"])?;
        self.sayings.write(self.db, "statement_words", &["words"])?;
        (self.told)(Step::Words);
        statements::count(self.db, self.said)?;
        sums::fold(self.db)?;
        (self.told)(Step::Sums);
        Ok(())
    }
}

impl Appending<'_> {
    fn append(&mut self, record: &[u8]) -> Result<Outcome> {
        let mut reading = parse(record)?;
        (self.told)(Step::Parse);
        if reading.problems.iter().any(|p| p.kind == "unreadable") {
            return Ok(Outcome::Unreadable);
        }
        let db = self.db;
        let key = key('r', [reading.doc.id.as_str()]);
        let digest = digest(&reading);
        let known: Option<(i64, i64, bool)> = db
            .prepare_cached("SELECT id, version, withdrawn IS NOT NULL FROM reports WHERE key = ?")?
            .query_row([&key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((report, version, withdrawn)) = known else {
            let report = self.insert_report(&key, &reading)?;
            self.find_copies(report, &key, &reading.text)?;
            (self.told)(Step::Copies);
            self.keep_version(report, 1, &digest, &reading.reader, record)?;
            self.write_claims(report, 1, &key, &reading)?;
            self.open_story(report, &reading);
            self.index_words(report, &mut reading);
            return Ok(Outcome::New);
        };
        if withdrawn {
            return Ok(Outcome::Withdrawn);
        }
        let same: Option<(i64, String)> = db
            .prepare_cached("SELECT version, reader FROM versions WHERE report = ? AND digest = ? ORDER BY version DESC LIMIT 1")?
            .query_row(params![report, digest], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        // An earlier version that comes again is no change: two files may hold two states of one page.
        if same.as_ref().is_some_and(|(v, reader)| *v < version || *reader == reading.reader) {
            return Ok(Outcome::Seen);
        }
        let same_words = same.is_some();
        let version = if same_words { version } else { version + 1 };
        self.before = self.facts_of(report)?;
        self.keep_version(report, version, &digest, &reading.reader, record)?;
        self.describe(report, version, &reading)?;
        if !same_words {
            self.forget_sketch(report)?;
            self.find_copies(report, &key, &reading.text)?;
        }
        self.write_claims(report, version, &key, &reading)?;
        self.tell_story(report, &reading, same_words)?;
        if !same_words {
            self.words.take_out(report);
            self.index_words(report, &mut reading);
        }
        Ok(if same_words { Outcome::Reread } else { Outcome::Changed })
    }

    /// Writes anew what is known of a report from outside its text.
    fn describe(&self, report: i64, version: i64, reading: &Reading) -> Result<()> {
        let doc = &reading.doc;
        self.db.prepare_cached(
            "UPDATE reports SET url = ?, title = ?, source = ?, language = ?, published = ?, published_basis = ?, version = ?, updated = ? WHERE id = ?",
        )?
        .execute(params![doc.url, doc.title, doc.source, doc.language, doc.published, doc.published_basis, version, self.now, report])?;
        Ok(())
    }

    fn insert_report(&mut self, key: &str, reading: &Reading) -> Result<i64> {
        let doc = &reading.doc;
        self.db
            .prepare_cached(
                "INSERT INTO reports(key, sender_id, url, title, source, language, published, published_basis, version, family, story, first_seen, updated)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?1, ?1, ?9, ?9)",
            )?
            .execute(params![key, doc.id, doc.url, doc.title, doc.source, doc.language, doc.published, doc.published_basis, self.now])?;
        Ok(self.db.last_insert_rowid())
    }

    /// Takes what a report opens with, by which its story is found.
    fn open_story(&mut self, report: i64, reading: &Reading) {
        let opening = Opening::of(reading.doc.title.as_deref(), &reading.text);
        let published = reading.doc.published.as_deref().and_then(|d| identity::days(d, None));
        self.stories.put(report, published.map(|d| d.0), opening);
    }

    /// The same of a report that was there before; what did not change is left as it is.
    fn tell_story(&mut self, report: i64, reading: &Reading, is_same: bool) -> Result<()> {
        if !is_same {
            self.stories.take_out(self.db, report)?;
        } else if Stories::has(self.db, report)? || self.stories.waits(report) {
            return Ok(());
        }
        self.open_story(report, reading);
        Ok(())
    }

    /// Takes the words of a report for the index, out of what was read.
    fn index_words(&mut self, report: i64, reading: &mut Reading) {
        let (title, text) = (reading.doc.title.take(), std::mem::take(&mut reading.text));
        self.words.put(report, vec![title, Some(text)]);
    }

    fn keep_version(
        &mut self,
        report: i64,
        version: i64,
        digest: &[u8],
        reader: &str,
        record: &[u8],
    ) -> Result<()> {
        let packed = self.packer.compress(record).map_err(|e| unpacked(&e))?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO versions(report, version, digest, reader, record, added) VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![report, version, digest, reader, packed, self.now])?;
        (self.told)(Step::Pack);
        Ok(())
    }

    /// Writes the claims of a report. Those that were there already keep their rows, keys and engagements.
    fn write_claims(&mut self, report: i64, version: i64, report_key: &str, reading: &Reading) -> Result<()> {
        let mut cast = Cast::of(reading);
        self.forget_parties(report)?;
        self.write_events(report, version, report_key, reading, &mut cast)?;
        self.write_parties(report)?;
        (self.told)(Step::Events);
        self.write_statements(report, version, report_key, reading, &mut cast)?;
        self.write_entities(report)?;
        self.write_agreements(report, version, report_key, reading)?;
        if !std::mem::take(&mut self.before).is_empty() {
            // What it says again is not gone.
            self.db
                .prepare_cached(
                    "DELETE FROM tombstones WHERE key IN (SELECT key FROM events WHERE report = ?1
                       UNION ALL SELECT key FROM statements WHERE report = ?1 UNION ALL SELECT key FROM agreements WHERE report = ?1)",
                )?
                .execute([report])?;
        }
        (self.told)(Step::Statements);
        Ok(())
    }

    /// Forgets which parties act in a report, and who acts or speaks there, while its claims are still there.
    fn forget_parties(&self, report: i64) -> Result<()> {
        let mut parties = self.db.prepare_cached(
            "DELETE FROM report_parties WHERE report = ?1 AND party IN
               (SELECT p.party FROM events v CROSS JOIN event_parties p ON p.event = v.id WHERE v.report = ?1)",
        )?;
        parties.execute([report])?;
        let mut entities = self.db.prepare_cached(
            "DELETE FROM report_entities WHERE report = ?1 AND entity IN
               (SELECT p.entity FROM events v CROSS JOIN event_parties p ON p.event = v.id WHERE v.report = ?1
                UNION ALL SELECT speaker FROM statements WHERE report = ?1)",
        )?;
        entities.execute([report])?;
        Ok(())
    }

    /// Writes which parties act in a report.
    fn write_parties(&self, report: i64) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO report_parties(party, report)
                 SELECT p.party, v.report FROM events v CROSS JOIN event_parties p ON p.event = v.id WHERE v.report = ?",
            )?
            .execute([report])?;
        Ok(())
    }

    /// Writes who acts or speaks in a report.
    fn write_entities(&self, report: i64) -> Result<()> {
        self.db
            .prepare_cached(
                "INSERT OR IGNORE INTO report_entities(entity, report)
                 SELECT p.entity, v.report FROM events v CROSS JOIN event_parties p ON p.event = v.id WHERE v.report = ?1
                 UNION ALL SELECT speaker, report FROM statements WHERE report = ?1 AND speaker IS NOT NULL",
            )?
            .execute([report])?;
        Ok(())
    }

    /// Leaves tombstones of claims that a report no longer makes.
    fn bury(&self, keys: impl Iterator<Item = String>) -> Result<()> {
        let mut insert = self
            .db
            .prepare_cached("INSERT OR REPLACE INTO tombstones(key, became, at) VALUES (?, NULL, ?)")?;
        for key in keys {
            insert.execute(params![key, self.now])?;
        }
        Ok(())
    }
}

fn unpacked(error: &std::io::Error) -> Error {
    Error::new(format!("a record cannot be packed: {error}"))
}

fn keys(db: &Connection, query: &str, report: i64) -> Result<HashMap<String, i64>> {
    let mut query = db.prepare_cached(query)?;
    let rows = query.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A key not yet used in this report: the same claim made twice gets a number.
fn unique(used: &mut BTreeSet<String>, make: impl Fn(&str) -> String) -> String {
    (0..).map(|n| make(&n.to_string())).find(|key| used.insert(key.clone())).unwrap_or_default()
}
