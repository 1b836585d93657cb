//! [`Mention`]: words that name or refer to a person, state, organisation, group, office or place.

use chancery_know::Knowledge;

use super::Analysis;
use crate::text::Span;

/// Index of a mention in its [`Analysis`].
pub type MentionId = usize;

/// Words that name or refer to someone or something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words: of a person the name alone, of a title or descriptor the whole phrase without a leading article's
    /// neighbours (`the Indian Foreign Minister`, `his Russian counterpart`).
    pub span: Span,
    /// How it refers.
    pub form: MentionForm,
    /// The larger phrase it is the head of: `Indian Foreign Minister Subrahmanyam Jaishankar`.
    pub phrase: Span,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionForm {
    /// By name.
    Name,
    /// By office: "the Indian Foreign Minister".
    Title,
    /// By pronoun.
    Pronoun,
    /// By an adjective of nationality: "Russian".
    Demonym,
    /// By a seat of power: "Moscow", "the Kremlin".
    Metonym,
    /// By a description: "his Russian counterpart", "U.S. officials", "the two ministers".
    Descriptor,
}

/// Finds mentions, in order of their start.
pub fn find(_analysis: &Analysis, _know: &Knowledge) -> Vec<Mention> {
    Vec::new()
}
