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

/// The same where the report is longer and its lead tells to whom or is told by another: "told", "quoted as saying".
const TELLS: &[&str] = &["told", "tells", "saying"];

/// Those who are quoted for what they know and speak for no party.
const KNOWING: &[&str] = &[
    "diplomats",
    "economists",
    "analysts",
    "experts",
    "sources",
    "traders",
    "observers",
    "witnesses",
    "residents",
    "bankers",
    "dealers",
];

/// Words by which the lead tells how someone sees what will come, and the code of such a comment.
const OUTLOOKS: &[(&str, &str)] = &[
    ("optimistic", "013"),
    ("hopeful", "013"),
    ("confident", "013"),
    ("progress", "013"),
    ("breakthrough", "013"),
    ("pessimistic", "012"),
    ("doubtful", "012"),
    ("bleak", "012"),
    ("deadlock", "012"),
    ("difficult to predict", "012"),
    ("brink", "012"),
    ("catastrophe", "012"),
];

/// Adds the occasions of speech to the events.
pub(super) fn add(analysis: &Analysis, statements: &[Statement], events: &mut Vec<Event>) {
    speak_there(analysis, statements, events);
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

/// Adds to the conferences that are told those who are told to speak there: "*The president* said at a joint news
/// conference with X".
fn speak_there(analysis: &Analysis, statements: &[Statement], events: &mut [Event]) {
    for event in events.iter_mut().filter(|e| e.event == "STATEMENT" && e.cameo == Some("010")) {
        let is_conference = |s: &Span| {
            let words = s.of(&analysis.tokens.lower);
            words.ends_with("conference") || words.ends_with("briefing")
        };
        let Some(at) = event.evidence.iter().copied().find(is_conference) else { continue };
        let sentence = analysis.sentences[analysis.sentence_of(analysis.tokens.at_or_after(at.start))].span;
        let there = |s: &&Statement| {
            s.within.is_none()
                && s.cue.is_some_and(|cue| sentence.contains(cue))
                && s.channel.as_deref().is_some_and(|c| c.ends_with("conference") || c.ends_with("briefing"))
        };
        for speaker in statements.iter().filter(there).filter_map(|s| s.speaker) {
            if speaks_for_party(analysis, speaker) && !event.actors.contains(&speaker) {
                event.actors.insert(0, speaker);
            }
        }
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
    let mut first: Option<&Statement> = None;
    for statement in statements.iter().filter(at_conference) {
        for &speaker in statement.speaker.iter().chain(&statement.speakers) {
            if speaks_for_party(analysis, speaker) && !actors.contains(&speaker) {
                actors.push(speaker);
                first = first.or(Some(statement).filter(|s| s.cue.is_some()));
            }
        }
    }
    let first = first?;
    let cue = first.cue?;
    let mut event = occasion(analysis, actors, cue, 0.4);
    // Where it is told to be held says more than that someone speaks at it.
    if let Some(held) = held(analysis) {
        event.evidence.push(held);
    }
    look_ahead(analysis, first, &mut event);
    Some(event)
}

/// Where a report first tells of a press conference.
fn held(analysis: &Analysis) -> Option<Span> {
    let tokens = &analysis.tokens;
    (1..tokens.len())
        .find(|&t| {
            matches!(tokens.lower(t), "conference" | "briefing")
                && matches!(tokens.lower(t - 1), "press" | "news" | "joint-press" | "media")
                && analysis.quotation_at(tokens.list[t].span.start).is_none()
        })
        .map(|t| tokens.span(t - 1, t + 1))
}

/// Gives an occasion the code of a comment on what will come, where what is said first is one.
fn look_ahead(analysis: &Analysis, first: &Statement, event: &mut Event) {
    let outlook = first.content.iter().find_map(|content| {
        let words = content.of(&analysis.tokens.lower);
        OUTLOOKS
            .iter()
            .find_map(|&(word, code)| Some((content.start as usize + words.find(word)?, word, code)))
    });
    if let Some((at, word, code)) = outlook {
        event.cameo = Some(code);
        event.evidence.push(Span::new(at, at + word.len()));
    }
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
    let first = statements.iter().filter(|s| s.within.is_none()).find(|s| s.cue.is_some_and(here))?;
    let (said, cue) = (first.speaker, first.cue?);
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
    // Some are only how the report knows: "diplomats said".
    let noun = entities.get(speaker).name.rsplit(' ').next().unwrap_or_default();
    let nobody = told.is_none() && KNOWING.contains(&noun);
    if nobody || !speaks_for_party(analysis, speaker) || events.iter().any(known) {
        return None;
    }
    let words = cue.of(&analysis.tokens.lower);
    let says = words.split(' ').any(|w| CUES.contains(&w) || told.is_some() && TELLS.contains(&w));
    let acts = |e: &Event| {
        matches!(e.status, Status::Actual | Status::Planned) && e.evidence.iter().any(|&s| here(s))
    };
    if !says || told.is_none() && events.iter().any(acts) {
        return None;
    }
    let mut event = occasion(analysis, vec![speaker], cue, 0.4);
    if said == Some(speaker) && first.speakers.len() > 1 {
        event.actors.clone_from(&first.speakers);
    }
    // Where the report then tells that it was said is the same occasion.
    let again = statements.iter().filter(|s| s.within.is_none() && s.channel.is_some());
    let again = again.filter(|s| s.speaker == Some(speaker)).find_map(|s| s.cue.filter(|&c| c != cue));
    look_ahead(analysis, first, &mut event);
    event.evidence.extend(again);
    event.evidence.sort_by_key(|s| (*s != cue, s.start));
    Some(event)
}

fn speaks_for_party(analysis: &Analysis, id: EntityId) -> bool {
    let entity = analysis.entities.get(id);
    entity.party.is_some() && entity.kind != EntityKind::Place
}

#[cfg(test)]
mod tests;
