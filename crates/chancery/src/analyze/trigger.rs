//! [`Trigger`]: words that tell of an event, with its type, its status and those who take part.

use chancery_know::Knowledge;

use super::{Analysis, EntityId};
use crate::text::Span;

/// Words that tell of one event.
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    /// The words, one to four where possible, the head verb or noun among them.
    pub span: Span,
    /// PLOVER event type, or `STATEMENT`.
    pub event: &'static str,
    /// PLOVER mode.
    pub mode: Option<&'static str>,
    /// CAMEO code.
    pub cameo: Option<&'static str>,
    /// Whether it happened.
    pub status: Status,
    /// Who and what takes part.
    pub roles: Vec<(Role, EntityId)>,
    /// Index of its sentence.
    pub sentence: usize,
    /// What found it, with the rule's name: `rule:consult.met`.
    pub method: String,
    /// How sure it is, 0 to 1.
    pub score: f32,
}

/// Whether an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// It happened, or is happening.
    Actual,
    /// It is announced or scheduled.
    Planned,
    /// It is conditional, possible or wished.
    Hypothetical,
    /// It is denied, refused or cancelled.
    Negated,
    /// It is background of another time.
    Historical,
}

/// The part that someone takes in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who acts; in a symmetric event, all who take part.
    Actor,
    /// Towards whom.
    Recipient,
}

/// Finds triggers, in order.
pub fn find(_analysis: &Analysis, _know: &Knowledge) -> Vec<Trigger> {
    Vec::new()
}
