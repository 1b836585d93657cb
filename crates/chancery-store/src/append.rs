//! [`Store::append`]: records in, each report once, all of a batch or nothing.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::claims::{Entity, Event, Reading};
use crate::copies::{COPY, Sketch};
use crate::{Error, Result, Store, identity, key::key};

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
        let (step, outcomes) = self.appended(records, now)?;
        step.commit()?;
        Ok(outcomes)
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
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut appending =
            Appending { db: &step, now, new: Vec::new(), touched: Vec::new(), entities: HashMap::new() };
        let outcomes =
            records.into_iter().map(|record| appending.append(record)).collect::<Result<Vec<_>>>()?;
        let Appending { new, touched, .. } = appending;
        identity::join(&step, &new, &touched, now)?;
        Ok((step, outcomes))
    }
}

/// One batch on its way in.
struct Appending<'s> {
    db: &'s Transaction<'s>,
    now: i64,
    /// Rows of events that were not there before.
    new: Vec<i64>,
    /// Rows of events whose engagements may have changed.
    touched: Vec<i64>,
    /// Rows of entities by key.
    entities: HashMap<String, i64>,
}

/// The digest by which a version is told from another: of what was received, not of what was read from it.
fn digest(reading: &Reading) -> Vec<u8> {
    let mut hasher = blake3::Hasher::new();
    for part in [reading.doc.title.as_deref(), reading.doc.published.as_deref(), Some(&reading.text)] {
        hasher.update(part.unwrap_or_default().as_bytes()).update(&[0]);
    }
    hasher.finalize().as_bytes()[..16].to_vec()
}

impl Appending<'_> {
    fn append(&mut self, record: &[u8]) -> Result<Outcome> {
        let reading: Reading = serde_json::from_slice(record)
            .map_err(|e| Error::new(format!("the record is not of format v1: {e}")))?;
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
            self.keep_version(report, 1, &digest, &reading.reader, record)?;
            self.write_claims(report, 1, &key, &reading)?;
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
        self.keep_version(report, version, &digest, &reading.reader, record)?;
        let doc = &reading.doc;
        db.prepare_cached(
            "UPDATE reports SET url = ?, title = ?, source = ?, language = ?, published = ?, published_basis = ?, version = ?, updated = ? WHERE id = ?",
        )?
        .execute(params![doc.url, doc.title, doc.source, doc.language, doc.published, doc.published_basis, version, self.now, report])?;
        if !same_words {
            db.prepare_cached("DELETE FROM report_words WHERE rowid = ?")?.execute([report])?;
            self.index_words(report, &reading)?;
            self.find_copies(report, &key, &reading.text)?;
        }
        self.write_claims(report, version, &key, &reading)?;
        Ok(if same_words { Outcome::Reread } else { Outcome::Changed })
    }

    fn insert_report(&mut self, key: &str, reading: &Reading) -> Result<i64> {
        let doc = &reading.doc;
        self.db
            .prepare_cached(
                "INSERT INTO reports(key, sender_id, url, title, source, language, published, published_basis, version, family, first_seen, updated)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?1, ?9, ?9)",
            )?
            .execute(params![key, doc.id, doc.url, doc.title, doc.source, doc.language, doc.published, doc.published_basis, self.now])?;
        let report = self.db.last_insert_rowid();
        self.index_words(report, reading)?;
        self.find_copies(report, key, &reading.text)?;
        Ok(report)
    }

    fn index_words(&self, report: i64, reading: &Reading) -> Result<()> {
        let mut insert =
            self.db.prepare_cached("INSERT INTO report_words(rowid, title, text) VALUES (?, ?, ?)")?;
        insert.execute(params![report, reading.doc.title, reading.text])?;
        Ok(())
    }

    fn keep_version(
        &self,
        report: i64,
        version: i64,
        digest: &[u8],
        reader: &str,
        record: &[u8],
    ) -> Result<()> {
        let packed = zstd::bulk::compress(record, 3)
            .map_err(|e| Error::new(format!("cannot compress a record: {e}")))?;
        self.db
            .prepare_cached("INSERT OR REPLACE INTO versions(report, version, digest, reader, record, added) VALUES (?, ?, ?, ?, ?, ?)")?
            .execute(params![report, version, digest, reader, packed, self.now])?;
        Ok(())
    }

    /// Finds the reports that copy this one or that it copies. A family is named by the least key among them, so that
    /// the order of arrival does not matter.
    fn find_copies(&mut self, report: i64, key: &str, text: &str) -> Result<()> {
        let db = self.db;
        db.prepare_cached("DELETE FROM sketches WHERE report = ?")?.execute([report])?;
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
            if Sketch::from_bytes(&bytes).is_some_and(|s| s.likeness(&sketch) >= COPY) {
                families.insert(family);
            }
        }
        let Some(first) = families.first().cloned() else { return Ok(()) };
        for family in families {
            let mut members = db.prepare_cached(
                "SELECT e.id FROM events e JOIN reports r ON r.id = e.report WHERE r.family = ?",
            )?;
            if family != first {
                // How many independent reports tell of their engagements changes.
                for event in members.query_map([&family], |row| row.get(0))? {
                    self.touched.push(event?);
                }
                db.prepare_cached("UPDATE reports SET family = ? WHERE family = ?")?
                    .execute([&first, &family])?;
            }
        }
        db.prepare_cached("UPDATE reports SET family = ? WHERE id = ?")?.execute(params![first, report])?;
        Ok(())
    }

    /// The row of an entity across reports: by Wikidata's item where known, else by kind, party and name.
    fn entity(&mut self, entity: &Entity) -> Result<i64> {
        let key = match &entity.wikidata {
            Some(item) => item.clone(),
            None => {
                let name = entity.name.to_lowercase();
                key('n', [entity.kind.as_str(), entity.party.as_deref().unwrap_or_default(), name.as_str()])
            }
        };
        if let Some(&id) = self.entities.get(&key) {
            return Ok(id);
        }
        let id = self
            .db
            .prepare_cached(
                "INSERT INTO entities(key, kind, name, party, office, wikidata) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT(key) DO UPDATE SET office = coalesce(office, ?5), party = coalesce(party, ?4) RETURNING id",
            )?
            .query_row(params![key, entity.kind, entity.name, entity.party, entity.office, entity.wikidata], |row| row.get(0))?;
        self.entities.insert(key, id);
        Ok(id)
    }

    /// Writes the claims of a report. Those that were there already keep their rows, keys and engagements.
    fn write_claims(&mut self, report: i64, version: i64, report_key: &str, reading: &Reading) -> Result<()> {
        let entities: HashMap<&str, &Entity> = reading.entities.iter().map(|e| (e.id.as_str(), e)).collect();
        self.write_events(report, version, report_key, reading, &entities)?;
        self.write_statements(report, version, report_key, reading, &entities)?;
        self.write_agreements(report, version, report_key, reading)
    }

    fn write_events(
        &mut self,
        report: i64,
        version: i64,
        report_key: &str,
        reading: &Reading,
        entities: &HashMap<&str, &Entity>,
    ) -> Result<()> {
        let db = self.db;
        let mut before = keys(db, "SELECT key, id FROM events WHERE report = ?", report)?;
        let published = reading.doc.published.as_deref().and_then(|d| identity::days(d, None)).map(|d| d.0);
        let mut used: BTreeSet<String> = BTreeSet::new();
        for event in &reading.events {
            let key = unique(&mut used, |n| event_key(report_key, event, entities, n));
            let words = event.evidence.first();
            let (date, place) = (event.date.as_ref(), event.place.as_ref());
            let existing = before.remove(&key);
            let is_new = existing.is_none();
            if let Some(id) = existing {
                db.prepare_cached("UPDATE events SET version = ?, local = ?, start = ?, end = ?, place = ?, country = ?, lat = ?, lon = ?, until = ?, method = ?, score = ?, agreement = ? WHERE id = ?")?.execute(params![
                    version,
                    event.id,
                    words.map_or(0, |w| w.start),
                    words.map_or(0, |w| w.end),
                    place.and_then(|p| p.name.as_deref()),
                    place.and_then(|p| p.country.as_deref()),
                    place.and_then(|p| p.lat),
                    place.and_then(|p| p.lon),
                    date.and_then(|d| d.until.as_deref()),
                    event.method,
                    event.score.unwrap_or(0.0),
                    event.agreement,
                    id
                ])?;
                self.touched.push(id);
                continue;
            }
            debug_assert!(is_new);
            db.prepare_cached(
                "INSERT INTO events(key, report, version, local, type, mode, quad, cameo, goldstein, intensity, status, date, until, date_basis, place, country, lat, lon,
                   words, start, end, sentence, agreement, method, score)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                key,
                report,
                version,
                event.id,
                event.r#type,
                event.mode,
                event.quad,
                event.cameo,
                event.goldstein,
                event.intensity,
                event.status,
                date.and_then(|d| d.value.as_deref()),
                date.and_then(|d| d.until.as_deref()),
                date.and_then(|d| d.basis.as_deref()),
                place.and_then(|p| p.name.as_deref()),
                place.and_then(|p| p.country.as_deref()),
                place.and_then(|p| p.lat),
                place.and_then(|p| p.lon),
                words.map_or("", |w| w.text.as_str()),
                words.map_or(0, |w| w.start),
                words.map_or(0, |w| w.end),
                words.map_or("", |w| sentence_around(&reading.text, w.start, w.end)),
                event.agreement,
                event.method,
                event.score.unwrap_or(0.0),
            ])?;
            let id = db.last_insert_rowid();
            let mut parties: BTreeSet<String> = BTreeSet::new();
            let sides = event
                .actors
                .iter()
                .map(|e| (e, "actor"))
                .chain(event.recipients.iter().map(|e| (e, "recipient")));
            for (entity, role) in sides {
                let Some(entity) = entities.get(entity.as_str()) else { continue };
                let row = self.entity(entity)?;
                let party = entity.party.clone().unwrap_or_else(|| entity.name.clone());
                self.db
                    .prepare_cached(
                        "INSERT OR IGNORE INTO event_parties(event, entity, party, role) VALUES (?, ?, ?, ?)",
                    )?
                    .execute(params![id, row, party, role])?;
                parties.insert(party);
            }
            for topic in &event.topics {
                db.prepare_cached("INSERT OR IGNORE INTO event_topics(event, topic) VALUES (?, ?)")?
                    .execute(params![id, topic])?;
            }
            for code in &event.topic_codes {
                db.prepare_cached("INSERT OR IGNORE INTO event_codes(event, code) VALUES (?, ?)")?
                    .execute(params![id, code])?;
            }
            let when = date
                .and_then(|d| d.value.as_deref())
                .and_then(|d| identity::days(d, None))
                .filter(|(a, b)| b - a < 62)
                .map(|d| d.0);
            if let Some(day) = when.or(published) {
                for pair in identity::pairs(&parties) {
                    db.prepare_cached(
                        "INSERT OR IGNORE INTO event_pairs(pair, day, event) VALUES (?, ?, ?)",
                    )?
                    .execute(params![pair, day, id])?;
                }
            }
            self.new.push(id);
        }
        for id in before.into_values() {
            self.remove_event(id)?;
        }
        Ok(())
    }

    fn remove_event(&mut self, id: i64) -> Result<()> {
        let db = self.db;
        let (key, engagement): (String, Option<i64>) = db
            .prepare_cached("SELECT key, engagement FROM events WHERE id = ?")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if let Some(engagement) = engagement {
            let mut others = db.prepare_cached("SELECT id FROM events WHERE engagement = ? AND id <> ?")?;
            for other in others.query_map([engagement, id], |row| row.get(0))? {
                self.touched.push(other?);
            }
        }
        for table in ["event_parties", "event_pairs", "event_topics", "event_codes"] {
            db.prepare_cached(&format!("DELETE FROM {table} WHERE event = ?"))?.execute([id])?;
        }
        db.prepare_cached("DELETE FROM events WHERE id = ?")?.execute([id])?;
        db.prepare_cached("DELETE FROM judgements WHERE (a = ?1 OR b = ?1) AND by <> 'hand'")?
            .execute([&key])?;
        db.prepare_cached("INSERT OR REPLACE INTO tombstones(key, became, at) VALUES (?, NULL, ?)")?
            .execute(params![key, self.now])?;
        if let Some(engagement) = engagement {
            identity::remove(db, engagement, None, self.now)?;
        }
        self.touched.retain(|&t| t != id);
        self.new.retain(|&t| t != id);
        Ok(())
    }

    fn write_statements(
        &mut self,
        report: i64,
        version: i64,
        report_key: &str,
        reading: &Reading,
        entities: &HashMap<&str, &Entity>,
    ) -> Result<()> {
        let db = self.db;
        let before = keys(db, "SELECT key, id FROM statements WHERE report = ?", report)?;
        for id in before.values() {
            db.prepare_cached("DELETE FROM statement_about WHERE statement = ?")?.execute([id])?;
            db.prepare_cached("DELETE FROM statement_words WHERE rowid = ?")?.execute([id])?;
            db.prepare_cached("DELETE FROM statements WHERE id = ?")?.execute([id])?;
        }
        let mut used: BTreeSet<String> = BTreeSet::new();
        for statement in &reading.statements {
            let words = statement.content.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" … ");
            let speaker = statement.speaker.as_deref().and_then(|s| entities.get(s)).copied();
            let name = speaker.map_or("", |s| s.name.as_str());
            let key = unique(&mut used, |n| {
                key('s', [report_key, statement.kind.as_str(), name, words.as_str(), n])
            });
            let speaker_row = speaker.map(|s| self.entity(s)).transpose()?;
            let addressee = statement
                .addressee
                .as_deref()
                .and_then(|s| entities.get(s))
                .copied()
                .map(|s| self.entity(s))
                .transpose()?;
            db.prepare_cached(
                "INSERT INTO statements(id, key, report, version, local, kind, speaker, speaker_party, words, cue, channel, addressee, repeats, start, end, method, score)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                before.get(&key),
                key,
                report,
                version,
                statement.id,
                statement.kind,
                speaker_row,
                speaker.and_then(|s| s.party.as_deref()),
                words,
                statement.cue.as_ref().map(|c| c.text.as_str()),
                statement.channel,
                addressee,
                statement.repeats,
                statement.content.first().map_or(0, |s| s.start),
                statement.content.last().map_or(0, |s| s.end),
                statement.method,
                statement.score.unwrap_or(0.0),
            ])?;
            let id = db.last_insert_rowid();
            for party in &statement.about {
                db.prepare_cached("INSERT OR IGNORE INTO statement_about(statement, party) VALUES (?, ?)")?
                    .execute(params![id, party])?;
            }
            db.prepare_cached("INSERT INTO statement_words(rowid, words) VALUES (?, ?)")?
                .execute(params![id, words])?;
        }
        self.bury(before.into_keys().filter(|k| !used.contains(k)))
    }

    fn write_agreements(
        &mut self,
        report: i64,
        version: i64,
        report_key: &str,
        reading: &Reading,
    ) -> Result<()> {
        let db = self.db;
        let before = keys(db, "SELECT key, id FROM agreements WHERE report = ?", report)?;
        for id in before.values() {
            db.prepare_cached("DELETE FROM agreement_parties WHERE agreement = ?")?.execute([id])?;
            db.prepare_cached("DELETE FROM agreements WHERE id = ?")?.execute([id])?;
        }
        let mut used: BTreeSet<String> = BTreeSet::new();
        for agreement in &reading.agreements {
            let key = unique(&mut used, |n| {
                key('a', [report_key, agreement.title.as_str(), agreement.status.as_str(), n])
            });
            let words = agreement.evidence.first();
            let valid = agreement.valid.as_ref();
            db.prepare_cached(
                "INSERT INTO agreements(id, key, report, version, local, title, kind, status, date, valid_from, valid_to, words, start, end, score)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                before.get(&key),
                key,
                report,
                version,
                agreement.id,
                agreement.title,
                agreement.kind,
                agreement.status,
                agreement.date.as_ref().and_then(|d| d.value.as_deref()),
                valid.and_then(|v| v.from.as_deref()),
                valid.and_then(|v| v.to.as_deref()),
                words.map_or("", |w| w.text.as_str()),
                words.map_or(0, |w| w.start),
                words.map_or(0, |w| w.end),
                agreement.score.unwrap_or(0.0),
            ])?;
            let id = db.last_insert_rowid();
            for party in &agreement.parties {
                db.prepare_cached("INSERT OR IGNORE INTO agreement_parties(agreement, party) VALUES (?, ?)")?
                    .execute(params![id, party])?;
            }
        }
        self.bury(before.into_keys().filter(|k| !used.contains(k)))
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

fn keys(db: &Connection, query: &str, report: i64) -> Result<HashMap<String, i64>> {
    let mut query = db.prepare_cached(query)?;
    let rows = query.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A key not yet used in this report: the same claim made twice gets a number.
fn unique(used: &mut BTreeSet<String>, make: impl Fn(&str) -> String) -> String {
    (0..).map(|n| make(&n.to_string())).find(|key| used.insert(key.clone())).unwrap_or_default()
}

/// The key of an event is a hash of what it asserts, without offsets: it is the same in a new version of the report.
fn event_key(report: &str, event: &Event, entities: &HashMap<&str, &Entity>, n: &str) -> String {
    let side = |ids: &[String]| {
        let mut names: Vec<&str> =
            ids.iter().filter_map(|e| entities.get(e.as_str())).map(|e| e.name.as_str()).collect();
        names.sort_unstable();
        names.join("|")
    };
    let date = event.date.as_ref().and_then(|d| d.value.as_deref()).unwrap_or_default();
    let words = event.evidence.first().map_or("", |s| s.text.as_str());
    let mode = event.mode.as_deref().unwrap_or_default();
    key(
        'v',
        [
            report,
            &event.r#type,
            mode,
            &event.status,
            &side(&event.actors),
            &side(&event.recipients),
            date,
            words,
            n,
        ],
    )
}

/// The sentence around words, by code points: from the end of the one before to its own, 400 bytes each way at most.
fn sentence_around(text: &str, start: u32, end: u32) -> &str {
    const REACH: usize = 400;
    let ascii = text.is_ascii();
    let byte = |n: u32| {
        if ascii {
            text.len().min(n as usize)
        } else {
            text.char_indices().nth(n as usize).map_or(text.len(), |(i, _)| i)
        }
    };
    let (start, end) = (byte(start), byte(end.max(start)));
    let stops = |(i, c): (usize, char)| {
        (c == '\n' || matches!(c, '.' | '!' | '?') && text[i + 1..].starts_with([' ', '\n']))
            .then_some(i + c.len_utf8())
    };
    let from = text[..start].char_indices().rev().take_while(|(i, _)| start - i <= REACH).find_map(stops);
    let to =
        text[end..].char_indices().take_while(|(i, _)| *i <= REACH).find_map(|(i, c)| stops((end + i, c)));
    let from = from.unwrap_or_else(|| {
        (start.saturating_sub(REACH)..=start).find(|&i| text.is_char_boundary(i)).unwrap_or(start)
    });
    let to = to.unwrap_or_else(|| {
        (end..=text.len().min(end + REACH)).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(end)
    });
    text[from..to].trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_around_words() {
        let text = "Erster Satz. Zürich: the two ministers met on Monday. They parted.\nEnd";
        let start = text.chars().position(|c| c == 'm').map_or(0, |i| i as u32);
        assert_eq!(sentence_around(text, start, start + 3), "Zürich: the two ministers met on Monday.");
        assert_eq!(sentence_around(text, 5000, 5001), "End");
        assert_eq!(sentence_around("", 0, 0), "");
    }

    proptest::proptest! {
        #[test]
        fn any_text_and_offsets(text in "\\PC{0,900}", start in 0u32..1000, end in 0u32..1000) {
            let _ = sentence_around(&text, start, end);
        }
    }
}
