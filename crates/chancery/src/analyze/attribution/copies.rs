//! Copies of what is quoted: an embedded post that the report gives again beside its quotation, often cut off.

use std::collections::HashMap;
use std::ops::Range;

use super::unit::Unit;
use super::{AttributionKind, Draft, Speech};
use crate::text::{Problem, ProblemKind, runs_of_three};

/// Fewest words of a sentence that may be told as a copy.
const FEWEST_WORDS: usize = 5;

/// Of the runs of three words in a sentence, how many in ten must stand in what is quoted.
const SHARED_TENTHS: usize = 6;

/// Adds the copies of quotations that stand without marks in the text, and tells them as problems.
pub(super) fn find(speech: &Speech, units: &[Unit], own: &[bool], drafts: &mut Vec<Draft>) -> Vec<Problem> {
    let mut runs: HashMap<[u64; 3], usize> = HashMap::new();
    for (d, draft) in drafts.iter().enumerate() {
        if draft.whole
            || !speech.content(&draft.content).is_some_and(|(kind, _)| kind == AttributionKind::Direct)
        {
            continue;
        }
        for run in draft.content.iter().flat_map(|range| speech.runs(range)) {
            runs.entry(run).or_insert(d);
        }
    }
    let mut problems = Vec::new();
    if runs.is_empty() {
        return problems;
    }
    let taken: Vec<Range<usize>> = drafts.iter().flat_map(|d| d.content.iter().cloned()).collect();
    let mut block: Option<(usize, Draft)> = None;
    let close = |block: Option<(usize, Draft)>, drafts: &mut Vec<Draft>, problems: &mut Vec<Problem>| {
        let Some((_, draft)) = block else { return };
        let (Some(first), Some(last)) = (draft.content.first(), draft.content.last()) else { return };
        let span = speech.span(&(first.start..last.end));
        problems.push(Problem { kind: ProblemKind::DuplicateBlock, span: Some(span), detail: None });
        if speech.is_cut_off(last) {
            problems.push(Problem {
                kind: ProblemKind::Truncated,
                span: Some(speech.span(last)),
                detail: None,
            });
        }
        drafts.push(draft);
    };
    let mut next_taken = 0;
    for unit in units.iter().filter(|u| !own[u.paragraph]) {
        while next_taken < taken.len() && taken[next_taken].end <= unit.tokens.start {
            next_taken += 1;
        }
        let (content, signed) = speech.before_signature(unit);
        let copied = speech.copied(&content, &runs);
        match (copied, block.as_mut()) {
            (Some(d), Some((of, draft))) if *of == d => draft.content.push(content.clone()),
            (Some(d), _) => {
                close(block.take(), drafts, &mut problems);
                let draft = Draft {
                    content: vec![content.clone()],
                    source: signed.clone(),
                    whole: true,
                    method: "rule:speech.copy",
                    score: 0.7,
                    ..Draft::default()
                };
                block = Some((d, draft));
            }
            (None, Some((_, draft)))
                if speech.is_cut_off(&content)
                    && !drafts.iter().any(|d| d.content.iter().any(|c| unit.tokens.contains(&c.start))) =>
            {
                draft.content.push(content.clone());
                close(block.take(), drafts, &mut problems);
            }
            (None, _) => {
                close(block.take(), drafts, &mut problems);
                if let Some(name) = signed {
                    drafts.push(Draft {
                        content: vec![content.clone()],
                        source: Some(name),
                        whole: true,
                        method: "rule:speech.post",
                        score: 0.7,
                        ..Draft::default()
                    });
                }
            }
        }
    }
    close(block.take(), drafts, &mut problems);
    problems
}

impl Speech<'_> {
    /// The runs of three words in a range, as hashes.
    fn runs(&self, range: &Range<usize>) -> Vec<[u64; 3]> {
        runs_of_three(&self.analysis.tokens.hashes(range.clone()))
    }

    /// The draft whose words a sentence without marks has again.
    fn copied(&self, content: &Range<usize>, of: &HashMap<[u64; 3], usize>) -> Option<usize> {
        if content.len() < FEWEST_WORDS || content.clone().any(|i| self.quoted[i].is_some()) {
            return None;
        }
        let runs = self.runs(content);
        let hits: Vec<usize> = runs.iter().filter_map(|r| of.get(r).copied()).collect();
        let first = *hits.first()?;
        let same = hits.iter().filter(|&&d| d == first).count();
        (runs.len() + 2 >= FEWEST_WORDS && same * 10 >= runs.len() * SHARED_TENTHS).then_some(first)
    }

    /// A unit without the signature of a post, and the name that signs it: "… — Donald J. Trump (@realDonaldTrump)".
    fn before_signature(&self, unit: &Unit) -> (Range<usize>, Option<Range<usize>>) {
        let tokens = unit.tokens.clone();
        let at =
            tokens.clone().find(|&i| self.lower(i) == "@" && i > tokens.start && self.lower(i - 1) == "(");
        let dash = at.and_then(|at| {
            (tokens.start..at).rev().find(|&i| matches!(self.lower(i), "—" | "–" | "--" | "-"))
        });
        match (at, dash) {
            (Some(at), Some(dash)) if at - dash <= 8 && dash > tokens.start => {
                (tokens.start..dash, (dash + 1 < at - 1).then_some(dash + 1..at - 1))
            }
            _ => (tokens, None),
        }
    }

    /// Whether a range breaks off.
    fn is_cut_off(&self, range: &Range<usize>) -> bool {
        !range.is_empty() && matches!(self.lower(range.end - 1), "…" | "..." | "....")
    }
}
