//! [`Unit`]: what is read at a time: a sentence, or several where a quotation runs over their ends.

use std::ops::Range;

use super::Speech;
use super::cues::speaks;
use crate::analyze::word::class;

/// Tokens that a unit holds at most, so that text without sentences is read in linear time.
const LONGEST: usize = 2000;

/// A stretch of text whose cues and contents are found together.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) tokens: Range<usize>,
    /// Index of its paragraph.
    pub(super) paragraph: usize,
    /// For a sentence inside a quotation: that quotation, whose words then count as not quoted.
    pub(super) inside: Option<u32>,
}

impl Speech<'_> {
    /// The units of the text, in order.
    pub(super) fn units(&self) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::with_capacity(self.analysis.sentences.len());
        for sentence in &self.analysis.sentences {
            let mut start = sentence.tokens.start;
            while sentence.tokens.end - start > LONGEST {
                units.push(Unit {
                    tokens: start..start + LONGEST,
                    paragraph: sentence.paragraph,
                    inside: None,
                });
                start += LONGEST;
            }
            // A quotation that began before goes on over the end of the sentence before.
            let open =
                start > 0 && self.quoted[start].is_some() && self.quoted[start] == self.quoted[start - 1];
            let whole = start == sentence.tokens.start;
            let joins = whole && (open || self.reports_back(&sentence.tokens));
            match units.last_mut() {
                Some(last)
                    if joins
                        && last.paragraph == sentence.paragraph
                        && sentence.tokens.end - last.tokens.start <= LONGEST =>
                {
                    last.tokens.end = sentence.tokens.end;
                }
                _ => units.push(Unit {
                    tokens: start..sentence.tokens.end,
                    paragraph: sentence.paragraph,
                    inside: None,
                }),
            }
        }
        units
    }

    /// Whether a sentence does no more than say whose the quotation before it is: `"Who will pay?" Clark asked.`
    fn reports_back(&self, sentence: &Range<usize>) -> bool {
        let start = sentence.start;
        let Some(before) = start.checked_sub(1).and_then(|b| self.quoted[b]) else { return false };
        let inner = self.analysis.quotations[before as usize].inner.of(self.analysis.text());
        if !inner.ends_with(['?', '!', '.', '…', '—', '-']) || self.quoted[start].is_some() {
            return false;
        }
        let reach = sentence.end.min(start + 9);
        let Some(verb) = (start..reach).find(|&i| self.cover(i).is_none() && speaks(self.lower(i))) else {
            return false;
        };
        // "Israel, he asserted, has kept its word": a saying of its own.
        let set_off = (start..verb).any(|i| self.lower(i) == ",")
            && self.lower(verb + 1) == ","
            && verb + 2 < sentence.end
            && self.quoted[verb + 2].is_none();
        if set_off {
            return false;
        }
        // Nothing that could be said follows.
        verb + 1 >= sentence.end
            || self.quoted[verb + 1].is_none() && {
                let next = self.word(verb + 1);
                self.is_mark(verb + 1)
                    || next.is(class::PREPOSITION | class::ADVERB)
                    || self.is_time(verb + 1)
                    || verb == start
            }
    }

    /// Whether token `at` is quoted, as seen from `unit`.
    pub(super) fn is_quoted(&self, at: usize, unit: &Unit) -> bool {
        self.quoted[at].is_some() && self.quoted[at] != unit.inside
    }

    /// The quotation that opens at token `at`, as seen from `unit`.
    pub(super) fn opens(&self, at: usize, unit: &Unit) -> Option<usize> {
        if at >= unit.tokens.end || !self.is_quoted(at, unit) {
            return None;
        }
        self.quotation_from(at)
    }
}
