//! Entities across reports: [`Cast`] is those of one report, each with its row in the store.

use std::collections::HashMap;
use std::rc::Rc;

use rusqlite::{OptionalExtension, params};

use super::Appending;
use crate::claims::{Entity, Reading};
use crate::{Result, key::key};

/// The entities of a report, each with its row and key once it was asked for.
pub(super) struct Cast<'r> {
    reading: &'r Reading,
    by_id: HashMap<&'r str, usize>,
    rows: Vec<Option<(i64, Rc<str>)>>,
}

impl Cast<'_> {
    pub(super) fn of(reading: &Reading) -> Cast<'_> {
        let by_id = reading.entities.iter().enumerate().map(|(at, e)| (e.id.as_str(), at)).collect();
        Cast { reading, by_id, rows: vec![None; reading.entities.len()] }
    }
}

/// An entity of a report, with its row and key across reports.
pub(super) struct Rowed<'r> {
    pub(super) entity: &'r Entity,
    pub(super) row: i64,
    pub(super) key: Rc<str>,
}

/// What reports tell of an entity and is kept once.
pub(super) struct Told {
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

impl Appending<'_> {
    /// The entity of a report with this id, with its row and key across reports.
    pub(super) fn entity<'r>(&mut self, cast: &mut Cast<'r>, id: &str) -> Result<Option<Rowed<'r>>> {
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
}
