//! [`Attribution`]: who is reported to say what, in which words: source, cue and content.

use super::Analysis;
use crate::text::Span;

/// One reported saying.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// How it is reported.
    pub kind: AttributionKind,
    /// Words that name the source, if any do.
    pub source: Option<Span>,
    /// The cue: "said", "in a post on X".
    pub cue: Option<Span>,
    /// What is said, without quotation marks of direct speech; several where the cue splits it.
    pub content: Vec<Span>,
    /// Words that name the addressee: "told *reporters*".
    pub addressee: Option<Span>,
    /// Words that name the channel: "in *a post on X*".
    pub channel: Option<Span>,
    /// The attribution this one stands inside.
    pub within: Option<usize>,
    /// What found it.
    pub method: &'static str,
    /// How sure it is, 0 to 1.
    pub score: f32,
}

/// How a saying is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributionKind {
    /// In the very words.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// In the reporter's words, some of them quoted.
    Mixed,
}

/// Finds attributions, in order of their first content.
pub fn find(_analysis: &Analysis) -> Vec<Attribution> {
    Vec::new()
}
