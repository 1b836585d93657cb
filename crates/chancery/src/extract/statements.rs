//! Statements: attributions with their speakers, the channel carried along while an occasion goes on, and repeats
//! recognised.

use std::collections::HashMap;

use super::Statement;
use super::channels::{Channels, is_public};
use super::sureness;
use super::topics::{self, Topics};
use crate::Analysis;
use crate::analyze::clause::Tag;
use crate::analyze::{AttributionKind, EntityId};
use crate::ontology;
use crate::text::{Span, runs_of_three};

/// Fewest words that must be said again to be a repeat.
const FEWEST_WORDS: usize = 4;

/// Of the runs of three words of a quotation, how many in ten must have been said before; of what is told in the report's
/// words, which may be told in like words of two days.
const SHARED_TENTHS: usize = 6;
const SHARED_TENTHS_TOLD: usize = 8;

/// Makes statements of the attributions of a report.
pub(super) fn statements(analysis: &Analysis) -> Vec<Statement> {
    let mut made: Vec<Statement> = Vec::with_capacity(analysis.attributions.len());
    let (mut said, mut told) = (Said::default(), Said::default());
    let topics = Topics::new(analysis);
    let mut channels = Channels::new(analysis);
    for (index, attribution) in analysis.attributions.iter().enumerate() {
        let speakers = analysis.speakers.get(index).cloned().unwrap_or_default();
        let repeats = match attribution.kind {
            AttributionKind::Direct => said.again(analysis, &attribution.content, index, SHARED_TENTHS),
            _ => told.again(analysis, &attribution.content, index, SHARED_TENTHS_TOLD),
        };
        let speaker = speakers.first().copied();
        // In the report's words two may be of one opinion.
        let is_same = |earlier: &usize| {
            attribution.kind == AttributionKind::Direct || made[*earlier].speaker == speaker
        };
        let repeats = repeats.filter(is_same);
        let mut channel = channels.of(attribution, speaker);
        // What several give out in words of their own.
        if attribution.cue.is_none() && speakers.len() > 1 && channel.as_deref() == Some("statement") {
            channel = Some("joint statement".to_owned());
        }
        made.push(Statement {
            kind: attribution.kind,
            content: attribution.content.clone(),
            speaker,
            speakers: if speakers.len() > 1 { speakers } else { Vec::new() },
            speaker_span: attribution.source,
            cue: attribution.cue,
            addressee: attribution
                .addressee
                .filter(|&s| !is_occasion(analysis, s))
                .and_then(|s| analysis.entity_in(s)),
            channel,
            within: attribution.within,
            repeats,
            topics: about(&topics, analysis, &attribution.content),
            method: attribution.method,
            score: sureness::of_statement(attribution),
        });
    }
    said_there_too(&mut made);
    made
}

/// Whether those told are told of as a meeting: "told *a meeting* in Yerevan".
fn is_occasion(analysis: &Analysis, addressee: Span) -> bool {
    let tokens = analysis.tokens.within(addressee);
    let mut before = tokens.take_while(|&t| analysis.grammar.tags[t] != Tag::Preposition);
    before.any(|t| {
        matches!(
            analysis.tokens.lower(t),
            "meeting" | "conference" | "rally" | "forum" | "session" | "hearing"
        )
    })
}

/// What a lead says without a word of where was said at the one public occasion of which the report then tells: "*The
/// minister said aid would go on.* … the minister told a press conference".
fn said_there_too(made: &mut [Statement]) {
    // Of each speaker, where all that comes later was said; none where that was at several.
    let mut later: HashMap<EntityId, Option<String>> = HashMap::new();
    for statement in made.iter_mut().rev().filter(|s| s.within.is_none()) {
        let Some(speaker) = statement.speaker else { continue };
        match (&statement.channel, later.get(&speaker)) {
            (Some(channel), None) => {
                later.insert(speaker, Some(channel.clone()));
            }
            (Some(channel), Some(Some(known))) if channel != known => {
                later.insert(speaker, None);
            }
            (None, Some(Some(known))) if is_public(known) => statement.channel = Some(known.clone()),
            _ => {}
        }
    }
}

/// Most topics of a statement.
const MOST_TOPICS: usize = 6;

/// What a statement is about: the noun phrases of its content that name an issue.
fn about(topics: &Topics, analysis: &Analysis, content: &[Span]) -> Vec<Span> {
    let text = analysis.text();
    let phrases = content.iter().flat_map(|&span| topics.between(analysis.tokens.within(span), false));
    let mut found: Vec<Span> = phrases.filter(|s| !ontology::topics_in(s.of(text)).is_empty()).collect();
    topics::distinct(text, &mut found);
    found.truncate(MOST_TOPICS);
    found
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
    fn again(&mut self, analysis: &Analysis, content: &[Span], index: usize, tenths: usize) -> Option<usize> {
        let words: Vec<u64> =
            content.iter().flat_map(|&s| analysis.tokens.hashes(analysis.tokens.within(s))).collect();
        let runs = runs_of_three(&words);
        let hits: Vec<usize> = runs.iter().filter_map(|r| self.runs.get(r).copied()).collect();
        let earlier = hits.first().copied().filter(|&first| {
            let same = hits.iter().filter(|&&h| h == first).count();
            let shorter = runs.len().min(self.lengths.get(&first).copied().unwrap_or(usize::MAX));
            words.len() >= FEWEST_WORDS && same * 10 >= shorter * tenths
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
