//! The statements and agreements of a report on their way in.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::{Appending, Cast, keys, unique};
use crate::claims::Reading;
use crate::{Result, key::key};

impl Appending<'_> {
    pub(super) fn write_statements(
        &mut self,
        report: i64,
        version: i64,
        report_key: &str,
        reading: &Reading,
        cast: &mut Cast<'_>,
    ) -> Result<()> {
        let db = self.db;
        let before = keys(db, "SELECT key, id FROM statements WHERE report = ?", report)?;
        let mut free = free(db, "statements")?;
        if !before.is_empty() {
            let mut said = db.prepare_cached(
                "SELECT coalesce(speaker_party, ''), '' FROM statements WHERE report = ?1
                 UNION ALL SELECT coalesce(s.speaker_party, ''), a.party FROM statements s CROSS JOIN statement_about a ON a.statement = s.id
                 WHERE s.report = ?1 AND a.party <> ''",
            )?;
            let mut rows = said.query([report])?;
            while let Some(row) = rows.next()? {
                *self.said.entry((row.get(0)?, row.get(1)?)).or_default() -= 1;
            }
        }
        for id in before.values() {
            db.prepare_cached("DELETE FROM statement_about WHERE statement = ?")?.execute([id])?;
            self.sayings.take_out(*id);
            db.prepare_cached("DELETE FROM statements WHERE id = ?")?.execute([id])?;
        }
        let mut used: BTreeSet<String> = BTreeSet::new();
        for statement in &reading.statements {
            let words = statement.content.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" … ");
            let speaker = match statement.speaker.as_deref() {
                Some(id) => self.entity(cast, id)?,
                None => None,
            };
            let addressee = match statement.addressee.as_deref() {
                Some(id) => self.entity(cast, id)?,
                None => None,
            };
            let name = speaker.as_ref().map_or("", |s| s.entity.name.as_str());
            let party = speaker.as_ref().and_then(|s| s.entity.party.as_deref());
            let key = unique(&mut used, |n| {
                key('s', [report_key, statement.kind.as_str(), name, words.as_str(), n])
            });
            let id = before.get(&key).copied().unwrap_or_else(|| free.next().unwrap_or_default());
            db.prepare_cached(
                "INSERT INTO statements(id, key, report, version, local, kind, speaker, speaker_party, words, cue, channel, addressee, repeats, start, end, method, score)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                id,
                key,
                report,
                version,
                statement.id,
                statement.kind,
                speaker.as_ref().map(|s| s.row),
                party,
                words,
                statement.cue.as_ref().map(|c| c.text.as_str()),
                statement.channel,
                addressee.map(|a| a.row),
                statement.repeats,
                statement.content.first().map_or(0, |s| s.start),
                statement.content.last().map_or(0, |s| s.end),
                statement.method,
                statement.score.unwrap_or(0.0),
            ])?;
            let says = party.unwrap_or_default();
            *self.said.entry((says.to_owned(), String::new())).or_default() += 1;
            for party in &statement.about {
                let is_new = db
                    .prepare_cached("INSERT OR IGNORE INTO statement_about(statement, party) VALUES (?, ?)")?
                    .execute(params![id, party])?;
                if is_new > 0 && !party.is_empty() {
                    *self.said.entry((says.to_owned(), party.clone())).or_default() += 1;
                }
            }
            self.sayings.put(id, vec![Some(words)]);
        }
        self.bury(before.into_keys().filter(|k| !used.contains(k)))
    }

    pub(super) fn write_agreements(
        &mut self,
        report: i64,
        version: i64,
        report_key: &str,
        reading: &Reading,
    ) -> Result<()> {
        let db = self.db;
        let before = keys(db, "SELECT key, id FROM agreements WHERE report = ?", report)?;
        let mut free = free(db, "agreements")?;
        for id in before.values() {
            db.prepare_cached("DELETE FROM agreement_parties WHERE agreement = ?")?.execute([id])?;
            db.prepare_cached("DELETE FROM agreements WHERE id = ?")?.execute([id])?;
        }
        let mut used: BTreeSet<String> = BTreeSet::new();
        for agreement in &reading.agreements {
            let key = unique(&mut used, |n| {
                key('a', [report_key, agreement.title.as_str(), agreement.status.as_str(), n])
            });
            let id = before.get(&key).copied().unwrap_or_else(|| free.next().unwrap_or_default());
            let words = agreement.evidence.first();
            let valid = agreement.valid.as_ref();
            db.prepare_cached(
                "INSERT INTO agreements(id, key, report, version, local, title, kind, status, date, valid_from, valid_to, words, start, end, score, day)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            )?
            .execute(params![
                id,
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
                agreement.date.as_ref().and_then(|d| d.value.as_deref()).or(reading.doc.published.as_deref()).unwrap_or_default(),
            ])?;
            for party in &agreement.parties {
                db.prepare_cached("INSERT OR IGNORE INTO agreement_parties(agreement, party) VALUES (?, ?)")?
                    .execute(params![id, party])?;
            }
        }
        self.bury(before.into_keys().filter(|k| !used.contains(k)))
    }
}

/// Rows that no claim has, nor had before its report was written anew: those keep theirs.
fn free(db: &Connection, table: &str) -> Result<std::ops::RangeFrom<i64>> {
    let last: i64 = db
        .prepare_cached(&format!("SELECT coalesce(max(id), 0) FROM {table}"))?
        .query_row([], |row| row.get(0))?;
    Ok(last + 1..)
}

/// Keeps how many statements there are by who speaks and who is spoken of.
pub(super) fn count(db: &Connection, sayings: BTreeMap<(String, String), i64>) -> Result<()> {
    let mut add = db.prepare_cached(
        "INSERT INTO statement_totals(speaker, about, statements) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET statements = statements + ?3 RETURNING statements",
    )?;
    let mut remove = db.prepare_cached("DELETE FROM statement_totals WHERE speaker = ? AND about = ?")?;
    for ((speaker, about), change) in sayings.into_iter().filter(|(_, change)| *change != 0) {
        let left: i64 = add.query_row(params![speaker, about, change], |row| row.get(0))?;
        if left == 0 {
            remove.execute([&speaker, &about])?;
        }
    }
    Ok(())
}
