//! [`Known`]: what is known of events while they are joined, so that each is asked of the store at most once.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use rusqlite::Connection;

use super::engagement::Member;
use super::facts::{Facts, Taking, Told};
use crate::Result;

/// What is known of events: of those of the batch at hand from their records, of others once they were asked for.
#[derive(Default)]
pub(crate) struct Known {
    facts: HashMap<i64, Rc<Facts>>,
    members: HashMap<i64, Member>,
    /// Those that were not in the store before: nothing binds them but what is found of them now.
    fresh: BTreeSet<i64>,
}

impl Known {
    /// Takes in an event of the batch at hand, and whether it was not in the store before.
    pub(crate) fn learn(&mut self, event: i64, facts: Facts, member: Member, is_fresh: bool) {
        self.facts.insert(event, Rc::new(facts));
        self.members.insert(event, member);
        if is_fresh {
            self.fresh.insert(event);
        }
    }

    /// Forgets an event that is gone.
    pub(crate) fn forget(&mut self, event: i64) {
        self.facts.remove(&event);
        self.members.remove(&event);
        self.fresh.remove(&event);
    }

    /// What is compared of an event.
    pub(super) fn facts(&mut self, db: &Connection, event: i64) -> Result<Rc<Facts>> {
        if let Some(facts) = self.facts.get(&event) {
            return Ok(Rc::clone(facts));
        }
        let facts = Rc::new(load(db, event)?);
        self.facts.insert(event, Rc::clone(&facts));
        Ok(facts)
    }

    /// What is compared of an event that was asked for before.
    pub(super) fn asked(&self, event: i64) -> Option<&Facts> {
        self.facts.get(&event).map(Rc::as_ref)
    }

    /// Whether the event was not in the store before this batch.
    pub(super) fn is_fresh(&self, event: i64) -> bool {
        self.fresh.contains(&event)
    }

    /// What the engagements of these events are made of, in the order of the events' keys.
    pub(super) fn members(&mut self, db: &Connection, events: &[i64]) -> Result<Vec<&Member>> {
        for &event in events {
            if let std::collections::hash_map::Entry::Vacant(vacant) = self.members.entry(event) {
                vacant.insert(Member::load(db, event)?);
            }
        }
        let mut members: Vec<&Member> = events.iter().filter_map(|e| self.members.get(e)).collect();
        members.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(members)
    }
}

/// What is compared of an event, as it is kept.
pub(crate) fn load(db: &Connection, event: i64) -> Result<Facts> {
    let mut parties = db.prepare_cached(
        "SELECT n.key, p.role = 'recipient', p.entity, p.party, coalesce(p.name, n.name), coalesce(p.kind, n.kind)
         FROM event_parties p JOIN entities n ON n.id = p.entity WHERE p.event = ? ORDER BY n.key, p.role",
    )?;
    type Row = (String, bool, i64, String, String, String);
    let parties: Vec<Row> = parties
        .query_map([event], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let taking: Vec<Taking<'_>> = parties
        .iter()
        .map(|(key, is_recipient, row, party, name, kind)| Taking {
            key,
            is_recipient: *is_recipient,
            row: *row,
            party,
            name,
            kind,
        })
        .collect();
    let topics: Vec<String> = db
        .prepare_cached("SELECT topic FROM event_topics WHERE event = ?")?
        .query_map([event], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut query = db.prepare_cached(
        "SELECT e.key, e.report, e.type, e.mode, e.cameo, e.status, e.date, e.until, e.date_basis, e.place, e.in_state, e.country, e.lat, e.lon,
           e.words, e.sentence, r.published, e.issued, e.name, e.setting
         FROM events e JOIN reports r ON r.id = e.report WHERE e.id = ?",
    )?;
    Ok(query.query_row([event], |row| {
        let text = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str_or_null()?);
        let needed = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str()?);
        Ok(Facts::of(&Told {
            key: needed(0)?,
            report: row.get(1)?,
            event: needed(2)?,
            mode: text(3)?,
            cameo: text(4)?,
            status: needed(5)?,
            date: text(6)?,
            until: text(7)?,
            basis: text(8)?,
            place: text(9)?,
            in_state: row.get(10)?,
            country: text(11)?,
            at: row.get::<_, Option<f64>>(12)?.zip(row.get(13)?),
            trigger: needed(14)?,
            sentence: needed(15)?,
            published: text(16)?,
            is_lead: row.get(17)?,
            name: text(18)?,
            setting: text(19)?,
            taking: &taking,
            topics: &topics,
        }))
    })?)
}
