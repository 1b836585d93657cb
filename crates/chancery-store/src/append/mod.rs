//! [`Store::append`]: records in, each report once, all of a batch or nothing.

mod events;
mod statements;
mod stories;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::claims::{Entity, Reading};
use crate::copies::{COPY, Issue, Sketch};
use crate::identity::{self, Facts, Known};
use crate::openings::Opening;
use crate::{Error, Result, Store, key::key, sums};
use stories::Stories;
use words::Words;

/// How many records are best appended at once: together they are joined, indexed and written to disk more cheaply.
pub const BATCH: usize = 512;

/// Bytes of records from which on they are better appended, however few.
pub const BATCH_BYTES: usize = 32 << 20;

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
    /// Rows of events that were not there before.
    new: Vec<i64>,
    /// Rows of events whose engagements may have changed.
    touched: Vec<i64>,
    /// What is known of the events of the batch.
    known: Known,
    /// What was compared of the events of the report at hand before it came again.
    before: HashMap<i64, Facts>,
    /// Rows of entities by key, and what is kept of each.
    entities: HashMap<String, (i64, Told)>,
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

/// The entities of a report, each with its row and key once it was asked for.
struct Cast<'r> {
    reading: &'r Reading,
    by_id: HashMap<&'r str, usize>,
    rows: Vec<Option<(i64, Rc<str>)>>,
}

impl Cast<'_> {
    fn of(reading: &Reading) -> Cast<'_> {
        let by_id = reading.entities.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
        Cast { reading, by_id, rows: vec![None; reading.entities.len()] }
    }
}

/// An entity of a report, with its row and key across reports.
struct Rowed<'r> {
    entity: &'r Entity,
    row: i64,
    key: Rc<str>,
}

/// What reports tell of an entity and is kept once.
struct Told {
    name: String,
    kind: String,
    party: Option<String>,
    /// When the report came out that tells it, and the office.
    office: Option<(Option<String>, String)>,
}

impl Told {
    /// Takes in what another report tells; whether that changed anything.
    fn learn(&mut self, other: Told) -> bool {
        let mut is_new = false;
        if other.name < self.name {
            (self.name, is_new) = (other.name, true);
        }
        if other.kind < self.kind {
            (self.kind, is_new) = (other.kind, true);
        }
        if other.party.is_some() && (self.party.is_none() || other.party < self.party) {
            (self.party, is_new) = (other.party, true);
        }
        if other.office > self.office {
            (self.office, is_new) = (other.office, true);
        }
        is_new
    }
}

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
            new: Vec::new(),
            touched: Vec::new(),
            known: Known::default(),
            before: HashMap::new(),
            entities: HashMap::new(),
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
        identity::join(self.db, self.known, &self.new, &self.touched, self.now)?;
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

    /// Takes out the sketch of a report, under which its copies find it.
    fn forget_sketch(&self, report: i64) -> Result<()> {
        let db = self.db;
        let bytes: Option<Vec<u8>> = db
            .prepare_cached("DELETE FROM sketch_of WHERE report = ? RETURNING sketch")?
            .query_row([report], |row| row.get(0))
            .optional()?;
        let Some(sketch) = bytes.as_deref().and_then(Sketch::from_bytes) else { return Ok(()) };
        let mut delete =
            db.prepare_cached("DELETE FROM sketches WHERE band = ? AND value = ? AND report = ?")?;
        for (band, value) in (0_i64..).zip(sketch.bands()) {
            delete.execute(params![band, value, report])?;
        }
        Ok(())
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

    /// Finds the reports that copy this one or that it copies. A family is named by the least key among them, so that
    /// the order of arrival does not matter.
    fn find_copies(&mut self, report: i64, key: &str, text: &str) -> Result<()> {
        let db = self.db;
        let Some(sketch) = Sketch::of(text) else { return Ok(()) };
        let mut like: BTreeSet<i64> = BTreeSet::new();
        let mut find = db.prepare_cached("SELECT report FROM sketches WHERE band = ? AND value = ?")?;
        let mut insert =
            db.prepare_cached("INSERT OR IGNORE INTO sketches(band, value, report) VALUES (?, ?, ?)")?;
        for (band, value) in (0_i64..).zip(sketch.bands()) {
            for other in find.query_map(params![band, value], |row| row.get(0))? {
                like.insert(other?);
            }
            insert.execute(params![band, value, report])?;
        }
        db.prepare_cached("INSERT OR REPLACE INTO sketch_of(report, sketch) VALUES (?, ?)")?
            .execute(params![report, sketch.to_bytes()])?;
        like.remove(&report);
        let mut families: BTreeSet<String> = BTreeSet::from([key.to_owned()]);
        for other in like {
            let (bytes, family): (Vec<u8>, String) = db
                .prepare_cached("SELECT s.sketch, r.family FROM sketch_of s JOIN reports r ON r.id = s.report WHERE s.report = ?")?
                .query_row([other], |row| Ok((row.get(0)?, row.get(1)?)))?;
            let likeness = Sketch::from_bytes(&bytes).map_or(0.0, |s| s.likeness(&sketch));
            if likeness >= COPY && issue(db, report)?.is_copy(&issue(db, other)?, likeness) {
                families.insert(family);
            }
        }
        let Some(first) = families.first().cloned() else { return Ok(()) };
        for family in families.into_iter().skip(1) {
            // How many independent reports tell of their engagements changes.
            let mut members = db.prepare_cached(
                "SELECT e.id FROM events e JOIN reports r ON r.id = e.report WHERE r.family = ?",
            )?;
            for event in members.query_map([&family], |row| row.get(0))? {
                self.touched.push(event?);
            }
            db.prepare_cached("UPDATE reports SET family = ? WHERE family = ?")?
                .execute([&first, &family])?;
        }
        db.prepare_cached("UPDATE reports SET family = ?1 WHERE id = ?2 AND family <> ?1")?
            .execute(params![first, report])?;
        Ok(())
    }

    /// The entity of a report with this id, with its row and key across reports.
    fn entity<'r>(&mut self, cast: &mut Cast<'r>, id: &str) -> Result<Option<Rowed<'r>>> {
        let Some(at) = cast.by_id.get(id) else { return Ok(None) };
        let entity = &cast.reading.entities[*at];
        if let Some((row, key)) = &cast.rows[*at] {
            return Ok(Some(Rowed { entity, row: *row, key: Rc::clone(key) }));
        }
        let (row, key) = self.row_of(entity, cast.reading.doc.published.as_deref())?;
        cast.rows[*at] = Some((row, Rc::clone(&key)));
        Ok(Some(Rowed { entity, row, key }))
    }

    /// The row of an entity across reports: by Wikidata's item where known, else by kind, party and name. Where reports
    /// differ, the least name and party and the office last told are kept, in whatever order they come.
    fn row_of(&mut self, entity: &Entity, published: Option<&str>) -> Result<(i64, Rc<str>)> {
        let key = match &entity.wikidata {
            Some(item) => item.clone(),
            None => {
                let name = entity.name.to_lowercase();
                key('n', [entity.kind.as_str(), entity.party.as_deref().unwrap_or_default(), name.as_str()])
            }
        };
        let told = Told {
            name: entity.name.clone(),
            kind: entity.kind.clone(),
            party: entity.party.clone(),
            office: entity.office.clone().map(|office| (published.map(str::to_owned), office)),
        };
        let shared = Rc::from(key.as_str());
        if !self.entities.contains_key(&key) {
            let known = self.known_entity(&key)?;
            if let Some(known) = known {
                self.entities.insert(key.clone(), known);
            }
        }
        let Some((id, known)) = self.entities.get_mut(&key) else {
            let (since, office) = told.office.clone().unzip();
            self.db
                .prepare_cached("INSERT INTO entities(key, kind, name, party, office, wikidata, office_told) VALUES (?, ?, ?, ?, ?, ?, ?)")?
                .execute(params![key, told.kind, told.name, told.party, office, entity.wikidata, since.flatten()])?;
            let id = self.db.last_insert_rowid();
            self.entities.insert(key, (id, told));
            return Ok((id, shared));
        };
        if known.learn(told) {
            let (since, office) = known.office.as_ref().map(|(since, office)| (since, office)).unzip();
            self.db
                .prepare_cached(
                    "UPDATE entities SET kind = ?, name = ?, party = ?, office = ?, office_told = ? WHERE id = ?",
                )?
                .execute(params![known.kind, known.name, known.party, office, since, *id])?;
        }
        Ok((*id, shared))
    }

    fn known_entity(&self, key: &str) -> Result<Option<(i64, Told)>> {
        let mut query = self.db.prepare_cached(
            "SELECT id, name, kind, party, office_told, office FROM entities WHERE key = ?",
        )?;
        let known = query.query_row([key], |row| {
            let (since, office): (Option<String>, Option<String>) = (row.get(4)?, row.get(5)?);
            let (name, kind, party) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let told = Told { name, kind, party, office: office.map(|o| (since, o)) };
            Ok((row.get(0)?, told))
        });
        Ok(known.optional()?)
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

/// What is known of a report's issue from outside its text.
fn issue(db: &Connection, report: i64) -> Result<Issue> {
    let mut query = db.prepare_cached("SELECT title, source, published FROM reports WHERE id = ?")?;
    Ok(query.query_row([report], |row| {
        let published: Option<String> = row.get(2)?;
        let published = published.and_then(|d| identity::days(&d, None)).map(|d| d.0);
        Ok(Issue { title: row.get(0)?, source: row.get(1)?, published })
    })?)
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
