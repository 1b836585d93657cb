//! Life with a store: [`Store::check`], [`Store::backup`], [`Store::withdraw`] and [`Store::reread`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};

use crate::claims::Reading;
use crate::identity::occasion::is_of_title;
use crate::progress::Tell;
use crate::{Error, Result, Store, identity, sums};

/// Faults told of one kind; more are counted.
const TOLD: usize = 20;

/// What reading a report anew changed in its claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Claims that it still makes, under the same keys.
    pub kept: u64,
    /// Claims that it did not make before.
    pub added: u64,
    /// Claims that it no longer makes.
    pub gone: u64,
}

impl Store {
    /// What is wrong with the store, one line each; none where it is sound. Looks at the file, at references from one
    /// table to another, at the index of words, at engagements and judgements, and at every span against its text.
    ///
    /// # Errors
    ///
    /// The file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>> {
        let db = &self.db;
        let mut faults = Vec::new();
        let mut pragma = |query: &str,
                          of: &dyn Fn(&rusqlite::Row<'_>) -> rusqlite::Result<Option<String>>|
         -> Result<()> {
            let mut statement = db.prepare(query)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                faults.extend(of(row)?);
            }
            Ok(())
        };
        pragma("PRAGMA integrity_check(20)", &|row| {
            let line: String = row.get(0)?;
            Ok((line != "ok").then(|| format!("the file: {line}")))
        })?;
        pragma("PRAGMA foreign_key_check", &|row| {
            let (table, other): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(Some(format!("a row of {table} refers to none of {other}")))
        })?;
        for (what, query) in DISAGREEMENTS {
            let keys: Vec<String> =
                db.prepare(query)?.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            faults.extend(keys.iter().take(TOLD).map(|key| format!("{what}: {key}")));
            if keys.len() > TOLD {
                faults.push(format!("{what}: {} more", keys.len() - TOLD));
            }
        }
        let before = faults.len();
        self.records(|key, record| {
            faults.extend(spans(db, key, record)?.into_iter().take(TOLD));
            if faults.len() - before > 50 * TOLD {
                return Err(Error::new("too many spans are wrong to tell them all"));
            }
            Ok(())
        })?;
        Ok(faults)
    }

    /// Whether the store at `path` can be written, which is tried without writing anything.
    ///
    /// # Errors
    ///
    /// It cannot, or another process is writing to it just now.
    pub fn try_write(path: &Path) -> Result<()> {
        let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        db.busy_timeout(std::time::Duration::from_secs(2))?;
        db.execute_batch("BEGIN IMMEDIATE; ROLLBACK")?;
        Ok(())
    }

    /// Gives the latest record of each report, as JSON with the report's key, in the order of arrival.
    ///
    /// # Errors
    ///
    /// The database fails, a record is damaged, or `each` fails.
    pub fn records<E: From<Error>>(
        &self,
        mut each: impl FnMut(&str, &[u8]) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut statement = self
            .db
            .prepare(
                "SELECT r.key, v.record FROM reports r JOIN versions v ON v.report = r.id AND v.version = r.version ORDER BY r.id",
            )
            .map_err(Error::from)?;
        let mut rows = statement.query([]).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            let key: String = row.get(0).map_err(Error::from)?;
            let packed = row.get_ref(1).and_then(|v| Ok(v.as_blob()?)).map_err(Error::from)?;
            let record = zstd::decode_all(packed).map_err(|e| {
                Error::new(format!("the stored record of {key} is damaged: {e}"))
                    .hint("restore a backup made with `chancery backup`")
            })?;
            each(&key, &record)?;
        }
        Ok(())
    }

    /// The keys of the persons who take part in each engagement, by the engagement's key.
    ///
    /// # Errors
    ///
    /// The database fails.
    pub fn persons_by_engagement(&self) -> Result<BTreeMap<String, BTreeSet<String>>> {
        let mut query = self.db.prepare(
            "SELECT DISTINCT g.key, n.key FROM engagements g JOIN events v ON v.engagement = g.id
               JOIN event_parties p ON p.event = v.id JOIN entities n ON n.id = p.entity WHERE n.kind = 'person'",
        )?;
        let mut persons: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            persons.entry(row.get(0)?).or_default().insert(row.get(1)?);
        }
        Ok(persons)
    }

    /// Copies the store to a new file, whatever is read and written meanwhile.
    ///
    /// # Errors
    ///
    /// There is a file of that name, or it cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        if to.exists() {
            return Err(Error::new(format!("{} is there already", to.display()))
                .hint("give another name; a backup overwrites nothing"));
        }
        let mut partial = to.as_os_str().to_owned();
        partial.push(".part");
        let partial = Path::new(&partial);
        let _ = std::fs::remove_file(partial);
        let done = self.copy_to(partial).and_then(|()| {
            std::fs::rename(partial, to)
                .map_err(|e| Error::new(format!("{} cannot be written: {e}", to.display())))
        });
        if done.is_err() {
            // What is half a copy takes room and is no use.
            for ending in ["", "-journal", "-wal", "-shm"] {
                let mut file = partial.as_os_str().to_owned();
                file.push(ending);
                let _ = std::fs::remove_file(file);
            }
        }
        done
    }

    fn copy_to(&self, file: &Path) -> Result<()> {
        let mut copy = Connection::open(file)?;
        // Of one state: with others between its steps a copy begins anew each time that something was written.
        let _reading = self.db.unchecked_transaction()?;
        self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Backup::new(&self.db, &mut copy)?.run_to_completion(4096, std::time::Duration::ZERO, None)?;
        // The copy is one file, with nothing waiting beside it.
        Ok(copy.pragma_update(None, "journal_mode", "delete")?)
    }

    /// Takes the words of a report out of the store for good: all its versions, claims and words in indexes. What is
    /// left is that there was such a report, and why it is gone (the reason that was given first); what other reports say
    /// stays.
    ///
    /// # Errors
    ///
    /// There is no such report, or the database fails.
    pub fn withdraw(&mut self, report: &str, reason: &str, now: i64) -> Result<()> {
        self.db.pragma_update(None, "secure_delete", true)?;
        let step = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let row: Option<i64> = step
            .prepare_cached("SELECT id FROM reports WHERE key = ?")?
            .query_row([report], |row| row.get(0))
            .optional()?;
        let id = row.ok_or_else(|| {
            Error::new(format!("there is no report {report}")).hint("`chancery reports` lists them")
        })?;
        crate::append::withdraw(&step, id, now)?;
        step.execute(
            "UPDATE reports SET withdrawn = coalesce(withdrawn, ?), title = NULL, updated = ? WHERE id = ?",
            params![reason, now, id],
        )?;
        step.execute(
            "INSERT OR REPLACE INTO tombstones(key, became, at) VALUES (?, NULL, ?)",
            params![report, now],
        )?;
        step.execute("INSERT INTO report_words(report_words) VALUES ('optimize')", [])?;
        step.execute("INSERT INTO statement_words(statement_words) VALUES ('optimize')", [])?;
        step.commit()?;
        // Nothing of it stays in the log beside the file.
        self.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Keeps the records of reports that were read anew, in place of what was read of the same words before. Claims that
    /// are still made keep their keys, engagements and judgements by hand.
    ///
    /// # Errors
    ///
    /// As [`Store::append`]; also where a record is of a report that the store does not have.
    pub fn reread<'r>(&mut self, records: impl IntoIterator<Item = &'r [u8]>, now: i64) -> Result<Change> {
        let step = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let mut change = Change::default();
        let (mut before, mut after) = (BTreeSet::new(), BTreeSet::new());
        crate::append::reread(&step, records, now, |db, report, is_done| {
            let keys = if is_done { &mut after } else { &mut before };
            for table in ["events", "statements", "agreements"] {
                let mut query = db.prepare_cached(&format!("SELECT key FROM {table} WHERE report = ?"))?;
                for key in query.query_map([report], |row| row.get::<_, String>(0))? {
                    keys.insert(key?);
                }
            }
            Ok(())
        })?;
        change.kept += before.intersection(&after).count() as u64;
        change.added += after.difference(&before).count() as u64;
        change.gone += before.difference(&after).count() as u64;
        step.commit()?;
        Ok(change)
    }

    /// Compares all events anew where they were compared by another version of the program. What was said by hand stays.
    /// Returns how many engagements changed; none where nothing was to be done.
    ///
    /// # Errors
    ///
    /// The database fails, or `tell`, which learns how far it is, ends it: then nothing has changed.
    pub fn rejoin(&mut self, now: i64, tell: Tell<'_>) -> Result<usize> {
        let step = self.db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let changed = identity::rejoin(&step, now, tell)?;
        sums::fold(&step)?;
        step.commit()?;
        Ok(changed)
    }
}

/// Queries whose rows are faults, and what is wrong with them.
const DISAGREEMENTS: &[(&str, &str)] = &[
    ("an engagement without events", "SELECT key FROM engagements g WHERE NOT EXISTS (SELECT 1 FROM events WHERE engagement = g.id)"),
    ("an event without an engagement", "SELECT key FROM events WHERE engagement IS NULL"),
    (
        "an engagement with another number of reports",
        "SELECT g.key FROM engagements g WHERE g.reports <> (SELECT count(DISTINCT report) FROM events WHERE engagement = g.id)
           OR g.independent <> (SELECT count(DISTINCT r.family) FROM events v JOIN reports r ON r.id = v.report WHERE v.engagement = g.id)",
    ),
    (
        "a party whose engagements are not counted right",
        "SELECT party FROM (SELECT party, count(DISTINCT engagement) AS n FROM engagement_parties WHERE party <> '' GROUP BY party) p
         WHERE n IS NOT (SELECT sum(engagements) FROM act_totals WHERE party = p.party)
         UNION ALL SELECT party FROM act_totals t WHERE party <> '' AND NOT EXISTS (SELECT 1 FROM engagement_parties WHERE party = t.party)",
    ),
    (
        "a pair whose engagements are not counted right",
        "WITH met(party, other, id, date) AS MATERIALIZED (
           SELECT x.party, y.party, g.id, g.date FROM engagements g CROSS JOIN engagement_parties x ON x.engagement = g.id
             CROSS JOIN engagement_parties y ON y.engagement = g.id AND x.party < y.party WHERE g.status = 'actual' AND x.party <> ''),
         told AS MATERIALIZED (SELECT party, other, count(DISTINCT id), min(date), max(date) FROM met GROUP BY 1, 2),
         kept AS (SELECT party, other, actual, first, last FROM pair_totals WHERE type = '' AND actual > 0),
         months AS MATERIALIZED (SELECT party, other, sum(engagements) FROM pair_months GROUP BY 1, 2),
         dated AS (SELECT party, other, engagements FROM pair_totals WHERE type = '' AND engagements > 0)
         SELECT party || ' ' || other FROM (SELECT * FROM told EXCEPT SELECT * FROM kept)
         UNION SELECT party || ' ' || other FROM (SELECT * FROM kept EXCEPT SELECT * FROM told)
         UNION SELECT party || ' ' || other FROM (SELECT * FROM months EXCEPT SELECT * FROM dated)
         UNION SELECT party || ' ' || other FROM (SELECT * FROM dated EXCEPT SELECT * FROM months)",
    ),
    (
        "a topic whose engagements are not counted right",
        "SELECT c.code FROM (SELECT c.code, count(DISTINCT v.engagement) AS n, max(g.date) AS last FROM event_codes c JOIN events v ON v.id = c.event
           JOIN engagements g ON g.id = v.engagement GROUP BY 1) c
         WHERE (n, last) IS NOT (SELECT engagements, last FROM topic_totals WHERE party = '' AND other = '' AND code = c.code)",
    ),
    (
        "a person whose engagements are not counted right",
        "SELECT n.key FROM entities n WHERE kind = 'person' AND (engagements, last) IS NOT
           (SELECT count(DISTINCT v.engagement), max(g.date) FROM event_parties p JOIN events v ON v.id = p.event JOIN engagements g ON g.id = v.engagement WHERE p.entity = n.id)",
    ),
    (
        "a speaker whose statements are not counted right",
        "WITH told AS (SELECT coalesce(speaker_party, ''), count(*) FROM statements GROUP BY 1),
         kept AS (SELECT speaker, statements FROM statement_totals WHERE about = ''),
         spoken_of AS (SELECT party, count(*) FROM statement_about WHERE party <> '' GROUP BY 1),
         summed AS (SELECT about, sum(statements) FROM statement_totals WHERE about <> '' GROUP BY 1)
         SELECT * FROM (SELECT * FROM told EXCEPT SELECT * FROM kept) UNION SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM told)
         UNION SELECT * FROM (SELECT * FROM spoken_of EXCEPT SELECT * FROM summed) UNION SELECT * FROM (SELECT * FROM summed EXCEPT SELECT * FROM spoken_of)",
    ),
    (
        "a party whose reports are not counted right",
        "WITH told AS (SELECT DISTINCT p.party, v.report FROM event_parties p JOIN events v ON v.id = p.event)
         SELECT party FROM (SELECT * FROM told EXCEPT SELECT party, report FROM report_parties)
         UNION SELECT party FROM (SELECT party, report FROM report_parties EXCEPT SELECT * FROM told)",
    ),
    (
        "somebody whose reports are not counted right",
        "WITH told(entity, report) AS (SELECT p.entity, v.report FROM event_parties p JOIN events v ON v.id = p.event UNION SELECT speaker, report FROM statements WHERE speaker IS NOT NULL)
         SELECT n.key FROM (SELECT * FROM told EXCEPT SELECT entity, report FROM report_entities) t JOIN entities n ON n.id = t.entity
         UNION SELECT n.key FROM (SELECT entity, report FROM report_entities EXCEPT SELECT * FROM told) t JOIN entities n ON n.id = t.entity",
    ),
    (
        "a report of another story than that which it follows",
        "SELECT r.key FROM reports r LEFT JOIN openings o ON o.report = r.id LEFT JOIN reports f ON f.id = o.follows WHERE r.story IS NOT coalesce(f.story, r.key)",
    ),
    (
        "a part of an engagement that is not there",
        "SELECT key FROM engagements g WHERE part_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM engagements WHERE key = g.part_of)",
    ),
    (
        "a comparison of an event that is not there",
        "SELECT a || ' ' || b FROM judgements j WHERE by <> 'hand' AND
           (NOT EXISTS (SELECT 1 FROM events WHERE key = j.a) OR NOT EXISTS (SELECT 1 FROM events WHERE key = j.b))",
    ),
    (
        "a report without its latest version",
        "SELECT key FROM reports r WHERE withdrawn IS NULL AND NOT EXISTS (SELECT 1 FROM versions WHERE report = r.id AND version = r.version)",
    ),
    (
        "a withdrawn report with words",
        "SELECT key FROM reports r WHERE withdrawn IS NOT NULL AND (EXISTS (SELECT 1 FROM versions WHERE report = r.id) OR EXISTS (SELECT 1 FROM events WHERE report = r.id))",
    ),
    (
        "a report whose words are not in the index",
        "SELECT key FROM reports r WHERE withdrawn IS NULL AND NOT EXISTS (SELECT 1 FROM report_words_docsize WHERE id = r.id)",
    ),
    (
        "words in the index of no report",
        "SELECT id FROM report_words_docsize d WHERE NOT EXISTS (SELECT 1 FROM reports WHERE id = d.id AND withdrawn IS NULL)",
    ),
    (
        "a statement whose words are not in the index",
        "SELECT key FROM statements s WHERE NOT EXISTS (SELECT 1 FROM statement_words_docsize WHERE id = s.id)",
    ),
    (
        "words in the index of no statement",
        "SELECT id FROM statement_words_docsize d WHERE NOT EXISTS (SELECT 1 FROM statements WHERE id = d.id)",
    ),
];

/// The claims of a report whose words are not where they should be in its text.
fn spans(db: &Connection, report: &str, record: &[u8]) -> Result<Vec<String>> {
    let Ok(reading) = serde_json::from_slice::<Reading>(record) else {
        return Ok(vec![format!("the record of {report} is none")]);
    };
    let ascii = reading.text.is_ascii();
    let chars: Vec<char> = if ascii { Vec::new() } else { reading.text.chars().collect() };
    let at = |start: i64, end: i64| -> Option<String> {
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        if ascii {
            reading.text.get(start..end).map(str::to_owned)
        } else {
            chars.get(start..end).map(|c| c.iter().collect())
        }
    };
    let mut wrong = Vec::new();
    // A statement of several parts has the words of all and the place of the whole: its first words are compared.
    let tables = [("events", "method"), ("statements", "''"), ("agreements", "''")];
    for (table, method) in tables {
        let mut query = db.prepare_cached(&format!(
            "SELECT c.key, c.words, c.start, c.end, c.{method} FROM {table} c JOIN reports r ON r.id = c.report WHERE r.key = ?"
        ).replace("c.''", "''"))?;
        let mut rows = query.query([report])?;
        while let Some(row) = rows.next()? {
            let (key, words, start, end, method): (String, String, i64, i64, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
            if is_of_title(&method) || words.is_empty() {
                continue;
            }
            let there = at(start, end);
            let fits = there
                .as_deref()
                .is_some_and(|t| t == words || table == "statements" && first_word(t) == first_word(&words));
            if !fits {
                wrong.push(format!("the words of {key} are not where they should be in {report}"));
            }
        }
    }
    Ok(wrong)
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}
