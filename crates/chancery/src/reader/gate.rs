//! [`Gate`]: which passages go to the encoder at all.
//!
//! A passage in which no word reports speech or tells of an act, and nothing is quoted, has nothing to be found. In a
//! report that hardly names anyone who acts in politics (sport, markets, local news), neither has a passage that names
//! nobody; what is said there, the rules find.

use crate::analyze::Analysis;
use crate::analyze::attribution::is_cue_word;
use crate::analyze::mention::Reading;
use crate::analyze::trigger::is_trigger_word;
use crate::text::Span;

/// A report in which at least one sentence of so many names an actor is taken to be about politics.
const SENTENCES_AN_ACTOR: usize = 40;

/// What decides about the passages of one report.
pub(super) struct Gate {
    is_political: bool,
}

impl Gate {
    pub(super) fn of(analysis: &Analysis) -> Gate {
        let naming = analysis.sentences.iter().filter(|s| names_actor(analysis, s.span)).count();
        Gate { is_political: naming * SENTENCES_AN_ACTOR >= analysis.sentences.len() }
    }

    /// Whether the words between the bytes of `span` are worth encoding.
    pub(super) fn opens(&self, analysis: &Analysis, span: Span) -> bool {
        if !self.is_political && !names_actor(analysis, span) {
            return false;
        }
        let quotation = analysis.quotations.partition_point(|q| q.outer.end <= span.start);
        analysis.quotations.get(quotation).is_some_and(|q| q.outer.start < span.end)
            || analysis.tokens.within(span).any(|i| {
                let word = analysis.tokens.lower(i);
                is_cue_word(word) || is_trigger_word(word)
            })
    }
}

/// Whether someone who can take part in an event is named between the bytes of `span`.
fn names_actor(analysis: &Analysis, span: Span) -> bool {
    let from = analysis.mentions.partition_point(|m| m.span.end <= span.start);
    let mut here = analysis.mentions[from..].iter().take_while(|m| m.span.start < span.end);
    here.any(|m| acts(&m.reading))
}

/// Whether what a mention says of itself is of someone who can take part in an event.
fn acts(reading: &Reading) -> bool {
    match reading {
        Reading::Person { office, party } => office.is_some() || party.is_some(),
        Reading::Office { .. }
        | Reading::Unnamed { .. }
        | Reading::Counterpart { .. }
        | Reading::Party { .. }
        | Reading::Administration { .. }
        | Reading::Group { .. }
        | Reading::Definite { .. } => true,
        Reading::Organization { party } => party.is_some(),
        Reading::Place { metonym, .. } => metonym.is_some(),
        Reading::Collective { .. } | Reading::Pronoun(_) => false,
    }
}
