//! [`Record`]: the public JSON of a report, format v1, and how it is made from claims.
//!
//! Offsets in a record are code points, while the library counts bytes: they are converted here and nowhere else.

mod brief;
mod build;
pub mod layouts;
mod offsets;
mod page;
pub mod parsed;

use serde::Serialize;

pub use brief::{Style, brief, day};
pub use build::{of, of_sure, of_with, record, unreadable};
pub use layouts::EventLayout;
pub use parsed::Parsed;

/// The JSON Schema of a record (draft 2020-12).
pub const SCHEMA: &str = include_str!("../../schema/record.schema.json");

/// One report, read.
#[derive(Clone, Debug, Serialize)]
pub struct Record<'a> {
    /// Always 1.
    pub format: u8,
    /// Version of the reader: `0.1.0 rules`, `0.1.0 model 1`.
    pub reader: String,
    /// What is known of the report from outside its text.
    pub doc: Doc<'a>,
    /// The cleaned text.
    pub text: &'a str,
    /// Who and what it speaks of.
    pub entities: Vec<Entity<'a>>,
    /// What happened.
    pub events: Vec<Event<'a>>,
    /// Who said what.
    pub statements: Vec<Statement<'a>>,
    /// What was agreed.
    pub agreements: Vec<Agreement<'a>>,
    /// Time expressions.
    pub times: Vec<Time<'a>>,
    /// Place mentions.
    pub places: Vec<PlaceMention<'a>>,
    /// What was amiss.
    pub problems: Vec<Problem<'a>>,
    /// What the first party of each pair that was asked about does to the second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pairs: Option<Vec<Relation>>,
}

/// The answer about a pair.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Relation {
    #[serde(rename = "type")]
    pub event: &'static str,
    pub quad: Option<&'static str>,
    pub status: &'static str,
    pub score: f32,
    pub cameo: Option<&'static str>,
}

/// See `doc` of the format.
#[derive(Clone, Debug, Default, Serialize)]
#[allow(missing_docs)]
pub struct Doc<'a> {
    pub id: &'a str,
    pub url: Option<&'a str>,
    pub title: Option<&'a str>,
    pub published: Option<String>,
    pub published_basis: Option<&'static str>,
    pub source: Option<&'a str>,
    pub language: Option<&'a str>,
}

/// Words of the text with their place in code points.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Span<'a> {
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
}

/// See `entities` of the format.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Entity<'a> {
    pub id: Id,
    pub kind: &'static str,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<&'a str>,
    pub mentions: Vec<Mention<'a>>,
}

/// A span with the form of the mention.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Mention<'a> {
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
    pub form: &'static str,
}

/// An identifier local to the record: a letter and a number from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(pub char, pub u32);

impl Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.0, self.1)
    }
}

/// See `events` of the format.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Event<'a> {
    pub id: Id,
    #[serde(rename = "type")]
    pub event: &'a str,
    pub quad: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cameo: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goldstein: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intensity: Option<f32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contexts: Vec<&'static str>,
    pub status: &'static str,
    pub actors: Vec<Id>,
    pub recipients: Vec<Id>,
    pub date: Option<Date<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Place<'a>>,
    pub topics: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topic_codes: Vec<&'static str>,
    pub evidence: Vec<Span<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amounts: Vec<Amount<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Id>,
    pub method: &'a str,
    pub score: f32,
}

/// How much or how many, with the words that say so.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Amount<'a> {
    pub kind: &'static str,
    pub value: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<&'static str>,
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
}

/// A date and how it is known.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Date<'a> {
    pub value: &'a str,
    pub until: Option<&'a str>,
    pub basis: &'static str,
}

/// A place.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Place<'a> {
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
}

/// See `statements` of the format.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Statement<'a> {
    pub id: Id,
    pub kind: &'static str,
    pub content: Vec<Span<'a>>,
    pub speaker: Option<Id>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker_span: Option<Span<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Span<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressee: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<&'a str>,
    pub about: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Id>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<Id>,
    pub method: &'a str,
    pub score: f32,
}

/// See `agreements` of the format.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Agreement<'a> {
    pub id: Id,
    pub title: &'a str,
    pub kind: &'static str,
    pub parties: &'a [String],
    /// `knowledge` where the report tells no parties and they are those that are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parties_basis: Option<&'static str>,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid: Option<Valid<'a>>,
    /// What is known of it from elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<KnownAgreement>,
    pub evidence: Vec<Span<'a>>,
    pub score: f32,
}

/// What the table of known agreements has about one, by its own name.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct KnownAgreement {
    pub title: &'static str,
    pub parties: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signed: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended: Option<&'static str>,
}

/// From when to when an agreement holds.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Valid<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<&'a str>,
}

/// A time expression.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Time<'a> {
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub value: Option<&'a str>,
}

/// A mention of a place.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs)]
pub struct PlaceMention<'a> {
    pub start: u32,
    pub end: u32,
    pub text: &'a str,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
}

/// What was amiss.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs)]
pub struct Problem<'a> {
    pub kind: &'static str,
    #[serde(flatten)]
    pub span: Option<Span<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'a str>,
}
