//! News agencies in the reports that they send: whose wire it is, is neither told of nor heard.

use super::mention::{PartyKind, Reading};
use super::{Analysis, Mention};
use crate::text::{Dateline, Span, Tokens, is_agency};

/// Whether words stand for the agency of a dateline.
pub(super) fn is_credit(tokens: &Tokens, datelines: &[Dateline], span: Span) -> bool {
    let i = datelines.partition_point(|d| tokens.list[d.tokens.end - 1].span.end <= span.start);
    datelines
        .get(i)
        .and_then(|d| d.agency.clone())
        .is_some_and(|agency| tokens.span(agency.start, agency.end).contains(span))
}

/// The mentions without the agencies of datelines; an agency named elsewhere is a body of its own, and not its state.
pub(super) fn without_credits(analysis: &Analysis, mentions: Vec<Mention>) -> Vec<Mention> {
    let (tokens, text) = (&analysis.tokens, analysis.text());
    let kept = mentions.into_iter().filter(|m| !is_credit(tokens, &analysis.datelines, m.span));
    kept.map(|mut mention| {
        if let Reading::Party { code, kind: PartyKind::State, .. } = &mention.reading
            && is_agency(&mention.span.of(text).to_lowercase())
        {
            mention.reading = Reading::Organization { party: Some(code.clone()) };
        }
        mention
    })
    .collect()
}

impl Analysis<'_> {
    /// Whether a source is the reporter: "a TASS *correspondent* reported".
    pub(crate) fn is_reporter(&self, source: Span) -> bool {
        let words: Vec<&str> = source.of(&self.tokens.lower).split_whitespace().collect();
        let reporter =
            words.last().is_some_and(|w| matches!(*w, "correspondent" | "correspondents" | "reporter"));
        reporter
            && words.len() <= 4
            && words.iter().any(|w| is_agency(w.trim_end_matches("'s")) || matches!(*w, "our" | "this"))
    }
}
