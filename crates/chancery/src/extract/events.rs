//! Events: one for each real-world act, from all the triggers that tell of it.

use super::amounts;
use super::dates::{self, Dates};
use super::participants::{
    add_answered, add_counterpart, add_left, add_mediated, add_owner, add_partners, add_present,
    add_protesters, add_subjects, both_ways, orient, others, visits, without_own_envoys, without_own_state,
    without_state_of_town,
};
use super::places;
use super::references;
use super::refused::{add_asked, is_of_one_mind, is_protest_of_one, is_reticent, is_worded_as_threat};
use super::remarks::{is_attendance, is_first_of_its_kind};
use super::retold::{is_next_stop, is_one_more, join, same_act};
use super::separate::told_separately;
use super::sureness;
use super::told_again::told_again;
use super::venues::without_venue;
use super::{Event, When};
use crate::Analysis;
use crate::analyze::clause::{Relation, Tag};
use crate::analyze::trigger::mode;
use crate::analyze::word::kind;
use crate::analyze::{EntityId, EntityKind, Role, Status, Trigger};
use crate::text::Span;
use std::ops::Range;

/// Words that say that nobody did it before, or since.
pub(super) const SUPERLATIVES: &[&str] = &[
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
        without_venue(analysis, trigger, &mut event);
        without_state_of_town(analysis, trigger, &mut event);
        if is_venue(analysis, trigger, &events)
            || is_threatened(analysis, i)
            || is_vetoed(analysis, trigger)
            || is_only_asked(analysis, trigger)
            || is_marked(analysis, trigger, &events)
            || is_reticent(analysis, trigger)
            || is_protest_of_one(analysis, trigger)
            || is_attendance(analysis, trigger, &event, &events)
            || is_of_one_mind(analysis, trigger)
        {
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
        let trip = trip_to_meet(analysis, trigger, &events);
        // Who only helps with the trip does not travel: "thanked Chad for its help with *his trip* to Mali *to meet*".
        if let Some(trip) = trip {
            event.actors = events[trip].actors.clone();
        }
        let purpose = trip
            .or_else(|| purpose_of(analysis, trigger, &event, &events))
            .or_else(|| held_as(analysis, trigger, &events));
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
    summits_apart(analysis, &mut events);
    told_separately(analysis, &mut events);
    told_again(analysis, &mut events);
    add_present(analysis, &mut events);
    add_partners(analysis, &mut events);
    add_mediated(analysis, &mut events);
    both_ways(analysis, &mut events);
    add_answered(analysis, &mut events);
    add_left(analysis, &mut events);
    add_asked(analysis, &mut events);
    places::told_later(analysis, &mut events);
    let told = visits(analysis, &events);
    for event in &mut events {
        add_protesters(analysis, event);
        add_subjects(analysis, event);
        add_owner(analysis, event);
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
        references::persons_for_states(analysis, &mut event.actors);
        references::persons_for_states(analysis, &mut event.recipients);
    }
    places::of_stay(analysis, &mut events);
    places::of_presence(analysis, &mut events);
    for event in &mut events {
        orient(analysis, event, &told);
        // Two tellings may be joined of which only one says that it was a call.
        if event.mode == Some("phone") {
            event.place = None;
        }
    }
    events.retain(|e| !e.actors.is_empty() || !e.recipients.is_empty());
    let beside: Vec<bool> = events
        .iter()
        .map(|e| is_beside_support(analysis, e, &events) || is_worded_as_threat(e, &events))
        .collect();
    let mut beside = beside.into_iter();
    events.retain(|_| beside.next() != Some(true));
    for event in &mut events {
        event.score = sureness::of(analysis, event);
    }
    events.retain(|e| e.score >= sureness::least(analysis, e));
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
            // "*A rebel group* negotiated with the union" is somebody.
            let band = ["group", "faction", "gang", "militia"].iter().any(|noun| entity.name.ends_with(noun));
            entity.kind == EntityKind::Group && entity.party.is_none() && !entity.name.ends_with('s') && !band
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
    event.place =
        if event.mode == Some("phone") { None } else { places::told(analysis, trigger, event.mode) };
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
pub(super) fn codes<'a, 'e>(
    analysis: &'a Analysis,
    entities: impl Iterator<Item = &'e EntityId>,
) -> Vec<&'a str> {
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
fn told_apart(analysis: &Analysis, events: &mut Vec<Event>) {
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
        match rest[..] {
            [] => {}
            // Each of two hosts is visited: "travelled to Chad *and Niger*". What leads to more is a tour.
            [first, second] if key(first) != key(second) => {
                let other = Event { recipients: vec![second], place: None, ..events[i].clone() };
                events[i].recipients = vec![first];
                events.insert(i + 1, other);
            }
            _ => events[i].recipients = rest,
        }
    }
}

/// Makes of the meetings of several bodies that one word tells of one each: "the G7 and NATO *summits*".
fn summits_apart(analysis: &Analysis, events: &mut Vec<Event>) {
    let tokens = &analysis.tokens;
    for i in (0..events.len()).rev() {
        let event = &events[i];
        let several = |at: usize| matches!(tokens.lower(at), "summits" | "ministerials" | "conferences");
        // The reader may mark the bodies alone: "the *G7 and* NATO summits".
        let own = tokens.within(event.evidence[0]);
        if event.event != "CONSULT" || !(own.start..own.end + 2).any(several) {
            continue;
        }
        let body = |id: &EntityId| {
            let entity = analysis.entities.get(*id);
            entity.kind == EntityKind::Organization && entity.party.is_some()
        };
        let (bodies, others): (Vec<EntityId>, Vec<EntityId>) = event.actors.iter().partition(|id| body(id));
        if bodies.len() < 2 {
            continue;
        }
        let each = |&id: &EntityId| Event {
            actors: std::iter::once(id).chain(others.iter().copied()).collect(),
            ..events[i].clone()
        };
        let each: Vec<Event> = bodies.iter().map(each).collect();
        events.splice(i..=i, each);
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
    let Some(verb) = tokens.within(trigger.span).find_map(|at| grammar.verb(at)) else {
        return is_first_of_its_kind(analysis, trigger).then_some(Superlative::Doer);
    };
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
    let told = new.actors.iter().chain(&new.recipients);
    let coded = told.filter(|id| analysis.entities.get(**id).party.is_some());
    known.event == new.event && codes(analysis, coded).iter().all(|k| own.contains(k))
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

/// Whether sanctions are only what someone is asked for: "calls on the EU *for new sanctions*".
fn is_only_asked(analysis: &Analysis, trigger: &Trigger) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let own = tokens.within(trigger.span);
    if trigger.event != "SANCTION" || own.clone().any(|at| grammar.verb(at).is_some()) {
        return false;
    }
    let led = own.clone().find_map(|at| grammar.phrases[grammar.phrase(at)?].preposition);
    // "Called for the imposition *of sanctions*".
    let led = led.and_then(|t| match tokens.lower(t) {
        "of" => grammar.phrases[grammar.phrase(t.checked_sub(1)?)?].preposition,
        _ => Some(t),
    });
    let Some(led) = led.filter(|&t| tokens.lower(t) == "for") else { return false };
    let start = analysis.sentences[trigger.sentence].tokens.start;
    let verb = (start..led).rev().find(|&at| grammar.verb(at).is_some());
    let asks = ["call", "appeal", "push", "press", "ask", "lobb"];
    verb.is_some_and(|at| asks.iter().any(|stem| tokens.lower(at).starts_with(stem)))
}

/// Whether a meeting is the one just told of, which it is said to be: "visits Chad, *marking their first meeting* in years".
fn is_marked(analysis: &Analysis, trigger: &Trigger, events: &[Event]) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let own = tokens.within(trigger.span);
    let noun = own.clone().all(|at| grammar.verb(at).is_none());
    let phrase = own.clone().find_map(|at| grammar.phrase(at)).map(|p| grammar.phrases[p]);
    let Some(phrase) = phrase.filter(|_| trigger.event == "CONSULT" && noun) else { return false };
    let before = phrase.start.checked_sub(1).map_or("", |at| tokens.lower(at));
    let sentence = analysis.sentences[trigger.sentence].span;
    let told = |e: &Event| e.event == "CONSULT" && e.evidence.iter().any(|s| sentence.contains(*s));
    let marked = matches!(before, "marking" | "marks" | "marked");
    // "Began direct talks, *the first talks* since the war".
    let ranked = before == ","
        && matches!(tokens.lower(phrase.start), "the" | "their" | "its" | "his" | "her")
        && (phrase.start + 1..own.start).any(|at| SUPERLATIVES.contains(&tokens.lower(at)))
        && (own.end..own.end + 3).any(|at| matches!(tokens.lower(at), "since" | "in" | "between" | "of"));
    (marked || ranked) && phrase.preposition.is_none() && events.iter().any(told)
}

/// Whether a trigger only tells the content of a draft that is voted down, which nobody has asked or threatened with: "vetoed
/// a resolution *calling for* a truce".
fn is_vetoed(analysis: &Analysis, trigger: &Trigger) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    if !matches!(trigger.event, "REQUEST" | "THREATEN" | "ACCUSE" | "SANCTION") {
        return false;
    }
    let start = analysis.sentences[trigger.sentence].tokens.start;
    let own = tokens.within(trigger.span);
    let verb = (start..own.end).rev().find_map(|at| grammar.verb(at));
    let Some(draft) = verb.and_then(|v| grammar.verbs[v].subject).map(|p| grammar.phrases[p]) else {
        return false;
    };
    let text = matches!(tokens.lower(draft.head), "resolution" | "draft" | "motion" | "bill" | "text");
    let against = |at: usize| {
        let word = tokens.lower(at);
        ["veto", "reject", "block", "oppos", "defeat"].iter().any(|stem| word.starts_with(stem))
    };
    let falls = (start..draft.start).rev().find_map(|at| grammar.verb(at)).is_some_and(|v| {
        against(grammar.verbs[v].head)
            || (grammar.verbs[v].head..draft.start).any(|at| matches!(tokens.lower(at), "veto" | "vetoes"))
    });
    text && draft.end <= own.start && falls
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

/// The journey told by a noun before an infinitive whose aim the meeting is that the infinitive tells of.
fn trip_to_meet(analysis: &Analysis, trigger: &Trigger, events: &[Event]) -> Option<usize> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let verb = tokens.within(trigger.span).find_map(|at| grammar.verb(at))?;
    let group = &grammar.verbs[verb];
    let governor = group.governor.filter(|_| group.infinitive && trigger.event == "CONSULT")?;
    let from = grammar.verbs[governor].head;
    let between = |span: &Span| {
        let at = tokens.at_or_after(span.start);
        at > from && at < group.start && grammar.verb(at).is_none()
    };
    events.iter().position(|e| {
        e.event == "CONSULT"
            && e.mode == Some("visit")
            && !e.actors.is_empty()
            && e.evidence.iter().any(between)
    })
}

/// Whether a measure is only what someone is told to be ready for, which is a threat: "its *readiness to impose* sanctions".
fn is_threatened(analysis: &Analysis, index: usize) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let trigger = &analysis.triggers[index];
    if trigger.event != "SANCTION" {
        return false;
    }
    let at = tokens.at_or_after(trigger.span.start);
    let infinitive = grammar.verb(at).is_some_and(|v| grammar.verbs[v].infinitive);
    let ready = |at: usize| {
        matches!(
            tokens.lower(at),
            "readiness" | "preparedness" | "willingness" | "ready" | "prepared" | "determination"
        )
    };
    let before = analysis.triggers[..index].iter().rev().take_while(|t| t.sentence == trigger.sentence);
    let threat = before.into_iter().find(|t| t.event == "THREATEN");
    infinitive && threat.is_some_and(|t| tokens.within(t.span).any(ready))
}

/// How many tokens after a commitment are looked through for those with whom it is.
const WITH_WHOM: usize = 4;

/// Whether the release of a government tells of an aim to which one side says that it is committed, beside its support
/// for whom it is for: nothing is promised to anybody.
fn is_beside_support(analysis: &Analysis, event: &Event, events: &[Event]) -> bool {
    let commits = ["commitment-to", "committed", "resolved-to"].iter().any(|rule| {
        event.method.strip_prefix("rule:agree.").is_some_and(|name| name.split('+').next() == Some(rule))
    });
    let alone = event.event == "AGREE" && event.recipients.is_empty() && keys(analysis, event).len() == 1;
    // A promise, and what is to be done *together* or *with* others, is more than an aim.
    let end = analysis.tokens.within(event.evidence[0]).end;
    let with = (end..end + WITH_WHOM).any(|at| {
        matches!(
            analysis.tokens.lower(at),
            "together" | "with" | "working" | "work" | "cooperation" | "consultation"
        )
    });
    let promises = event.evidence[0].of(analysis.text()).contains("promise");
    let supports = |e: &Event| {
        e.event == "SUPPORT"
            && e.status == event.status
            && codes(analysis, e.actors.iter()) == keys(analysis, event)
    };
    commits
        && alone
        && !with
        && !promises
        && analysis.document.government().is_some()
        && events.iter().any(supports)
}

/// The meeting of which a passive verb only says who holds it: "a meeting *convened by* Chad", "the conference, which is
/// *co-hosted by* the EU".
fn held_as(analysis: &Analysis, trigger: &Trigger, events: &[Event]) -> Option<usize> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    if trigger.event != "CONSULT" {
        return None;
    }
    let verb = tokens.within(trigger.span).find_map(|at| grammar.verb(at))?;
    let group = &grammar.verbs[verb];
    let held = group.passive && tokens.lower(group.head + 1) == "by";
    // "A meeting of the bloc convened by": what hangs on the meeting stands between.
    let last = grammar.phrases[group.subject.filter(|_| held)?];
    let of = last.preposition.filter(|&t| tokens.lower(t) == "of").and_then(|t| t.checked_sub(1));
    let whole = of.and_then(|at| grammar.phrase(at)).map_or(last, |p| grammar.phrases[p]);
    let told = tokens.span(whole.start, whole.end);
    events.iter().rposition(|e| e.event == "CONSULT" && e.evidence.iter().any(|s| s.overlaps(told)))
}
