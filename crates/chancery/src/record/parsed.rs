//! [`Parsed`]: a record as read back from its JSON, for whatever is made of records after they were written: tables,
//! files in the layouts of others, exports of a store.
//!
//! Every part may be absent, as in gold records; keys not known here are passed over.

#![allow(missing_docs, reason = "the fields are the keys of the format")]

use serde::Deserialize;

/// A record (format v1) that owns its words.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Parsed {
    pub format: u8,
    pub reader: String,
    pub doc: Doc,
    pub text: String,
    pub entities: Vec<Entity>,
    pub events: Vec<Event>,
    pub statements: Vec<Statement>,
    pub agreements: Vec<Agreement>,
    pub problems: Vec<Problem>,
}

impl Parsed {
    /// Reads a record's JSON.
    ///
    /// # Errors
    ///
    /// It is no JSON object, or a key of the format holds something else than the format says.
    pub fn from_json(json: &[u8]) -> serde_json::Result<Parsed> {
        serde_json::from_slice(json)
    }

    /// The entity with this id of the record.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        // Ids count from `e1` in order; a record of another make is searched.
        let place = id.get(1..).and_then(|n| n.parse::<usize>().ok()).and_then(|n| n.checked_sub(1));
        place
            .and_then(|n| self.entities.get(n))
            .filter(|e| e.id == id)
            .or_else(|| self.entities.iter().find(|e| e.id == id))
    }

    /// Whether the record says that its report could not be read.
    pub fn is_unreadable(&self) -> bool {
        self.problems.iter().any(|p| p.kind == "unreadable")
    }
}

/// See `doc` of the format.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Doc {
    pub id: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub published: Option<String>,
    pub published_basis: Option<String>,
    pub source: Option<String>,
    pub language: Option<String>,
}

/// Words of the text with their place in code points.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Span {
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// See `entities` of the format.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Entity {
    pub id: String,
    pub kind: String,
    pub name: String,
    pub party: Option<String>,
    pub office: Option<String>,
    pub wikidata: Option<String>,
    pub mentions: Vec<Mention>,
}

/// A span with the form of the mention.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Mention {
    pub start: u32,
    pub end: u32,
    pub text: String,
    pub form: Option<String>,
}

/// See `date` of the format.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Date {
    pub value: Option<String>,
    pub until: Option<String>,
    pub basis: Option<String>,
}

/// See `place` of the format.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Place {
    pub name: Option<String>,
    pub country: Option<String>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub geonames: Option<u32>,
}

/// How much or how many, with the words that say so.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Amount {
    pub kind: String,
    pub value: Option<f64>,
    pub unit: Option<String>,
    pub start: u32,
    pub end: u32,
    pub text: String,
}

/// See `events` of the format.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Event {
    pub id: String,
    #[serde(rename = "type")]
    pub event: String,
    pub quad: Option<String>,
    pub mode: Option<String>,
    pub cameo: Option<String>,
    pub goldstein: Option<f64>,
    pub intensity: Option<f64>,
    pub contexts: Vec<String>,
    pub status: String,
    pub actors: Vec<String>,
    pub recipients: Vec<String>,
    pub date: Option<Date>,
    pub place: Option<Place>,
    pub topics: Vec<String>,
    pub topic_codes: Vec<String>,
    pub evidence: Vec<Span>,
    pub amounts: Vec<Amount>,
    pub agreement: Option<String>,
    pub method: String,
    pub score: Option<f64>,
}

/// See `statements` of the format.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Statement {
    pub id: String,
    pub kind: String,
    pub content: Vec<Span>,
    pub speaker: Option<String>,
    pub speakers: Vec<String>,
    pub speaker_span: Option<Span>,
    pub cue: Option<Span>,
    pub addressee: Option<String>,
    pub channel: Option<String>,
    pub date: Option<Date>,
    pub place: Option<Place>,
    pub about: Vec<String>,
    pub topics: Vec<String>,
    pub within: Option<String>,
    pub repeats: Option<String>,
    pub method: String,
    pub score: Option<f64>,
}

/// See `agreements` of the format.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Agreement {
    pub id: String,
    pub title: String,
    pub kind: String,
    pub parties: Vec<String>,
    pub status: String,
    pub date: Option<Date>,
    pub valid: Option<Valid>,
    pub evidence: Vec<Span>,
    pub score: Option<f64>,
}

/// From when to when an agreement holds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Valid {
    pub from: Option<String>,
    pub to: Option<String>,
}

/// What was amiss.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Problem {
    pub kind: String,
    pub detail: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{self, Provenance};

    #[test]
    fn a_record_comes_back() {
        let text = "PARIS, March 3, 2023 - Japanese Foreign Minister Yoshimasa Hayashi met French Foreign Minister \
                    Catherine Colonna in Paris on Friday. \"We agreed to cooperate,\" Hayashi said.";
        let document = read::text(Provenance { id: "a".into(), ..Provenance::default() }, text.to_owned());
        let json = crate::record::of(&document, chancery_know::Knowledge::embedded(), |record| {
            serde_json::to_vec(record).unwrap_or_default()
        });
        let parsed = Parsed::from_json(&json).expect("our own JSON");
        assert_eq!((parsed.format, parsed.text.as_str(), parsed.doc.id.as_str()), (1, text, "a"));
        let event = parsed.events.first().expect("a meeting");
        assert!(event.actors.iter().all(|id| parsed.entity(id).is_some_and(|e| &e.id == id)));
        assert!(
            parsed.entity("e0").is_none() && parsed.entity("x").is_none() && parsed.entity("é9").is_none()
        );
        assert!(!parsed.statements.is_empty() && !parsed.is_unreadable());
    }
}
