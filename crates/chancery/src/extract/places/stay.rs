//! Where those meet, sign and agree of whom one is told to be with the other: on a visit.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{before, is_verbal, spots};
use crate::Analysis;
use crate::analyze::{EntityId, EntityKind, Status};
use crate::extract::events::keys;
use crate::extract::{Event, Place};
use crate::text::Sentence;

/// Days that a visit lasts of which only the first is told.
const DAYS: i64 = 3;

/// A visit that the report tells of.
struct Stay {
    visitor: String,
    /// The person who goes, where one is named.
    person: Option<EntityId>,
    host: String,
    /// Its first day and its last, where they are told.
    days: Option<(Date, Date)>,
    planned: bool,
    /// Where in the text it is told.
    at: u32,
    place: Place,
}

/// What guest and host do on a visit is done where the visit is: "arrived in Oslo on Monday. On Tuesday he *held talks* with
/// the prime minister".
pub(in crate::extract) fn of_stay(analysis: &Analysis, events: &mut [Event]) {
    let stays: Vec<Stay> = events.iter().flat_map(|e| of_visit(analysis, e)).collect();
    for event in events.iter_mut().filter(|e| e.place.is_none()) {
        let joint = event.event == "CONSULT" || event.event == "AGREE" || event.cameo == Some("057");
        let apart = matches!(event.mode, Some("phone" | "third-party" | "multilateral"));
        let counts = matches!(event.status, Status::Actual | Status::Planned);
        let ahead = event.status == Status::Planned;
        if !joint || apart || !counts || event.event != "CONSULT" && ahead || is_anew(analysis, event) {
            continue;
        }
        let both = keys(analysis, event);
        let at = event.evidence.first().map_or(0, |s| s.start);
        let during = |stay: &&Stay| {
            both.len() == 2
                && is_of(analysis, event, stay)
                && both.contains(&stay.visitor.as_str())
                && both.contains(&stay.host.as_str())
                && match event.date.as_ref() {
                    Some(date) => match (date.value.parse::<Date>(), stay.days) {
                        (Ok(day), Some((first, last))) => first <= day && day <= last,
                        _ => false,
                    },
                    None => ahead && at > stay.at,
                }
                && (ahead || !stay.planned)
        };
        // "Will visit Oslo. He *will also meet* the head of the bloc": others are met on the journey too.
        let beside = |stay: &&Stay| {
            let sentence = |at: u32| analysis.sentence_of(analysis.tokens.at_or_after(at));
            let follows = at > stay.at && sentence(at) <= sentence(stay.at) + 1;
            ahead
                && event.date.is_none()
                && event.recipients.is_empty()
                && follows
                && stay.person.is_some_and(|p| event.actors.contains(&p))
        };
        let found = stays.iter().find(during).or_else(|| stays.iter().rev().find(beside));
        event.place = found.map(|s| s.place.clone());
    }
}

/// How many sentences long one is where he is told to be.
const REACH: usize = 2;

/// What one does of whom it is told only that he is somewhere: "the minister *is in Oslo*. He met the prime minister".
pub(in crate::extract) fn of_presence(analysis: &Analysis, events: &mut [Event]) {
    let present: Vec<(EntityId, usize, Place)> =
        analysis.sentences.iter().enumerate().flat_map(|(i, s)| presences(analysis, i, s)).collect();
    for event in events.iter_mut().filter(|e| e.place.is_none()) {
        let does = event.event == "CONSULT" && event.mode != Some("phone")
            || is_verbal(event.event) && event.event != "STATEMENT";
        let counts =
            event.status == Status::Actual || event.event == "CONSULT" && event.status == Status::Planned;
        let here = event.evidence.first().map(|s| analysis.sentence_of(analysis.tokens.at_or_after(s.start)));
        let Some(here) = here.filter(|_| does && counts && !is_anew(analysis, event)) else { continue };
        let found = present
            .iter()
            .rev()
            .find(|(who, at, _)| event.actors.contains(who) && here > *at && here <= at + REACH);
        event.place = found.map(|(_, _, place)| place.clone());
    }
}

/// The persons of whom a sentence tells in what town they are.
fn presences(analysis: &Analysis, index: usize, sentence: &Sentence) -> Vec<(EntityId, usize, Place)> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let found = sentence.tokens.clone().filter_map(|at| {
        let is = matches!(tokens.lower(at), "is" | "was" | "are" | "were" | "arrived" | "landed");
        let group = grammar.verb(at).map(|v| grammar.verbs[v]).filter(|g| is && g.head == at)?;
        let led = (at + 1..at + 3).find(|&i| tokens.lower(i) == "in")?;
        let spot = spots(analysis, sentence).into_iter().filter(|s| !s.is_state && s.at > led);
        let spot = spot.into_iter().find(|s| before(analysis, s.at, sentence.tokens.start) == Some(led))?;
        let phrase = grammar.phrases[group.subject?];
        let span = tokens.span(phrase.start, phrase.end);
        let inside = analysis.mentions.iter().enumerate().filter(|(_, m)| span.contains(m.span));
        let who = inside.filter_map(|(id, _)| analysis.entities.of(id));
        let who = who.into_iter().find(|&id| analysis.entities.get(id).kind == EntityKind::Person)?;
        Some((who, index, spot.place))
    });
    found.collect()
}

/// The visits to one state, each of one party, that an event is.
fn of_visit(analysis: &Analysis, event: &Event) -> Vec<Stay> {
    let party = |id: &EntityId| analysis.entities.get(*id).party.clone();
    let visits = event.event == "CONSULT" && event.mode == Some("visit");
    let counts = matches!(event.status, Status::Actual | Status::Planned);
    let (Some(host), Some(span)) = (event.recipients.first().and_then(party), event.evidence.first()) else {
        return Vec::new();
    };
    let there = event.place.clone().filter(|p| {
        visits
            && counts
            && p.country.as_ref() == Some(&host)
            && event.recipients.iter().all(|id| party(id).as_ref() == Some(&host))
    });
    let Some(place) = there else { return Vec::new() };
    let days = event.date.as_ref().and_then(|date| {
        let first: Date = date.value.parse().ok()?;
        let last = date.until.as_ref().and_then(|d| d.parse::<Date>().ok());
        Some((first, last.or_else(|| first.checked_add(DAYS.days()).ok())?))
    });
    let planned = event.status == Status::Planned;
    let stay = |(id, visitor): (EntityId, String)| Stay {
        visitor,
        person: Some(id).filter(|&id| analysis.entities.get(id).kind == EntityKind::Person),
        host: host.clone(),
        days,
        planned,
        at: span.start,
        place: place.clone(),
    };
    let guests = event.actors.iter().filter_map(|id| Some((*id, party(id)?)));
    guests.filter(|(_, party)| *party != host).map(stay).collect()
}

/// Whether the guest takes part, not another of his state: "the minister met him after *the president's* visit".
fn is_of(analysis: &Analysis, event: &Event, stay: &Stay) -> bool {
    let all = event.actors.iter().chain(&event.recipients);
    let mut guests = all.filter(|&&id| analysis.entities.party_key(id) == stay.visitor);
    guests.all(|&id| {
        let person = analysis.entities.get(id).kind == EntityKind::Person;
        !person || stay.person.is_none_or(|known| known == id)
    })
}

/// Whether a meeting is another one: "will meet *again*".
fn is_anew(analysis: &Analysis, event: &Event) -> bool {
    event.evidence.iter().any(|&span| {
        let own = analysis.tokens.within(span);
        (own.start.saturating_sub(3)..own.end + 4).any(|at| {
            matches!(analysis.tokens.lower(at), "again" | "next" | "later" | "return" | "reciprocal")
        })
    })
}
