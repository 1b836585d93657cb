//! Events: one for each real-world act, from all the triggers that tell of it.

use super::amounts;
use super::dates::{self, Dates};
use super::topics::{self, TopicList, Topics};
use super::{Event, Place, When};
use crate::Analysis;
use crate::analyze::clause::Tag;
use crate::analyze::word::{Word, kind, words};
use crate::analyze::{EntityId, EntityKind, Role, Status, Trigger};
use crate::text::Span;
use std::ops::Range;

/// Joins triggers into events and completes them with date, place and topics.
pub(super) fn events(analysis: &Analysis) -> Vec<Event> {
    let words = words(&analysis.tokens);
    let dates = Dates::new(analysis);
    let topics = Topics::new(analysis);
    let mut events: Vec<Event> = Vec::new();
    for (i, trigger) in analysis.triggers.iter().enumerate() {
        let mut event = event_of(analysis, &dates, trigger, &events);
        let told = stretch(analysis, i);
        event.topics = topics.between(told.clone(), false);
        event.amounts = amounts::find(analysis, trigger, told);
        add_counterpart(analysis, trigger, &mut event);
        match events.iter_mut().find(|e| same_act(analysis, e, &event)) {
            Some(known) => join(analysis, known, event),
            None => events.push(event),
        }
    }
    add_partners(analysis, &mut events);
    for list in topics.lists() {
        add_topics(analysis, &mut events, &list);
    }
    add_relations(analysis, &words, &mut events);
    for event in &mut events {
        orient(analysis, event);
        topics::distinct(analysis.text(), &mut event.topics);
    }
    events.retain(|e| !e.actors.is_empty() || !e.recipients.is_empty());
    for event in &mut events {
        event.score = sureness(analysis, event);
    }
    events
}

/// An act of one party alone is mostly towards the only other party of its sentence.
fn add_counterpart(analysis: &Analysis, trigger: &Trigger, event: &mut Event) {
    let directed = matches!(
        event.event,
        "AGREE" | "SUPPORT" | "REJECT" | "REQUEST" | "ACCUSE" | "THREATEN" | "SANCTION" | "CONCEDE" | "AID"
    );
    if !directed || !event.recipients.is_empty() || event.actors.is_empty() {
        return;
    }
    let own = keys(analysis, event);
    if own.len() != 1 {
        return;
    }
    let sentence = analysis.sentences[trigger.sentence].span;
    let from = analysis.mentions.partition_point(|m| m.phrase.start < sentence.start);
    let mut other: Option<EntityId> = None;
    for (i, _) in
        analysis.mentions.iter().enumerate().skip(from).take_while(|(_, m)| m.phrase.start < sentence.end)
    {
        let Some(id) = analysis.entities.of(i) else { continue };
        let entity = analysis.entities.get(id);
        let Some(party) = entity.party.as_deref() else { continue };
        if own.contains(&party) || !entity.members.is_empty() {
            continue;
        }
        let id = analysis.entities.state_of_place(id).unwrap_or(id);
        match other {
            None => other = Some(id),
            Some(known) if analysis.entities.party_key(known) == party => {}
            Some(_) => return,
        }
    }
    if let Some(id) = other.filter(|&id| analysis.entities.takes_part(id)) {
        event.recipients.push(id);
    }
}

/// How sure an event is: its rule's share of right ones, by what was measured of the rest. What is only possible or
/// denied, and what only one party does, was right less often; what is told more than once or of many, more often.
fn sureness(analysis: &Analysis, event: &Event) -> f32 {
    let status = match event.status {
        Status::Actual | Status::Historical => 1.0,
        Status::Planned => 0.95,
        Status::Hypothetical => 0.65,
        Status::Negated => 0.5,
    };
    let parties = match keys(analysis, event).len() {
        0 | 1 => 0.88,
        2 => 1.1,
        _ => 1.25,
    };
    let unknown =
        event.actors.iter().chain(&event.recipients).any(|&e| analysis.entities.get(e).party.is_none());
    let told = if event.evidence.len() > 1 { 1.1 } else { 1.0 };
    (event.score * status * parties * told * if unknown { 0.7 } else { 1.0 }).min(0.95)
}

/// The day of publication, for what is told without a date of its own.
pub(super) fn day_of_report(analysis: &Analysis) -> Option<When> {
    analysis.document.published_on().map(|d| When { value: d.to_string(), until: None, told: false })
}

/// The tokens that follow a trigger, up to the next one of its sentence.
fn stretch(analysis: &Analysis, index: usize) -> Range<usize> {
    let trigger = &analysis.triggers[index];
    let sentence = &analysis.sentences[trigger.sentence];
    let tokens = &analysis.tokens;
    let next = analysis.triggers.get(index + 1).filter(|t| t.sentence == trigger.sentence);
    let end = next.map_or(sentence.tokens.end, |t| tokens.at_or_after(t.span.start));
    let start = tokens.at_or_after(trigger.span.start);
    // What is said beside it has topics of its own: "held talks in Moscow, where he said".
    let grammar = &analysis.grammar;
    let meets = trigger.event == "CONSULT";
    let said = (start + 1..end).filter(|_| meets).find(|&i| {
        grammar.tags[i] == Tag::Finite
            && grammar.words[i].is_kind(kind::SAY)
            && !grammar.words[i].is_kind(kind::PLAN)
    });
    start + 1..said.unwrap_or(end).max(start + 1)
}

/// The recipients that are not on the actors' side, where any are not.
fn others(analysis: &Analysis, actors: &[EntityId], recipients: Vec<EntityId>) -> Vec<EntityId> {
    let key = |id: EntityId| analysis.entities.party_key(id);
    let own: Vec<&str> = actors.iter().map(|&id| key(id)).collect();
    let foreign = recipients.iter().any(|&id| !own.contains(&key(id)));
    recipients
        .into_iter()
        .filter(|id| {
            let own_side = foreign && own.contains(&key(*id));
            !actors.contains(id) && !own_side
        })
        .collect()
}

fn event_of(analysis: &Analysis, dates: &Dates, trigger: &Trigger, before: &[Event]) -> Event {
    let side =
        |role: Role| trigger.roles.iter().filter(|(r, _)| *r == role).map(|&(_, e)| e).collect::<Vec<_>>();
    let actors = side(Role::Actor);
    let recipients = others(analysis, &actors, side(Role::Recipient));
    let mut event = Event {
        event: trigger.event,
        mode: trigger.mode,
        cameo: trigger.cameo,
        status: trigger.status,
        actors,
        recipients,
        date: None,
        place: None,
        topics: Vec::new(),
        evidence: vec![trigger.span],
        amounts: Vec::new(),
        agreement: None,
        method: trigger.method.clone(),
        score: trigger.score,
    };
    event.date = dates.told(trigger);
    event.status = dates::status(analysis, event.status, event.date.as_ref());
    event.place = place_in_sentence(analysis, trigger);
    if event.date.is_none() {
        event.date = dates.untold(&event, before.iter().rev().filter(|e| shares_party(analysis, e, &event)));
    }
    if event.place.is_none() && event.status == Status::Actual {
        let same_day = before.iter().rev().find(|e| {
            e.status == Status::Actual
                && e.date == event.date
                && e.place.is_some()
                && shares_party(analysis, e, &event)
        });
        let meets = matches!(event.event, "CONSULT" | "SUPPORT" | "STATEMENT" | "AGREE");
        if meets && event.mode != Some("phone") {
            event.place = same_day
                .filter(|e| e.event == "CONSULT" && e.mode != Some("phone"))
                .and_then(|e| e.place.clone());
        }
    }
    event
}

fn place_in_sentence(analysis: &Analysis, trigger: &Trigger) -> Option<Place> {
    let sentence = analysis.sentences.get(trigger.sentence)?.span;
    let from = analysis.mentions.partition_point(|m| m.phrase.start < sentence.start);
    let found = analysis.mentions[from..]
        .iter()
        .enumerate()
        .take_while(|(_, m)| m.phrase.start < sentence.end)
        .filter_map(|(i, m)| analysis.entities.of(from + i).map(|e| (m.span, e)))
        .filter(|&(_, e)| analysis.entities.get(e).kind == EntityKind::Place)
        .filter(|(span, _)| {
            let at = analysis.tokens.at_or_after(span.start);
            let before = at.checked_sub(1).map_or("", |b| analysis.tokens.lower(b));
            let before = if before == "the" {
                at.checked_sub(2).map_or("", |b| analysis.tokens.lower(b))
            } else {
                before
            };
            matches!(
                before,
                "in" | "at"
                    | "to"
                    | "near"
                    | "outside"
                    | "into"
                    | "visited"
                    | "visit"
                    | "visits"
                    | "around"
                    | ","
            )
        })
        .min_by_key(|(span, _)| {
            if span.start >= trigger.span.end {
                span.start - trigger.span.end
            } else {
                trigger.span.start.saturating_sub(span.end) + 20
            }
        })
        .map(|(_, e)| e)?;
    Some(place_of(analysis, found))
}

fn place_of(analysis: &Analysis, entity: EntityId) -> Place {
    let entity = analysis.entities.get(entity);
    let point = entity.place.and_then(|p| analysis.entities.location(p));
    Place {
        name: entity.name.clone(),
        country: entity.party.clone(),
        lat: point.map(|p| p.lat),
        lon: point.map(|p| p.lon),
        geonames: point.and_then(|p| p.geonames),
    }
}

fn keys<'a>(analysis: &'a Analysis, event: &Event) -> Vec<&'a str> {
    let mut keys: Vec<&str> =
        event.actors.iter().chain(&event.recipients).map(|&e| analysis.entities.party_key(e)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

fn shares_party(analysis: &Analysis, a: &Event, b: &Event) -> bool {
    let b = keys(analysis, b);
    keys(analysis, a).iter().any(|k| b.contains(k))
}

/// Whether two events are the same real-world act told twice.
fn same_act(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    if known.event != new.event || known.status != new.status {
        return false;
    }
    let modes_agree =
        known.mode == new.mode || known.mode.is_none() || new.mode.is_none() || known.event != "CONSULT";
    let dates_agree = match (&known.date, &new.date) {
        (Some(a), Some(b)) => a.value.starts_with(&b.value) || b.value.starts_with(&a.value) || !b.told,
        _ => true,
    };
    if !modes_agree || !dates_agree {
        return false;
    }
    let (a, b) = (keys(analysis, known), keys(analysis, new));
    let subset =
        b.iter().all(|k| a.contains(k)) || known.event == "CONSULT" && a.iter().all(|k| b.contains(k));
    // The persons must not be plainly others of the same parties.
    if known.event == "CONSULT" {
        let persons = |e: &Event| -> Vec<EntityId> {
            e.actors
                .iter()
                .chain(&e.recipients)
                .copied()
                .filter(|&i| analysis.entities.get(i).kind == EntityKind::Person)
                .collect()
        };
        let (p, q) = (persons(known), persons(new));
        let other = q.iter().any(|i| {
            !p.contains(i)
                && p.iter().any(|j| analysis.entities.party_key(*j) == analysis.entities.party_key(*i))
        });
        return subset && !other;
    }
    a == b
        && known.actors.iter().any(|e| {
            new.actors.iter().any(|f| analysis.entities.party_key(*e) == analysis.entities.party_key(*f))
        })
        || known.event == "STATEMENT" && subset
}

/// The visitors and hosts, or all who take part, of two tellings of one meeting.
fn join_participants(analysis: &Analysis, known: &mut Event, new: &Event) {
    let key = |id: EntityId| analysis.entities.party_key(id);
    if known.recipients.is_empty() && !new.recipients.is_empty() {
        // A meeting that turns out to be a visit: whoever is of the host's party hosts.
        let hosts: Vec<&str> = new.recipients.iter().map(|&id| key(id)).collect();
        let (recipients, actors) = known.actors.iter().partition(|&&id| hosts.contains(&key(id)));
        known.actors = actors;
        known.recipients = recipients;
    }
    let hosts: Vec<&str> = known.recipients.iter().map(|&id| key(id)).collect();
    for &id in new.actors.iter().chain(&new.recipients) {
        let full = known.actors.len() + known.recipients.len() >= 20;
        if full || known.actors.contains(&id) || known.recipients.contains(&id) {
            continue;
        }
        if hosts.contains(&key(id)) || new.recipients.contains(&id) {
            known.recipients.push(id);
        } else {
            known.actors.push(id);
        }
    }
}

fn join(analysis: &Analysis, known: &mut Event, new: Event) {
    if known.event == "CONSULT" {
        join_participants(analysis, known, &new);
    }
    for topic in new.topics {
        if !known.topics.contains(&topic) {
            known.topics.push(topic);
        }
    }
    known.evidence.extend(new.evidence);
    known.amounts.extend(new.amounts);
    known.mode = known.mode.or(new.mode);
    if known.cameo == Some("040") && new.cameo.is_some() {
        known.cameo = new.cameo;
    }
    let told = |d: &Option<When>| d.as_ref().is_some_and(|d| d.told);
    if !told(&known.date) && told(&new.date) {
        known.date = new.date;
    }
    known.place = known.place.take().or(new.place);
    known.score = known.score.max(new.score);
}

/// An agreement is signed by at least two: where only one signatory is named, the other is the partner of the
/// meeting that the report tells of.
fn add_partners(analysis: &Analysis, events: &mut [Event]) {
    for i in 0..events.len() {
        let signing = events[i].cameo == Some("057") && events[i].recipients.is_empty();
        if !signing || keys(analysis, &events[i]).len() != 1 {
            continue;
        }
        let own = keys(analysis, &events[i])[0].to_owned();
        let partner = events[..i].iter().rev().find_map(|e| {
            let parties = keys(analysis, e);
            (e.event == "CONSULT"
                && e.status == Status::Actual
                && parties.len() == 2
                && parties.contains(&own.as_str()))
            .then(|| {
                e.actors.iter().chain(&e.recipients).copied().find(|&p| analysis.entities.party_key(p) != own)
            })
            .flatten()
        });
        events[i].actors.extend(partner);
    }
}

/// Gives topics to the meeting of their sentence, else to the last one before.
fn add_topics(analysis: &Analysis, events: &mut [Event], list: &TopicList) {
    let at = analysis.tokens.list[list.at].span.start;
    let sentence = analysis.sentences[list.sentence].span;
    let consults = |e: &Event| matches!(e.event, "CONSULT");
    let here = events.iter().position(|e| {
        consults(e) && e.evidence.iter().any(|s| s.start >= sentence.start && s.end <= sentence.end)
    });
    let target = here.or_else(|| {
        events.iter().rposition(|e| consults(e) && e.evidence.first().is_some_and(|s| s.start <= at))
    });
    if let Some(event) = target.map(|t| &mut events[t]) {
        for &topic in &list.topics {
            if !event.topics.contains(&topic) {
                event.topics.push(topic);
            }
        }
    }
}

/// "India-Russia relations", "ties between Egypt and Sudan" are topics wherever they stand.
fn add_relations(analysis: &Analysis, _words: &[Word], events: &mut [Event]) {
    let tokens = &analysis.tokens;
    for at in 0..tokens.len() {
        if !matches!(tokens.lower(at), "relations" | "ties") || at < 1 {
            continue;
        }
        let parties: Vec<(usize, &str)> = analysis
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| {
                m.span.end <= tokens.list[at].span.start && m.span.start + 40 > tokens.list[at].span.start
            })
            .filter_map(|(i, m)| {
                analysis.entities.of(i).map(|e| (m.span.start as usize, analysis.entities.party_key(e)))
            })
            .collect();
        let [.., (first, a), (_, b)] = parties.as_slice() else { continue };
        let between = &analysis.text()[*first..tokens.list[at].span.end as usize];
        if a == b || !(between.contains('-') || between.contains('–')) || between.contains([',', '.', ';'])
        {
            continue;
        }
        let span = Span::new(*first, tokens.list[at].span.end as usize);
        let target = events.iter().rposition(|e| {
            matches!(e.event, "STATEMENT" | "CONSULT")
                && e.evidence.first().is_some_and(|s| s.start <= span.start)
        });
        if let Some(event) = target.map(|t| &mut events[t])
            && !event.topics.iter().any(|t| t.of(analysis.text()) == span.of(analysis.text()))
        {
            event.topics.push(span);
        }
    }
}

/// A meeting in the country of one side is a visit to it: visitor actor, host recipient; one of many is multilateral.
fn orient(analysis: &Analysis, event: &mut Event) {
    if event.event != "CONSULT" || matches!(event.mode, Some("phone" | "third-party")) {
        return;
    }
    let entities = &analysis.entities;
    let parties = keys(analysis, event).len();
    if parties >= 3 && event.recipients.is_empty() {
        event.mode = Some("multilateral");
        return;
    }
    let Some(country) = event.place.as_ref().and_then(|p| p.country.clone()) else { return };
    if event.recipients.is_empty() && parties == 2 {
        let (hosts, visitors): (Vec<EntityId>, Vec<EntityId>) =
            event.actors.iter().partition(|&&e| entities.get(e).party.as_deref() == Some(&country));
        if !hosts.is_empty() && !visitors.is_empty() {
            event.actors = visitors;
            event.recipients = hosts;
            event.mode = Some("visit");
            event.cameo = Some("042");
        }
    }
}
