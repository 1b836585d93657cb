//! Statements: attributions with their speakers, the channel carried along while an occasion goes on, and repeats
//! recognised.

use std::collections::HashMap;

use super::Statement;
use crate::Analysis;
use crate::analyze::{Attribution, AttributionKind, EntityId};
use crate::text::{Span, TokenKind};

/// Fewest words that must be said again to be a repeat.
const FEWEST_WORDS: usize = 4;

/// Of the runs of three words of a saying, how many in ten must have been said before.
const SHARED_TENTHS: usize = 6;

/// Makes statements of the attributions of a report.
pub(super) fn statements(analysis: &Analysis) -> Vec<Statement> {
    let mut made: Vec<Statement> = Vec::with_capacity(analysis.attributions.len());
    let mut said = Said::default();
    let mut occasion: Option<(EntityId, String)> = None;
    for (index, attribution) in analysis.attributions.iter().enumerate() {
        let speakers = analysis.speakers.get(index).cloned().unwrap_or_default();
        let repeats = match attribution.kind {
            AttributionKind::Direct => said.again(analysis, &attribution.content, index),
            _ => None,
        };
        let speaker = speakers.first().copied();
        let told = channel_of(analysis, attribution);
        if let (Some(speaker), Some(told), None) = (speaker, &told, attribution.within) {
            occasion = Some((speaker, told.clone()));
        }
        // While the same one speaks and tells of nowhere else, the occasion goes on.
        let carried = || occasion.as_ref().filter(|(who, _)| Some(*who) == speaker).map(|(_, c)| c.clone());
        let channel = told.or_else(carried);
        made.push(Statement {
            kind: attribution.kind,
            content: attribution.content.clone(),
            speaker,
            speakers: if speakers.len() > 1 { speakers } else { Vec::new() },
            speaker_span: attribution.source,
            cue: attribution.cue,
            addressee: attribution.addressee.and_then(|s| analysis.entity_in(s)),
            channel,
            within: attribution.within,
            repeats,
            method: attribution.method,
            score: attribution.score,
        });
    }
    made
}

/// The channel that the words of an attribution tell.
fn channel_of(analysis: &Analysis, attribution: &Attribution) -> Option<String> {
    let text = analysis.text();
    if let Some(span) = attribution.channel {
        let words = span.of(text);
        return Some(match words {
            "X" | "Twitter" | "Facebook" | "Weibo" | "Instagram" => format!("post on {words}"),
            _ => words.to_owned(),
        });
    }
    let cue = attribution.cue?.of(text);
    ["tweet", "Tweet"].iter().any(|w| cue.starts_with(w)).then(|| "tweet".to_owned())
}

/// What was said in so many words, by runs of three.
#[derive(Default)]
struct Said {
    runs: HashMap<[u64; 3], usize>,
    /// How many runs each saying has.
    lengths: HashMap<usize, usize>,
}

impl Said {
    /// The earlier saying whose words `content` has again, whole or cut short; notes them.
    fn again(&mut self, analysis: &Analysis, content: &[Span], index: usize) -> Option<usize> {
        let words: Vec<u64> = content.iter().flat_map(|&span| words(analysis, span)).collect();
        let runs: Vec<[u64; 3]> = words.windows(3).map(|w| [w[0], w[1], w[2]]).collect();
        let hits: Vec<usize> = runs.iter().filter_map(|r| self.runs.get(r).copied()).collect();
        let earlier = hits.first().copied().filter(|&first| {
            let same = hits.iter().filter(|&&h| h == first).count();
            let shorter = runs.len().min(self.lengths.get(&first).copied().unwrap_or(usize::MAX));
            words.len() >= FEWEST_WORDS && same * 10 >= shorter * SHARED_TENTHS
        });
        if earlier.is_none() {
            self.lengths.insert(index, runs.len());
            for run in runs {
                self.runs.entry(run).or_insert(index);
            }
        }
        earlier
    }
}

/// The words of a span as hashes, compounds divided.
fn words(analysis: &Analysis, span: Span) -> Vec<u64> {
    let tokens = &analysis.tokens;
    tokens
        .within(span)
        .filter(|&i| matches!(tokens.list[i].kind, TokenKind::Word | TokenKind::Number))
        .flat_map(|i| tokens.lower(i).split(['-', '‐', '‑']).map(hash))
        .collect()
}

/// FNV-1a of a word: the same on every machine.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
