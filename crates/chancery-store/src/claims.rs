//! [`Reading`]: the parts of a record (format v1) that the store keeps in columns. The whole record is kept beside them.

use serde::Deserialize;

/// A record as read back from JSON.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Reading {
    pub(crate) reader: String,
    pub(crate) doc: Doc,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) entities: Vec<Entity>,
    #[serde(default)]
    pub(crate) events: Vec<Event>,
    #[serde(default)]
    pub(crate) statements: Vec<Statement>,
    #[serde(default)]
    pub(crate) agreements: Vec<Agreement>,
    #[serde(default)]
    pub(crate) problems: Vec<Problem>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Doc {
    pub(crate) id: String,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) published_basis: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) language: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) party: Option<String>,
    pub(crate) office: Option<String>,
    pub(crate) wikidata: Option<String>,
    #[serde(default)]
    pub(crate) mentions: Vec<Mention>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Mention {
    /// In code points.
    #[serde(default)]
    pub(crate) start: u32,
    pub(crate) text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Date {
    pub(crate) value: Option<String>,
    pub(crate) until: Option<String>,
    pub(crate) basis: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Place {
    pub(crate) name: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) lat: Option<f64>,
    pub(crate) lon: Option<f64>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub(crate) struct Event {
    pub(crate) id: String,
    pub(crate) r#type: String,
    pub(crate) quad: Option<String>,
    pub(crate) mode: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) goldstein: Option<f64>,
    pub(crate) intensity: Option<f64>,
    pub(crate) status: String,
    #[serde(default)]
    pub(crate) actors: Vec<String>,
    #[serde(default)]
    pub(crate) recipients: Vec<String>,
    pub(crate) date: Option<Date>,
    pub(crate) place: Option<Place>,
    #[serde(default)]
    pub(crate) topics: Vec<String>,
    #[serde(default)]
    pub(crate) topic_codes: Vec<String>,
    #[serde(default)]
    pub(crate) evidence: Vec<Span>,
    pub(crate) agreement: Option<String>,
    #[serde(default)]
    pub(crate) method: String,
    pub(crate) score: Option<f64>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Statement {
    pub(crate) id: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) content: Vec<Span>,
    pub(crate) speaker: Option<String>,
    pub(crate) cue: Option<Span>,
    pub(crate) channel: Option<String>,
    pub(crate) addressee: Option<String>,
    #[serde(default)]
    pub(crate) about: Vec<String>,
    pub(crate) repeats: Option<String>,
    #[serde(default)]
    pub(crate) method: String,
    pub(crate) score: Option<f64>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Agreement {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) parties: Vec<String>,
    pub(crate) status: String,
    pub(crate) date: Option<Date>,
    pub(crate) valid: Option<Valid>,
    #[serde(default)]
    pub(crate) evidence: Vec<Span>,
    pub(crate) score: Option<f64>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Valid {
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Problem {
    pub(crate) kind: String,
}
