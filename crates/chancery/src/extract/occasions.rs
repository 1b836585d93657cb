//! Occasions of speech that are themselves news: one event each, and never one per quotation.
//!
//! In a report of a few sentences it is what someone said, where that is what the report tells. In longer ones sayings
//! are how the acts are told; there an occasion is a press conference that is held, a statement that a release gives
//! out, and what the lead says that someone said: to reporters, or without a word of any act. Denials and condolences
//! are found by the rules of `rules/events/statement.yaml`.

use super::{Event, Statement};
use crate::Analysis;
use crate::analyze::{EntityId, EntityKind, Status};
use crate::text::{Sentence, Span};

/// Most sentences of a report whose sayings are news by themselves.
const SHORT: usize = 2;

/// Cues that tell of a saying and of no other act.
const CUES: &[&str] =
    &["says", "said", "states", "stated", "warns", "warned", "testifies", "testified", "insists"];

/// Adds the occasions of speech to the events.
pub(super) fn add(analysis: &Analysis, statements: &[Statement], events: &mut Vec<Event>) {
    let mut made: Vec<Event> = released(analysis).into_iter().collect();
    if analysis.sentences.len() <= SHORT {
        sayings(analysis, events, &mut made);
    } else if made.is_empty() {
        made.extend(conference(analysis, statements, events).or_else(|| lead(analysis, statements, events)));
    }
    // What the trained reader found already is one occasion.
    made.retain(|event| {
        let known = |e: &Event| {
            e.event == "STATEMENT"
                && e.evidence.iter().any(|s| event.evidence.iter().any(|mine| mine.overlaps(*s)))
        };
        !events.iter().any(known)
    });
    for event in made {
        let at = events.partition_point(|e| {
            e.evidence.first().map(|s| s.start) <= event.evidence.first().map(|s| s.start)
        });
        events.insert(at, event);
    }
}

fn occasion(analysis: &Analysis, actors: Vec<EntityId>, evidence: Span, score: f32) -> Event {
    Event {
        event: "STATEMENT",
        mode: None,
        cameo: Some("010"),
        status: Status::Actual,
        actors,
        recipients: Vec::new(),
        date: super::events::day_of_report(analysis),
        place: None,
        topics: Vec::new(),
        evidence: vec![evidence],
        amounts: Vec::new(),
        agreement: None,
        method: "rule:occasion".to_owned(),
        score,
    }
}

/// What a short report says that someone said, where no act is told beside it.
fn sayings(analysis: &Analysis, events: &[Event], made: &mut Vec<Event>) {
    for (index, attribution) in analysis.attributions.iter().enumerate() {
        if attribution.within.is_some() {
            continue;
        }
        let Some(cue) = attribution.cue else { continue };
        let speaker = analysis.speakers.get(index).and_then(|s| s.first().copied());
        let Some(speaker) = speaker.filter(|&id| speaks_for_party(analysis, id)) else { continue };
        let words = cue.of(&analysis.tokens.lower);
        if !CUES.iter().any(|c| words.split(' ').any(|w| w == *c)) {
            continue;
        }
        let sentence = analysis.sentence_of(analysis.tokens.at_or_after(cue.start));
        if sentence > 0 {
            continue;
        }
        let span = analysis.sentences[sentence].span;
        // What is said is told as an act of its own: promised, accused, announced. What is only possible or denied is
        // what the saying is about.
        let told = events.iter().any(|e| {
            let here = e.evidence.iter().any(|s| span.contains(*s));
            let said = e.evidence.iter().all(|s| attribution.content.iter().any(|c| c.contains(*s)));
            let unreal = matches!(e.status, Status::Hypothetical | Status::Negated);
            here && !(said && unreal)
        });
        if told {
            continue;
        }
        match made.iter_mut().find(|e| e.actors.contains(&speaker)) {
            Some(known) => known.evidence.push(cue),
            None => made.push(occasion(analysis, vec![speaker], cue, 0.5)),
        }
    }
}

/// The statement that a release gives out: "The text of the following statement was released by …".
fn released(analysis: &Analysis) -> Option<Event> {
    for sentence in analysis.sentences.iter().take(3) {
        let words = sentence.span.of(&analysis.tokens.lower);
        let Some(at) =
            words.find("statement was released by").or_else(|| words.find("statement was issued by"))
        else {
            continue;
        };
        let start = sentence.span.start as usize + at;
        let cue = Span::new(start, start + "statement was released".len());
        let from = analysis.mentions.partition_point(|m| m.span.start < cue.end);
        let mut actors: Vec<EntityId> = Vec::new();
        for (id, mention) in analysis.mentions.iter().enumerate().skip(from) {
            if mention.span.start >= sentence.span.end {
                break;
            }
            if let Some(entity) = analysis.entities.of(id)
                && analysis.entities.takes_part(entity)
                && !actors.contains(&entity)
            {
                actors.push(entity);
            }
        }
        return (!actors.is_empty()).then(|| occasion(analysis, actors, cue, 0.6));
    }
    None
}

/// A press conference that a report tells of: those who speak at it.
fn conference(analysis: &Analysis, statements: &[Statement], events: &[Event]) -> Option<Event> {
    let at_conference = |s: &&Statement| {
        s.within.is_none()
            && s.channel
                .as_deref()
                .is_some_and(|c| c.contains("press conference") || c.contains("news conference"))
    };
    if events.iter().any(|e| e.event == "STATEMENT") {
        return None;
    }
    let mut actors: Vec<EntityId> = Vec::new();
    let mut evidence: Option<Span> = None;
    for statement in statements.iter().filter(at_conference) {
        for &speaker in statement.speaker.iter().chain(&statement.speakers) {
            if speaks_for_party(analysis, speaker) && !actors.contains(&speaker) {
                actors.push(speaker);
                evidence = evidence.or(statement.cue);
            }
        }
    }
    Some(occasion(analysis, actors, evidence?, 0.4))
}

/// What a report is about by its lead: what someone told reporters, or says where no act is told.
fn lead(analysis: &Analysis, statements: &[Statement], events: &[Event]) -> Option<Event> {
    // A release is itself what its sender says.
    if analysis.document.government().is_some() {
        return None;
    }
    // Titles end without a stop.
    let ends = |s: &&Sentence| s.span.of(analysis.text()).ends_with(['.', '?', '!', '"', '”']);
    let span = analysis.sentences.iter().find(ends)?.span;
    let here = |s: Span| span.contains(s);
    let (said, cue) = statements
        .iter()
        .filter(|s| s.within.is_none())
        .find_map(|s| s.cue.filter(|&c| here(c)).map(|cue| (s.speaker, cue)))?;
    // The lead may call an official whom the report then names.
    let entities = &analysis.entities;
    let party = said.and_then(|id| entities.get(id).party.as_deref());
    let unnamed = said.is_none_or(|id| !entities.get(id).named);
    let is_speaker = |id: EntityId| {
        let other = entities.get(id).party.as_deref();
        said == Some(id) || unnamed && entities.get(id).named && (party.is_none() || party == other)
    };
    let reporters = |s: &&Statement| {
        let to = |c: &str| c.contains("interview") || c.contains("reporters");
        s.speaker.is_some_and(is_speaker) && s.channel.as_deref().is_some_and(to)
    };
    let told = statements.iter().filter(|s| s.within.is_none());
    let told = told.take(if unnamed { 2 } else { usize::MAX }).find(reporters);
    let speaker = told.map_or(said, |s| s.speaker)?;
    let known = |e: &Event| e.event == "STATEMENT" && e.cameo == Some("010") && e.actors.contains(&speaker);
    if !speaks_for_party(analysis, speaker) || events.iter().any(known) {
        return None;
    }
    if let Some(told) = told {
        let mut event = occasion(analysis, vec![speaker], cue, 0.4);
        event.evidence.extend(told.cue.filter(|&c| c != cue));
        return Some(event);
    }
    let acts = |e: &Event| {
        matches!(e.status, Status::Actual | Status::Planned) && e.evidence.iter().any(|&s| here(s))
    };
    let words = cue.of(&analysis.tokens.lower);
    let says = words.split(' ').any(|w| CUES.contains(&w));
    (says && !events.iter().any(acts)).then(|| occasion(analysis, vec![speaker], cue, 0.4))
}

fn speaks_for_party(analysis: &Analysis, id: EntityId) -> bool {
    let entity = analysis.entities.get(id);
    entity.party.is_some() && entity.kind != EntityKind::Place
}

#[cfg(test)]
mod tests;
