//! The events of a report on their way in, with the one that its title alone may tell of.

use std::collections::{BTreeSet, HashMap};

use rusqlite::params;

use super::{Appending, Cast, Rowed, keys, unique};
use crate::claims::{Event, Reading};
use crate::identity::Changes;
use crate::identity::engagement::Member;
use crate::identity::facts::{Facts, Taking, Told};
use crate::identity::occasion::{self, Lead};
use crate::{Result, identity, key::key};

impl Appending<'_> {
    pub(super) fn write_events(
        &mut self,
        report: i64,
        version: i64,
        report_key: &str,
        reading: &Reading,
        cast: &mut Cast<'_>,
    ) -> Result<()> {
        let db = self.db;
        let mut before = keys(db, "SELECT key, id FROM events WHERE report = ?", report)?;
        let lead = occasion::lead(reading);
        let counted = Counted::new(&reading.text);
        let made = lead.title.as_deref();
        let mut used: BTreeSet<String> = BTreeSet::new();
        let states = reading.entities.iter().filter(|e| e.kind == "state");
        let states: BTreeSet<String> = states.map(|e| e.name.to_lowercase()).collect();
        for (i, event) in reading.events.iter().chain(made).enumerate() {
            let relation = relation(&lead, i, event, reading);
            let issued = lead.is_told && relation != "mentions";
            let (name, setting) =
                if issued { (joined(&lead.name), joined(&lead.setting)) } else { (None, None) };
            let actors = self.side(cast, &event.actors)?;
            let recipients = self.side(cast, &event.recipients)?;
            let key = unique(&mut used, |n| event_key(report_key, event, [&actors, &recipients], n));
            let words = event.evidence.first();
            let (date, place) = (event.date.as_ref(), event.place.as_ref());
            let known = before.remove(&key);
            let sentence = words.map_or("", |w| match made {
                Some(made) if std::ptr::eq(made, event) => reading.doc.title.as_deref().unwrap_or_default(),
                _ => sentence_around(&counted, w.start, w.end),
            });
            let place_name = place.and_then(|p| p.name.as_deref());
            let in_state = place_name.is_some_and(|name| states.contains(&name.to_lowercase()));
            db.prepare_cached(
                "INSERT INTO events(key, report, version, local, type, mode, quad, cameo, goldstein, intensity, status, date, until, date_basis, place, country, lat, lon,
                   words, start, end, sentence, agreement, method, score, relation, issued, name, setting, in_state)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT(key) DO UPDATE SET version = excluded.version, local = excluded.local, quad = excluded.quad, cameo = excluded.cameo,
                   goldstein = excluded.goldstein, intensity = excluded.intensity, until = excluded.until, date_basis = excluded.date_basis,
                   place = excluded.place, country = excluded.country, lat = excluded.lat, lon = excluded.lon, start = excluded.start,
                   end = excluded.end, sentence = excluded.sentence, agreement = excluded.agreement, method = excluded.method,
                   score = excluded.score, relation = excluded.relation, issued = excluded.issued, name = excluded.name, setting = excluded.setting, in_state = excluded.in_state",
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
                place_name,
                place.and_then(|p| p.country.as_deref()),
                place.and_then(|p| p.lat),
                place.and_then(|p| p.lon),
                words.map_or("", |w| w.text.as_str()),
                words.map_or(0, |w| w.start),
                words.map_or(0, |w| w.end),
                sentence,
                event.agreement,
                event.method,
                event.score.unwrap_or(0.0),
                relation,
                issued,
                name,
                setting,
                in_state,
            ])?;
            let id = known.unwrap_or_else(|| db.last_insert_rowid());
            if known.is_some() {
                for table in ["event_parties", "event_topics", "event_codes"] {
                    db.prepare_cached(&format!("DELETE FROM {table} WHERE event = ?"))?.execute([id])?;
                }
            }
            let taking = taking(&actors, &recipients);
            for t in &taking {
                let role = if t.is_recipient { "recipient" } else { "actor" };
                db.prepare_cached(
                    "INSERT INTO event_parties(event, entity, party, role, name, kind) VALUES (?, ?, ?, ?, ?, ?)",
                )?
                .execute(params![id, t.row, t.party, role, t.name, t.kind])?;
            }
            for topic in &event.topics {
                db.prepare_cached("INSERT OR IGNORE INTO event_topics(event, topic) VALUES (?, ?)")?
                    .execute(params![id, topic])?;
            }
            for code in &event.topic_codes {
                db.prepare_cached("INSERT OR IGNORE INTO event_codes(event, code) VALUES (?, ?)")?
                    .execute(params![id, code])?;
            }
            let facts = Facts::of(&Told {
                key: &key,
                report,
                event: &event.r#type,
                mode: event.mode.as_deref(),
                cameo: event.cameo.as_deref(),
                status: &event.status,
                date: date.and_then(|d| d.value.as_deref()),
                until: date.and_then(|d| d.until.as_deref()),
                basis: date.and_then(|d| d.basis.as_deref()),
                place: place_name,
                in_state,
                country: place.and_then(|p| p.country.as_deref()),
                at: place.and_then(|p| p.lat.zip(p.lon)),
                trigger: words.map_or("", |w| w.text.as_str()),
                sentence,
                published: reading.doc.published.as_deref(),
                is_lead: issued,
                name: name.as_deref(),
                setting: setting.as_deref(),
                taking: &taking,
                topics: &event.topics,
            });
            let engagement: Option<i64> = match known {
                Some(id) => db
                    .prepare_cached("SELECT engagement FROM events WHERE id = ?")?
                    .query_row([id], |row| row.get(0))?,
                None => None,
            };
            // What another reader or more knowledge tells of it may join it with other events.
            let is_same = known.is_some() && self.before.get(&id) == Some(&facts);
            if is_same {
                self.changes.touched.push(id);
            } else {
                if known.is_some() {
                    self.forget_comparisons(id, &key)?;
                }
                identity::index(db, id, &facts)?;
                self.changes.new.push(id);
            }
            let member = member(id, report, key, event, &taking, engagement);
            self.known.learn(id, facts, member, known.is_none());
        }
        for id in before.into_values() {
            self.remove_event(id)?;
        }
        Ok(())
    }

    pub(crate) fn remove_event(&mut self, id: i64) -> Result<()> {
        let db = self.db;
        let (key, engagement): (String, Option<i64>) = db
            .prepare_cached("SELECT key, engagement FROM events WHERE id = ?")?
            .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
        if let Some(engagement) = engagement {
            let mut others = db.prepare_cached("SELECT id FROM events WHERE engagement = ? AND id <> ?")?;
            for other in others.query_map([engagement, id], |row| row.get(0))? {
                self.changes.touched.push(other?);
            }
        }
        for table in ["event_parties", "event_topics", "event_codes"] {
            db.prepare_cached(&format!("DELETE FROM {table} WHERE event = ?"))?.execute([id])?;
        }
        db.prepare_cached("DELETE FROM events WHERE id = ?")?.execute([id])?;
        self.forget_comparisons(id, &key)?;
        db.prepare_cached("INSERT OR REPLACE INTO tombstones(key, became, at) VALUES (?, NULL, ?)")?
            .execute(params![key, self.now])?;
        if let Some(engagement) = engagement {
            identity::remove(db, engagement, None, self.now)?;
        }
        let Changes { new, touched, lost } = &mut self.changes;
        for list in [new, touched, lost] {
            list.retain(|&t| t != id);
        }
        self.known.forget(id);
        Ok(())
    }
}

impl Appending<'_> {
    /// Takes back what comparisons said of an event, and where others look for it. What was said by hand stays.
    fn forget_comparisons(&mut self, id: i64, key: &str) -> Result<()> {
        let db = self.db;
        let (lost, parts) = identity::bereft(db, key)?;
        self.changes.lost.extend(lost);
        self.changes.touched.extend(parts);
        db.prepare_cached("DELETE FROM event_marks WHERE event = ?")?.execute([id])?;
        db.prepare_cached("DELETE FROM judgements WHERE (a = ?1 OR b = ?1) AND by <> 'hand'")?
            .execute([key])?;
        db.prepare_cached("DELETE FROM parts WHERE part = ?1 OR whole = ?1")?.execute([key])?;
        Ok(())
    }

    /// Those of one side of an event, with their rows.
    fn side<'r>(&mut self, cast: &mut Cast<'r>, ids: &[String]) -> Result<Vec<Rowed<'r>>> {
        ids.iter().filter_map(|id| self.entity(cast, id).transpose()).collect()
    }

    /// What is compared of the events that a report has so far.
    pub(super) fn facts_of(&self, report: i64) -> Result<HashMap<i64, Facts>> {
        let rows = keys(self.db, "SELECT key, id FROM events WHERE report = ?", report)?;
        rows.into_values().map(|id| Ok((id, identity::load(self.db, id)?))).collect()
    }
}

/// What a report has to do with the engagement of one of its events: it was issued for it (it reports it, or announces
/// it), or only mentions it. Where the title does not tell, what took place about the day of the report is reported.
fn relation(lead: &Lead, number: usize, event: &Event, reading: &Reading) -> &'static str {
    let about = |is_lead: bool| match (is_lead, event.status.as_str()) {
        (true, "planned") => "announces",
        (true, _) => "reports",
        (false, _) => "mentions",
    };
    if lead.is_told {
        return about(lead.events.contains(&number) || number == reading.events.len());
    }
    let day = |d: Option<&str>| d.and_then(|d| identity::days(d, None));
    let published = day(reading.doc.published.as_deref());
    let date = event.date.as_ref();
    let happened = date.and_then(|d| identity::days(d.value.as_deref()?, d.until.as_deref()));
    let is_fresh = match (published, happened) {
        (Some((published, _)), Some((_, last))) => published - last <= FRESH,
        _ => true,
    };
    // Somebody's statement is of what it opens with; what it speaks of later, or as to come, it mentions.
    let opens = event.evidence.first().is_some_and(|w| w.start < identity::occasion::OPENING);
    match event.status.as_str() {
        "planned" => about(!lead.is_statement),
        "actual" => about(is_fresh && (opens || !lead.is_statement)),
        _ => about(false),
    }
}

/// Words as they are kept.
fn joined(words: &BTreeSet<String>) -> Option<String> {
    (!words.is_empty()).then(|| words.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
}

/// Days after an act in which a report of it is no look back.
const FRESH: i64 = 10;

/// Those who take part in an event, by the key of the entity, each once in a role.
fn taking<'a>(actors: &'a [Rowed<'_>], recipients: &'a [Rowed<'_>]) -> Vec<Taking<'a>> {
    let of = |is_recipient| {
        move |r: &'a Rowed<'_>| Taking {
            key: &r.key,
            is_recipient,
            row: r.row,
            party: r.entity.party.as_deref().unwrap_or(&r.entity.name),
            name: &r.entity.name,
            kind: &r.entity.kind,
        }
    };
    let mut taking: Vec<Taking<'a>> =
        actors.iter().map(of(false)).chain(recipients.iter().map(of(true))).collect();
    taking.sort_by_key(|t| (t.key, t.is_recipient));
    taking.dedup_by_key(|t| (t.row, t.is_recipient));
    taking
}

/// What the engagement of an event is made of.
fn member(
    id: i64,
    report: i64,
    key: String,
    event: &Event,
    taking: &[Taking<'_>],
    engagement: Option<i64>,
) -> Member {
    let side = |is_recipient: bool| {
        let side = taking.iter().filter(|t| t.is_recipient == is_recipient);
        let parties: BTreeSet<&str> = side.map(|t| t.party).collect();
        parties.into_iter().map(str::to_owned).collect()
    };
    let (date, place) = (event.date.as_ref(), event.place.as_ref());
    Member {
        id,
        key,
        report,
        event: event.r#type.clone(),
        mode: event.mode.clone(),
        quad: event.quad.clone(),
        cameo: event.cameo.clone(),
        intensity: event.intensity,
        goldstein: event.goldstein,
        status: event.status.clone(),
        date: date.and_then(|d| d.value.clone()),
        until: date.and_then(|d| d.until.clone()),
        told: date.is_some_and(|d| d.basis.as_deref() == Some("text")),
        place: place.and_then(|p| p.name.clone()),
        country: place.and_then(|p| p.country.clone()),
        lat: place.and_then(|p| p.lat),
        lon: place.and_then(|p| p.lon),
        score: event.score.unwrap_or(0.0),
        engagement,
        actors: side(false),
        recipients: side(true),
    }
}

/// The key of an event is a hash of what it asserts, without offsets: it is the same in a new version of the report.
fn event_key(report: &str, event: &Event, sides: [&[Rowed<'_>]; 2], n: &str) -> String {
    let [actors, recipients] = sides.map(|side| {
        let mut names: Vec<&str> = side.iter().map(|r| r.entity.name.as_str()).collect();
        names.sort_unstable();
        names.join("|")
    });
    let date = event.date.as_ref().and_then(|d| d.value.as_deref()).unwrap_or_default();
    let words = event.evidence.first().map_or("", |s| s.text.as_str());
    let mode = event.mode.as_deref().unwrap_or_default();
    key('v', [report, &event.r#type, mode, &event.status, &actors, &recipients, date, words, n])
}

/// A text whose code points are found without counting from its beginning.
struct Counted<'t> {
    text: &'t str,
    /// The byte of each 64th code point; empty where a code point is a byte.
    marks: Vec<usize>,
}

impl Counted<'_> {
    fn new(text: &str) -> Counted<'_> {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(64).map(|(i, _)| i).collect()
        };
        Counted { text, marks }
    }

    /// The byte at which a code point begins; the end of the text where there are fewer.
    fn byte(&self, n: u32) -> usize {
        let n = n as usize;
        if self.marks.is_empty() {
            return self.text.len().min(n);
        }
        let Some(&mark) = self.marks.get(n / 64) else { return self.text.len() };
        self.text[mark..].char_indices().nth(n % 64).map_or(self.text.len(), |(i, _)| mark + i)
    }
}

/// The sentence around words, by code points: from the end of the one before to its own, 400 bytes each way at most.
fn sentence_around<'t>(counted: &Counted<'t>, start: u32, end: u32) -> &'t str {
    const REACH: usize = 400;
    let text = counted.text;
    let byte = |n: u32| counted.byte(n);
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
        assert_eq!(
            sentence_around(&Counted::new(text), start, start + 3),
            "Zürich: the two ministers met on Monday."
        );
        assert_eq!(sentence_around(&Counted::new(text), 5000, 5001), "End");
        assert_eq!(sentence_around(&Counted::new(""), 0, 0), "");
    }

    proptest::proptest! {
        #[test]
        fn any_text_and_offsets(text in "\\PC{0,900}", start in 0u32..1000, end in 0u32..1000) {
            let _ = sentence_around(&Counted::new(&text), start, end);
        }
    }
}
