//! Sentences that name one by one the agreements that were told of together before: "They signed four agreements. *Among
//! them was* a treaty on extradition."

use super::{Candidate, Finder, nouns};
use crate::extract::Agreement;

/// How many sentences may lie between what is told of together and what is named of it.
const SENTENCES_BACK: usize = 3;

/// How far from its first word the verb of such a sentence stands.
const WORDS: usize = 9;

impl Finder<'_> {
    /// The agreements told of together, of which a sentence names some.
    pub(super) fn itemized(&self, sentence: usize, found: &[Agreement]) -> Option<usize> {
        if !self.itemizes(sentence) {
            return None;
        }
        let sentences = &self.analysis.sentences;
        let first = sentences[sentence.saturating_sub(SENTENCES_BACK)].span.start;
        let here = sentences[sentence].span.start;
        found.iter().rposition(|a| {
            nouns::is_several(&a.title)
                && matches!(a.status, "signed" | "agreed" | "ratified" | "proposed")
                && a.evidence.iter().any(|s| s.start >= first && s.end <= here)
        })
    }

    /// Whether a sentence begins by saying what is among several: "Among them was", "These include", "The most important is".
    pub(super) fn itemizes(&self, sentence: usize) -> bool {
        const CHIEF: &[&str] =
            &["most", "main", "key", "chief", "principal", "biggest", "largest", "first", "second", "other"];
        let tokens = self.analysis.sentences[sentence].tokens.clone();
        let limit = tokens.end.min(tokens.start + WORDS);
        let includes = |i: usize| ["includ", "compris"].iter().any(|s| self.lower(i).starts_with(s));
        let is = |i: usize| matches!(self.lower(i), "is" | "was" | "are" | "were");
        let several = |i: usize| nouns::is_several(self.lower(i));
        let told = |test: &dyn Fn(usize) -> bool| (tokens.start + 1..limit).any(test);
        match self.lower(tokens.start) {
            "among" => told(&is),
            "they" | "these" | "those" => told(&|i| includes(i) || is(i) && i < tokens.start + 3),
            "one" => self.lower(tokens.start + 1) == "of" && told(&is) || is(tokens.start + 1),
            "the" => {
                let chief = CHIEF.contains(&self.lower(tokens.start + 1)) && told(&is);
                chief || told(&several) && told(&includes)
            }
            _ => false,
        }
    }

    /// Whether what is told of together is named one by one right after: "three documents: *an accord on trade, a
    /// memorandum*".
    pub(super) fn is_spelt_out(&self, candidate: &Candidate, limit: usize) -> bool {
        let end = candidate.tokens.end;
        let named = |i: usize| nouns::HEADS.iter().any(|(h, _)| *h == self.lower(i));
        matches!(self.lower(end), ":" | "–" | "—")
            && nouns::is_several(self.lower(candidate.head))
            && (end + 1..limit.min(end + 1 + 2 * WORDS)).any(named)
    }
}
