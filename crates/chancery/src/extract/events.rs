//! Events: one for each real-world act, from all the triggers that tell of it.

use super::amounts;
use super::dates::{self, Dates};
use super::participants::{
    add_answered, add_counterpart, add_mediated, add_partners, add_protesters, both_ways, orient, others,
    visits, without_own_envoys, without_own_state,
};
use super::places;
use super::references;
use super::sureness;
use super::{Event, When};
use crate::Analysis;
use crate::analyze::clause::{Relation, Tag};
use crate::analyze::trigger::mode;
use crate::analyze::word::kind;
use crate::analyze::{EntityId, EntityKind, Role, Status, Trigger};
use crate::text::Span;
use std::ops::Range;

/// Words that say that nobody did it before, or since.
const SUPERLATIVES: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "only",
    "last",
    "latest",
    "highest",
    "highest-ranking",
    "highest-level",
    "youngest",
    "oldest",
];

/// How many tokens before a verb they may stand.
const BEFORE_VERB: usize = 12;

/// Joins triggers into events and completes them with date and place.
pub(super) fn events(analysis: &Analysis, dates: &Dates) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let lists = references::lists(analysis);
    for (i, trigger) in analysis.triggers.iter().enumerate() {
        let listed = lists
            .iter()
            .find(|l| l.meeting == i)
            .map(|l| Trigger { roles: l.all(analysis), ..trigger.clone() });
        let trigger = listed.as_ref().unwrap_or(trigger);
        let mut event = event_of(analysis, dates, trigger, &events);
        let told = stretch(analysis, i);
        event.amounts = amounts::find(analysis, trigger, told);
        without_own_envoys(analysis, &mut event);
        without_own_state(analysis, &mut event);
        add_counterpart(analysis, trigger, &mut event);
        if is_venue(analysis, trigger, &events) {
            continue;
        }
        let retold = match superlative(analysis, trigger) {
            // "The first minister *to visit* since 2019" is the one who does so now.
            Some(of) => {
                let known = events.iter().position(|e| is_retold(analysis, e, &event));
                if let Some(known) = known {
                    events[known].evidence.extend(event.evidence.clone());
                } else if of == Superlative::Doer {
                    event.status = Status::Actual;
                }
                known.is_some() || of == Superlative::Time
            }
            None => false,
        };
        if retold {
            continue;
        }
        let purpose = purpose_of(analysis, trigger, &event, &events);
        let known = purpose
            .or_else(|| events.iter().position(|e| same_act(analysis, e, &event)))
            .or_else(|| references::told_before(analysis, trigger, &event, &events))
            .or_else(|| {
                lists.iter().find(|l| l.list == i).and_then(|l| meeting_at(analysis, l.meeting, &events))
            });
        let known = known.filter(|&i| {
            !is_next_stop(analysis, trigger, &event, &events[i])
                && !is_one_more(analysis, trigger, &events[i])
        });
        match known.map(|i| &mut events[i]) {
            Some(known) => join(analysis, known, event),
            None => events.push(event),
        }
    }
    told_apart(analysis, &mut events);
    add_partners(analysis, &mut events);
    add_mediated(analysis, &mut events);
    both_ways(analysis, &mut events);
    add_answered(analysis, &mut events);
    let told = visits(analysis, &events);
    for event in &mut events {
        add_protesters(analysis, event);
        orient(analysis, event, &told);
        if event.place.is_none() {
            event.place = places::implied(analysis, event);
        }
    }
    for event in &mut events {
        places::with_the_host(analysis, event);
    }
    places::of_occasion(analysis, &mut events);
    for event in &mut events {
        orient(analysis, event, &told);
        // Two tellings may be joined of which only one says that it was a call.
        if event.mode == Some("phone") {
            event.place = None;
        }
        references::persons_for_states(analysis, &mut event.actors);
        references::persons_for_states(analysis, &mut event.recipients);
    }
    events.retain(|e| !e.actors.is_empty() || !e.recipients.is_empty());
    for event in &mut events {
        event.score = sureness::of(analysis, event);
    }
    events.retain(|e| e.method != "model" || e.score >= sureness::LEAST_ALONE);
    events
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

fn event_of(analysis: &Analysis, dates: &Dates, trigger: &Trigger, before: &[Event]) -> Event {
    let at = analysis.tokens.at_or_after(trigger.span.start);
    let roles = references::resolve_together(analysis, trigger, trigger.roles.clone(), before);
    let side = |role: Role| {
        let own = roles.iter().filter(|(r, _)| *r == role);
        let mut side: Vec<EntityId> = Vec::new();
        for id in own.map(|&(_, e)| references::behind(analysis, e, at).unwrap_or(e)) {
            if !side.contains(&id) {
                side.push(id);
            }
        }
        // "China dispatches a special envoy": one of whom nothing is known beside whose he is adds no party.
        let nobody = |id: EntityId| {
            let entity = analysis.entities.get(id);
            entity.kind == EntityKind::Group && entity.party.is_none() && !entity.name.ends_with('s')
        };
        if side.iter().any(|&id| analysis.entities.get(id).party.is_some()) {
            side.retain(|&id| !nobody(id));
        }
        side
    };
    let actors = side(Role::Actor);
    let recipients = others(analysis, &actors, side(Role::Recipient));
    let mut event = Event {
        event: trigger.event,
        mode: mode::told(analysis, trigger),
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
    // A call has no place of its own.
    event.place = if event.mode == Some("phone") { None } else { places::told(analysis, trigger) };
    if let Some(cause) = of_the_past(analysis, trigger, before).filter(|_| event.status == Status::Actual) {
        event.status = Status::Historical;
        event.date = cause.date.clone();
    }
    if event.date.is_none() {
        event.date = dates.untold(&event, before.iter().rev().filter(|e| shares_party(analysis, e, &event)));
    }
    event
}

/// The act of another time that a clause with "after", "when" or "as" tells more of: "cut ties in 2016 after protesters
/// *stormed* its embassy".
fn of_the_past<'a>(analysis: &Analysis, trigger: &Trigger, before: &'a [Event]) -> Option<&'a Event> {
    let grammar = &analysis.grammar;
    let verb = analysis.tokens.within(trigger.span).find_map(|at| grammar.verb(at))?;
    let group = grammar.verbs[verb];
    let governor = group.governor.filter(|_| group.relation == Relation::Adverbial)?;
    let head = analysis.tokens.list[grammar.verbs[governor].head].span;
    let tells = |e: &&Event| e.status == Status::Historical && e.evidence.iter().any(|s| s.contains(head));
    before.iter().rev().take(8).find(tells)
}

/// The party codes of those who take part.
pub(super) fn keys<'a>(analysis: &'a Analysis, event: &Event) -> Vec<&'a str> {
    codes(analysis, event.actors.iter().chain(&event.recipients))
}

/// The party codes of `entities`, each once, in order.
fn codes<'a, 'e>(analysis: &'a Analysis, entities: impl Iterator<Item = &'e EntityId>) -> Vec<&'a str> {
    let mut codes: Vec<&str> = entities.map(|&id| analysis.entities.party_key(id)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

fn shares_party(analysis: &Analysis, a: &Event, b: &Event) -> bool {
    let b = keys(analysis, b);
    keys(analysis, a).iter().any(|k| b.contains(k))
}

/// Takes from a journey to several states the visits that the report tells by themselves, where it leaves any.
fn told_apart(analysis: &Analysis, events: &mut [Event]) {
    let entities = &analysis.entities;
    let key = |id: EntityId| entities.party_key(id);
    let visits = |e: &Event| e.event == "CONSULT" && e.mode == Some("visit");
    let state = |id: &EntityId| matches!(entities.get(*id).kind, EntityKind::State | EntityKind::Place);
    for i in (0..events.len()).rev() {
        let journey = &events[i];
        if !visits(journey) || journey.recipients.len() < 2 || !journey.recipients.iter().all(state) {
            continue;
        }
        let told = |host: EntityId| {
            events.iter().enumerate().any(|(j, e)| {
                j != i
                    && visits(e)
                    && !e.recipients.is_empty()
                    && e.status == journey.status
                    && e.recipients.iter().all(|&r| key(r) == key(host))
                    && e.actors.iter().any(|&a| journey.actors.iter().any(|&b| key(a) == key(b)))
            })
        };
        let rest: Vec<EntityId> = journey.recipients.iter().copied().filter(|&h| !told(h)).collect();
        if !rest.is_empty() {
            events[i].recipients = rest;
        }
    }
}

/// Of what a superlative is said: "*the first envoy* to visit", "*the first time* an envoy has visited".
#[derive(Clone, Copy, PartialEq, Eq)]
enum Superlative {
    Doer,
    Time,
}

/// The superlative on which a verb depends. It tells who is the first to do something, or when it was done last, and
/// mostly no act of its own.
fn superlative(analysis: &Analysis, trigger: &Trigger) -> Option<Superlative> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let verb = tokens.within(trigger.span).find_map(|at| grammar.verb(at))?;
    let group = &grammar.verbs[verb];
    let from = analysis.sentences[trigger.sentence].tokens.start;
    let first = |at: &usize| SUPERLATIVES.contains(&tokens.lower(*at));
    let before = (from.max(group.start.saturating_sub(BEFORE_VERB))..group.start).rev();
    let mut clause = before.take_while(|&at| {
        !matches!(grammar.tags[at], Tag::Finite | Tag::Break | Tag::That) && grammar.verb(at).is_none()
    });
    let at = clause.find(first)?;
    if tokens.lower(at + 1) == "time" {
        return (!group.infinitive).then_some(Superlative::Time);
    }
    let became = (from.max(at.saturating_sub(3))..at)
        .any(|i| matches!(tokens.lower(i), "become" | "becomes" | "became"));
    // "the highest *official* to visit", "the first *secretary of state* to visit".
    let noun = |end: usize| grammar.phrase(end.checked_sub(1)?).map(|p| grammar.phrases[p].start);
    let own = noun(group.start)?;
    let whole = if tokens.lower(own.saturating_sub(1)) == "of" { noun(own - 1).unwrap_or(own) } else { own };
    (group.infinitive && at >= whole && !became).then_some(Superlative::Doer)
}

/// Whether an event is one that is told again with fewer of its parties.
fn is_retold(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let own = keys(analysis, known);
    known.event == new.event && keys(analysis, new).iter().all(|k| own.contains(k))
}

/// The meeting that trigger `index` tells of.
fn meeting_at(analysis: &Analysis, index: usize, events: &[Event]) -> Option<usize> {
    let span = analysis.triggers.get(index)?.span;
    events.iter().position(|e| e.evidence.contains(&span))
}

/// Whether a trigger only names where others meet: "met *at the G20 summit*".
fn is_venue(analysis: &Analysis, trigger: &Trigger, events: &[Event]) -> bool {
    let grammar = &analysis.grammar;
    let own = analysis.tokens.within(trigger.span);
    let phrase = own.clone().find_map(|at| grammar.phrase(at)).map(|p| grammar.phrases[p]);
    let Some(preposition) = phrase.filter(|_| trigger.event == "CONSULT").and_then(|p| p.preposition) else {
        return false;
    };
    let word = |n: usize| preposition.checked_sub(n).map_or("", |i| analysis.tokens.lower(i));
    let sentence = analysis.sentences[trigger.sentence].span;
    let at = word(0) == "at" || word(0) == "of" && matches!(word(1), "sidelines" | "margins");
    let meets = |e: &Event| e.event == "CONSULT" && e.evidence.iter().any(|s| sentence.contains(*s));
    at && own.clone().all(|i| grammar.verb(i).is_none()) && events.iter().any(meets)
}

/// The meeting or journey that the meeting which a trigger tells of is the aim of: "travels to Oslo *to meet* him".
fn purpose_of(analysis: &Analysis, trigger: &Trigger, new: &Event, events: &[Event]) -> Option<usize> {
    // A conference that someone travels to is held without him too.
    if !matches!(new.event, "CONSULT" | "PROTEST") || new.mode == Some("multilateral") {
        return None;
    }
    let grammar = &analysis.grammar;
    let verb = analysis.tokens.within(trigger.span).find_map(|at| grammar.verb(at))?;
    let group = &grammar.verbs[verb];
    let governor = group.governor.filter(|_| group.infinitive)?;
    let head = analysis.tokens.list[grammar.verbs[governor].head].span;
    let parties = keys(analysis, new);
    events.iter().position(|e| {
        let own = keys(analysis, e);
        e.event == new.event
            && e.evidence.iter().any(|s| s.contains(head))
            && parties.iter().all(|p| own.contains(p))
    })
}

/// Whether a verb tells of another meeting than the verb that it is joined to: "will attend the summit and *meet* the
/// ministers". With the same parties it is one.
fn is_next_stop(analysis: &Analysis, trigger: &Trigger, new: &Event, known: &Event) -> bool {
    let grammar = &analysis.grammar;
    let verb = |span: Span| analysis.tokens.within(span).find_map(|at| grammar.verb(at));
    let sentence = analysis.sentences[trigger.sentence].span;
    let Some(own) = verb(trigger.span) else { return false };
    let joined = grammar.verbs[own].relation == Relation::Joined;
    let before = known.evidence.last().filter(|s| sentence.contains(**s)).and_then(|s| verb(*s));
    new.event == "CONSULT" && joined && before.is_some() && keys(analysis, new) != keys(analysis, known)
}

/// Sentences back in which what is done "also" was told of the first time.
const SENTENCES_BACK: usize = 3;

/// Whether a verb tells of one more act of the kind that was just told: "met the president … *also met* the police".
fn is_one_more(analysis: &Analysis, trigger: &Trigger, known: &Event) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let Some(verb) = tokens.within(trigger.span).find_map(|at| grammar.verb(at)) else { return false };
    let group = &grammar.verbs[verb];
    let acts = matches!(
        tokens.lower(group.head),
        "meet" | "meets" | "met" | "visit" | "visits" | "visited" | "resign" | "resigns" | "resigned"
    );
    let from = group.start.saturating_sub(1).max(analysis.sentences[trigger.sentence].tokens.start);
    let also = (from..group.head + 2).any(|at| matches!(tokens.lower(at), "also" | "separately"));
    // The lead, too, may tell what the report then tells one by one.
    let told = known.evidence.iter().map(|s| analysis.sentence_of(tokens.at_or_after(s.start)));
    acts && also && told.clone().all(|s| s > 0 && s + SENTENCES_BACK >= trigger.sentence)
}

/// Whether two events are the same real-world act told twice.
fn same_act(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    if known.event != new.event || known.status != new.status {
        return false;
    }
    // Praise, and what several commit to, is another act in another sentence and other words: "thanked Greece",
    // "reaffirmed support for Greece".
    let sentence = |e: &Event| analysis.sentence_of(analysis.tokens.at_or_after(e.evidence[0].start));
    // One signing may be told as a noun and as a verb: "the two sides *sign* agreements", "witnessed the *signing*".
    let signing = known.cameo == Some("057") && new.cameo == Some("057");
    let own_words = known.event == "SUPPORT" && !(signing && tells_signing(analysis, known, new))
        || known.event == "AGREE" && known.recipients.is_empty();
    if own_words && sentence(known) != sentence(new) && word_of(analysis, known) != word_of(analysis, new) {
        return false;
    }
    // Who invites agrees to nothing else: "at the *invitation* of B … the two *agreed*".
    let invites = |e: &Event| {
        let words = e.evidence[0].of(analysis.text()).to_lowercase();
        words.contains("invit")
    };
    if known.event == "AGREE" && invites(known) != invites(new) {
        return false;
    }
    // "Both agree to restore ties … both *agree to counter*" others: two things agreed to.
    let aims = (aim_of(analysis, known), aim_of(analysis, new));
    let several = known.actors.len() == new.actors.len() && sentence(known) != sentence(new);
    if known.event == "AGREE" && several && matches!(aims, (Some(a), Some(b)) if a != b) {
        return false;
    }
    // Expelling diplomats and closing an embassy are two acts; a demand told in other words is one.
    let modes_agree = known.mode == new.mode
        || known.mode.is_none()
        || new.mode.is_none()
        || matches!(known.event, "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" | "STATEMENT");
    let dates_agree = match (&known.date, &new.date) {
        (Some(a), Some(b)) => a.value.starts_with(&b.value) || b.value.starts_with(&a.value) || !b.told,
        _ => true,
    };
    if !modes_agree || !dates_agree {
        return false;
    }
    // A visit is part of the tour that it is a stop of, and an act of its own: "as part of his *tour* … he has *visited* Chad".
    let visit = |e: &Event| e.event == "CONSULT" && e.mode == Some("visit") && !e.recipients.is_empty();
    let (from, to) = (codes(analysis, known.recipients.iter()), codes(analysis, new.recipients.iter()));
    if visit(known) && visit(new) && from != to && from.len().max(to.len()) > 1 {
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
    // "The two presidents agreed … '*We* have agreed', he said": one of them tells what they did.
    let of_them = known.event == "AGREE"
        && known.recipients.is_empty()
        && new.recipients.is_empty()
        && a.len() > 1
        && subset
        && word_of(analysis, known) == word_of(analysis, new);
    (a == b || of_them)
        && known.actors.iter().any(|e| {
            new.actors.iter().any(|f| analysis.entities.party_key(*e) == analysis.entities.party_key(*f))
        })
        || known.event == "STATEMENT" && subset
}

/// Whether one of two tellings of a signing is but the noun, or stands in the title.
fn tells_signing(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let noun = |e: &Event| e.method.contains("signing-of");
    let first = known.evidence[0].start;
    let opens = analysis.sentences.first().is_some_and(|s| first < s.span.end);
    noun(known) || noun(new) || opens && known.date == new.date
}

/// The verb of what the words that tell of an event first say is to be done: "agreed *to reopen*".
fn aim_of(analysis: &Analysis, event: &Event) -> Option<u16> {
    let grammar = &analysis.grammar;
    let verb = analysis.tokens.within(*event.evidence.first()?).find_map(|at| grammar.verb(at))?;
    let next = grammar.verbs.get(verb + 1).filter(|v| v.infinitive && v.governor == Some(verb))?;
    Some(grammar.words[next.head].verb)
}

/// The first verb or noun of the words that tell of an event first.
fn word_of(analysis: &Analysis, event: &Event) -> Option<(u16, u16)> {
    let words = &analysis.grammar.words;
    let mut tokens = analysis.tokens.within(*event.evidence.first()?);
    tokens
        .find_map(|at| (words[at].verb != 0 || words[at].noun != 0).then(|| (words[at].verb, words[at].noun)))
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

/// Puts the persons whom another telling names in the place of the state or the unnamed who stand for the same party: the
/// title has "Turkey, Iraq sign", the text who signed.
fn name_sides(analysis: &Analysis, side: &mut [EntityId], told: &[EntityId]) {
    let entities = &analysis.entities;
    let key = |id: EntityId| entities.party_key(id);
    let person = |id: EntityId| {
        let entity = entities.get(id);
        entity.kind == EntityKind::Person && entity.named
    };
    for i in 0..side.len() {
        let own = side[i];
        if entities.get(own).kind == EntityKind::Person
            || side.iter().any(|&id| person(id) && key(id) == key(own))
        {
            continue;
        }
        if let Some(&named) = told.iter().find(|&&id| person(id) && key(id) == key(own)) {
            side[i] = named;
        }
    }
}

fn join(analysis: &Analysis, known: &mut Event, new: Event) {
    if known.event == "CONSULT" {
        join_participants(analysis, known, &new);
    }
    name_sides(analysis, &mut known.actors, &new.actors);
    name_sides(analysis, &mut known.recipients, &new.recipients);
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
    // What a rule tells too is not the model's alone, whichever stands first.
    if known.method == "model" {
        known.method = new.method;
    }
}
