//! [`Gate`]: which passages go to the encoder at all.
//!
//! A passage in which no word reports speech or tells of an act, and nothing is quoted, has nothing to be found. In a
//! report that is hardly about politics (sport, markets, local news), neither has a passage that names no state, nor its
//! organs, nor anyone who acts for it; of such a report sentences are encoded and not passages. What is said in the rest,
//! the rules find.

use crate::analyze::Analysis;
use crate::analyze::attribution::is_cue_word;
use crate::analyze::mention::Reading;
use crate::analyze::trigger::is_trigger_word;
use crate::text::Span;

include!(concat!(env!("OUT_DIR"), "/politics.rs"));

/// A report in which at least one sentence of so many has a word of politics is about politics. Of political news 97 in
/// 100 reports are, of local news 31.
const SENTENCES_A_WORD: usize = 20;

/// A report of so few sentences may be about anything, and costs little to read.
const SHORT: usize = 3;

/// What decides about the passages of one report.
pub(super) struct Gate {
    /// Whether the report is about politics.
    pub(super) is_political: bool,
}

impl Gate {
    pub(super) fn of(analysis: &Analysis) -> Gate {
        let sentences = &analysis.sentences;
        let tokens = &analysis.tokens;
        let political = |s: Span| tokens.within(s).any(|i| POLITICS.contains(tokens.lower(i)));
        let count = sentences.iter().filter(|s| political(s.span)).count();
        Gate { is_political: sentences.len() <= SHORT || count * SENTENCES_A_WORD >= sentences.len() }
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

/// Whether a state, its organs or someone who acts for it is named between the bytes of `span`.
fn names_actor(analysis: &Analysis, span: Span) -> bool {
    let from = analysis.mentions.partition_point(|m| m.span.end <= span.start);
    let mut here = analysis.mentions[from..].iter().take_while(|m| m.span.start < span.end);
    here.any(|m| match &m.reading {
        Reading::Person { party, .. }
        | Reading::Organization { party }
        | Reading::Group { party }
        | Reading::Unnamed { party, .. }
        | Reading::Office { party, .. }
        | Reading::Counterpart { party } => party.is_some(),
        Reading::Several { .. } => true,
        Reading::Party { .. } | Reading::Administration { .. } => true,
        Reading::Place { metonym, .. } => metonym.is_some(),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use chancery_know::Knowledge;

    use super::*;
    use crate::text::Document;

    /// Whether the report is about politics, and which of its sentences are worth encoding by themselves.
    fn gated(text: &str) -> (bool, Vec<String>) {
        let document = Document::from_text(text);
        let analysis = crate::analyze(&document, Knowledge::embedded());
        let gate = Gate::of(&analysis);
        let open = analysis.sentences.iter().map(|s| s.span).filter(|s| gate.opens(&analysis, *s));
        (gate.is_political, open.map(|s| s.of(analysis.text()).to_owned()).collect())
    }

    #[test]
    fn what_is_about_something_else_is_left_to_the_rules() {
        let report = "The golf course needs water, the owner said. He hopes for rain. Germany agreed to send experts. \
            The greens are brown.";
        let (is_political, open) = gated(report);
        assert!(!is_political);
        assert_eq!(open, ["Germany agreed to send experts."]);
    }

    #[test]
    fn politics_is_read_wherever_something_is_said_or_done() {
        let report =
            "The senator wants to win the election. The owner said he hopes for rain. The greens are brown.";
        let (is_political, open) = gated(report);
        assert!(is_political);
        assert_eq!(open.last().map(String::as_str), Some("The owner said he hopes for rain."));
    }
}
