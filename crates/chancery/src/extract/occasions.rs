//! Occasions of speech that are themselves news: a report of a few sentences that tells of nothing else than what
//! someone said.
//!
//! In longer reports sayings are how the acts are told, and only the words for an occasion make one ("a joint press
//! briefing", "denied"), which the rules of `rules/events/statement.yaml` find.

use super::Event;
use crate::Analysis;
use crate::analyze::{EntityId, EntityKind, Status};

/// Most sentences of a report whose sayings are news by themselves.
const SHORT: usize = 2;

/// Cues that tell of a saying and of no other act.
const CUES: &[&str] = &[
    "says",
    "said",
    "states",
    "stated",
    "warns",
    "warned",
    "confirms",
    "confirmed",
    "testifies",
    "testified",
    "insists",
];

/// Adds an event for each speaker of a short report of whom no other act is told where he speaks.
pub(super) fn add(analysis: &Analysis, events: &mut Vec<Event>) {
    if analysis.sentences.len() > SHORT {
        return;
    }
    let mut made: Vec<Event> = Vec::new();
    for attribution in &analysis.attributions {
        if attribution.within.is_some() {
            continue;
        }
        let (Some(source), Some(cue)) = (attribution.source, attribution.cue) else { continue };
        let Some(speaker) = analysis.entity_in(source).filter(|&id| speaks_for_party(analysis, id)) else {
            continue;
        };
        let words = cue.of(&analysis.tokens.lower);
        if !CUES.iter().any(|c| words.split(' ').any(|w| w == *c)) {
            continue;
        }
        let sentence = analysis.sentences[analysis.sentence_of(analysis.tokens.at_or_after(cue.start))].span;
        // What is said is told as an act of its own: promised, accused, announced.
        let told = events.iter().any(|e| e.evidence.iter().any(|s| sentence.contains(*s)));
        if told {
            continue;
        }
        match made.iter_mut().find(|e| e.actors.contains(&speaker)) {
            Some(known) => known.evidence.push(cue),
            None => made.push(Event {
                event: "STATEMENT",
                mode: None,
                cameo: Some("010"),
                status: Status::Actual,
                actors: vec![speaker],
                recipients: Vec::new(),
                date: super::events::day_of_report(analysis),
                place: None,
                topics: Vec::new(),
                evidence: vec![cue],
                amounts: Vec::new(),
                agreement: None,
                method: "rule:occasion".to_owned(),
                score: 0.4,
            }),
        }
    }
    for event in made {
        let at = events.partition_point(|e| {
            e.evidence.first().map(|s| s.start) <= event.evidence.first().map(|s| s.start)
        });
        events.insert(at, event);
    }
}

fn speaks_for_party(analysis: &Analysis, id: EntityId) -> bool {
    let entity = analysis.entities.get(id);
    entity.party.is_some() && entity.kind != EntityKind::Place
}
