//! From layers to facts: [`Claims`] are what a report asserts, each with the words that say so.

mod agreements;
mod amounts;
mod channels;
mod dates;
mod events;
mod occasions;
mod participants;
mod places;
mod references;
mod refused;
mod remarks;
mod retold;
mod separate;
mod statements;
mod sureness;
mod terms;
mod told_again;
mod topics;
mod venues;

pub use agreements::Known;
pub use topics::{Candidate as TopicCandidate, Weighed as WeighedTopic};

use crate::analyze::{Analysis, AttributionKind, EntityId, Status};
use crate::text::Span;

/// What one report asserts. Entities are those of the [`Analysis`] that the claims were made from.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    /// What happened, or is said to be going to happen; in order of the first evidence.
    pub events: Vec<Event>,
    /// Who said what; in order of the first content.
    pub statements: Vec<Statement>,
    /// What was agreed.
    pub agreements: Vec<Agreement>,
}

/// An act between political actors.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// PLOVER event type, or `STATEMENT`.
    pub event: &'static str,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// CAMEO code.
    pub cameo: Option<&'static str>,
    /// Whether it happened.
    pub status: Status,
    /// Who acts.
    pub actors: Vec<EntityId>,
    /// Towards whom.
    pub recipients: Vec<EntityId>,
    /// When.
    pub date: Option<When>,
    /// Where.
    pub place: Option<Place>,
    /// What it was about, in the report's words.
    pub topics: Vec<Span>,
    /// The words that say so, the trigger first.
    pub evidence: Vec<Span>,
    /// How much, and how many.
    pub amounts: Vec<Amount>,
    /// Index of the agreement it made.
    pub agreement: Option<usize>,
    /// What found it.
    pub method: String,
    /// How sure it is, 0 to 1.
    pub score: f32,
}

/// How much money, or how many people.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// What is counted.
    pub kind: AmountKind,
    /// The number, with its "million".
    pub value: f64,
    /// ISO 4217 code of a currency.
    pub unit: Option<&'static str>,
    /// The words that say so.
    pub span: Span,
}

/// What an [`Amount`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountKind {
    /// Money.
    Money,
    /// People that something is done to, or who do it.
    People,
    /// The dead.
    Killed,
    /// The injured.
    Injured,
    /// Weapons, vehicles and ammunition given, moved or used.
    Weapons,
}

/// A day, month or year, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// ISO date shortened to the known precision.
    pub value: String,
    /// End of a range, likewise.
    pub until: Option<String>,
    /// Whether the text tells it; otherwise it is the day of publication.
    pub told: bool,
}

/// A place of the gazetteer, or one that only the report names.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Its name as resolved.
    pub name: String,
    /// Today's country, ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Latitude in degrees.
    pub lat: Option<f64>,
    /// Longitude in degrees.
    pub lon: Option<f64>,
    /// GeoNames identifier.
    pub geonames: Option<u32>,
}

/// What someone is reported to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// How it is reported.
    pub kind: AttributionKind,
    /// What was said; several spans when the cue splits it.
    pub content: Vec<Span>,
    /// Who said it; the first named of several.
    pub speaker: Option<EntityId>,
    /// All who said it, where they are several.
    pub speakers: Vec<EntityId>,
    /// Words that name the speaker.
    pub speaker_span: Option<Span>,
    /// "said", "in a post on X".
    pub cue: Option<Span>,
    /// To whom.
    pub addressee: Option<EntityId>,
    /// Where it was said: post on X, joint press briefing …
    pub channel: Option<String>,
    /// Index of the statement it stands inside.
    pub within: Option<usize>,
    /// Index of the earlier statement with the same words.
    pub repeats: Option<usize>,
    /// What it is about, in the report's words.
    pub topics: Vec<Span>,
    /// What found it.
    pub method: &'static str,
    /// How sure it is, 0 to 1.
    pub score: f32,
}

/// Something agreed between parties.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Its name or description in the report's words.
    pub title: String,
    /// Kind: treaty, agreement, protocol, memorandum …
    pub kind: &'static str,
    /// Party codes.
    pub parties: Vec<String>,
    /// Whether the parties are those that knowledge has, because the report tells none.
    pub by_knowledge: bool,
    /// signed, ratified, agreed, proposed, in force, suspended, terminated.
    pub status: &'static str,
    /// When it came to that status.
    pub date: Option<When>,
    /// From when to when it holds.
    pub valid: Option<(Option<String>, Option<String>)>,
    /// What is known of it from elsewhere.
    pub known: Option<&'static Known>,
    /// The words that say so.
    pub evidence: Vec<Span>,
    /// How sure it is, 0 to 1.
    pub score: f32,
}

impl Claims {
    /// The claims of at least this score; of what refers to one that is left out, the reference goes too.
    pub fn at_least(mut self, least: f32) -> Claims {
        let kept = |scores: Vec<f32>| -> Vec<Option<usize>> {
            let mut next = 0;
            let number = |score: &f32| {
                (*score >= least).then(|| {
                    next += 1;
                    next - 1
                })
            };
            scores.iter().map(number).collect()
        };
        let statements = kept(self.statements.iter().map(|s| s.score).collect());
        let agreements = kept(self.agreements.iter().map(|a| a.score).collect());
        self.events.retain(|e| e.score >= least);
        self.statements.retain(|s| s.score >= least);
        self.agreements.retain(|a| a.score >= least);
        for event in &mut self.events {
            event.agreement = event.agreement.and_then(|a| agreements[a]);
        }
        for statement in &mut self.statements {
            statement.within = statement.within.and_then(|s| statements[s]);
            statement.repeats = statement.repeats.and_then(|s| statements[s]);
        }
        self
    }
}

/// Makes the claims of an analysis.
pub fn extract(analysis: &Analysis) -> Claims {
    let statements = statements::statements(analysis);
    let dates = dates::Dates::new(analysis);
    let mut events = events::events(analysis, &dates);
    occasions::add(analysis, &statements, &mut events);
    topics::assign(analysis, &mut events);
    let agreements = agreements::agreements(analysis, &dates, &events, &mut |_| ());
    for event in &mut events {
        event.agreement = agreements.iter().position(|a| {
            matches!(event.event, "SUPPORT" | "AGREE" | "CONCEDE" | "RETREAT")
                && event.evidence.iter().any(|s| a.evidence.iter().any(|e| e.contains(*s)))
        });
    }
    Claims { events, statements, agreements }
}

/// The phrases that may be what the events of `claims` are about, with all that is seen of each: for fitting.
pub fn topic_candidates(analysis: &Analysis, claims: &Claims) -> Vec<TopicCandidate> {
    topics::Topics::seeing(analysis).candidates(&claims.events)
}

/// The topics of the events of `claims`, and the other phrases that might have been ones, with why.
pub(crate) fn weighed_topics(analysis: &Analysis, claims: &Claims) -> Vec<WeighedTopic> {
    topics::weighed(analysis, &claims.events)
}

/// The agreements that were considered and refused: their words, kind, and why.
pub(crate) fn refused_agreements(analysis: &Analysis, claims: &Claims) -> Vec<agreements::Refused> {
    let mut refused = Vec::new();
    let dates = dates::Dates::new(analysis);
    agreements::agreements(analysis, &dates, &claims.events, &mut |r| refused.push(r));
    refused
}
