//! Quotations that no cue of their own unit reports: they go on from the one before.

use std::ops::Range;

use super::unit::Unit;
use super::{Draft, Speech};
use crate::text::TokenKind;

/// What was said last and may go on.
#[derive(Default)]
pub(super) struct Thread {
    /// The draft whose quotation closed the unit before.
    last: Option<usize>,
    /// Past the last token of that unit.
    end: usize,
    paragraph: usize,
}

/// Words that a quotation without a cue must have to be speech and not a title.
const FEWEST_WORDS: usize = 4;

/// Adds the quotations of `unit` that none of its drafts (from `first` on) holds.
pub(super) fn join(speech: &Speech, unit: &Unit, drafts: &mut Vec<Draft>, first: usize, thread: &mut Thread) {
    let quotations = speech.quotations_of(unit);
    let plain = unit
        .tokens
        .clone()
        .filter(|&i| !speech.is_quoted(i, unit) && speech.token(i).kind == TokenKind::Word)
        .count();
    let loose: Vec<usize> =
        quotations.iter().copied().filter(|&q| !held(speech, q, &drafts[first..])).collect();
    if plain <= 1 && !loose.is_empty() && loose.len() == quotations.len() {
        let words: usize = loose.iter().map(|&q| words_of(speech, &speech.quotation_tokens(q))).sum();
        let follows = thread.last.filter(|_| {
            thread.paragraph == unit.paragraph && thread.end == unit.tokens.start
                || thread.paragraph + 1 == unit.paragraph
        });
        let continues = loose.first().is_some_and(|&q| speech.analysis.quotations[q].continues);
        match follows {
            Some(draft) if thread.paragraph == unit.paragraph || continues || words >= 1 => {
                for &q in &loose {
                    drafts[draft].content.push(speech.quotation_tokens(q));
                }
                *thread = Thread { last: Some(draft), end: unit.tokens.end, paragraph: unit.paragraph };
            }
            _ if words >= FEWEST_WORDS => {
                drafts.push(Draft {
                    content: loose.iter().map(|&q| speech.quotation_tokens(q)).collect(),
                    method: "rule:speech.quotation",
                    score: 0.5,
                    ..Draft::default()
                });
                *thread =
                    Thread { last: Some(drafts.len() - 1), end: unit.tokens.end, paragraph: unit.paragraph };
            }
            _ => *thread = Thread::default(),
        }
        return;
    }
    // A quotation that goes on here, where its cue stands: what was said before belongs to it.
    if let (Some(before), Some(&q)) = (thread.last, quotations.first())
        && speech.analysis.quotations[q].continues
        && before < first
        && drafts[before].cue.is_none()
        && drafts[before].source.is_none()
    {
        let tokens = speech.quotation_tokens(q);
        let goes_on = (first..drafts.len()).find(|&d| {
            drafts[d].cue.is_some() && drafts[d].content.iter().any(|c| c.contains(&tokens.start))
        });
        if let Some(d) = goes_on {
            let mut content = std::mem::take(&mut drafts[before].content);
            content.append(&mut drafts[d].content);
            drafts[d].content = content;
        }
    }
    // The draft whose quotation is the last of the unit goes on.
    let last = quotations.last().and_then(|&q| {
        let tokens = speech.quotation_tokens(q);
        (first..drafts.len()).rev().find(|&d| {
            drafts[d].content.iter().any(|c| c.contains(&tokens.start))
                && speech
                    .content(&drafts[d].content)
                    .is_some_and(|(kind, _)| kind != super::AttributionKind::Indirect)
        })
    });
    *thread = Thread { last, end: unit.tokens.end, paragraph: unit.paragraph };
}

/// Whether a content holds the quotation.
fn held(speech: &Speech, quotation: usize, drafts: &[Draft]) -> bool {
    let tokens = speech.quotation_tokens(quotation);
    drafts.iter().any(|d| d.content.iter().any(|c| c.start < tokens.end && tokens.start < c.end))
}

fn words_of(speech: &Speech, range: &Range<usize>) -> usize {
    range.clone().filter(|&i| speech.token(i).kind == TokenKind::Word).count()
}

impl Speech<'_> {
    /// The quotations of a unit, in order.
    fn quotations_of(&self, unit: &Unit) -> Vec<usize> {
        let mut list: Vec<usize> = Vec::new();
        for at in unit.tokens.clone().filter(|&at| self.is_quoted(at, unit)) {
            if let Some(q) = self.quoted[at]
                && list.last() != Some(&(q as usize))
            {
                list.push(q as usize);
            }
        }
        list
    }
}
