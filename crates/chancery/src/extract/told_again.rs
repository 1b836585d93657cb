//! Acts that a report tells again in another tense, or without all who take part: "*froze* ties … had decided *to freeze*
//! ties", "will visit Chad … preparations for *the visit* to Chad".

use super::events::{codes, keys};
use super::retold::{join, tells_by_noun};
use super::{Event, When};
use crate::Analysis;
use crate::analyze::clause::Tag;
use crate::analyze::{EntityId, EntityKind, Status};
use crate::text::Span;

/// Words beside an act that say that it is another than the one told of before.
const ANOTHER: &[&str] = &[
    "further",
    "more",
    "additional",
    "another",
    "again",
    "continue",
    "continues",
    "continued",
    "also",
    "separately",
    "fresh",
    "second",
    "third",
    "next",
    "new",
    "tougher",
    "previous",
    "previously",
    "last",
    "earlier",
    "past",
    "recent",
    "other",
    "extend",
    "extended",
    "extends",
    "renew",
    "renewed",
    "renews",
];

/// How many tokens before the words of an act they may stand.
const BESIDE: usize = 4;

/// Nouns of violence: who condemns one of them twice in a report condemns one attack.
const VIOLENCE: &[&str] = &[
    "attack",
    "attacks",
    "killing",
    "killings",
    "bombing",
    "bombings",
    "blast",
    "blasts",
    "murder",
    "murders",
    "assassination",
    "shooting",
    "massacre",
    "explosion",
    "explosions",
    "violence",
    "raid",
    "raids",
    "strike",
    "strikes",
    "shelling",
    "bombardment",
    "incident",
    "ambush",
    "assault",
];

/// How far behind a verb what it condemns is looked for.
const OBJECT: usize = 10;

/// Joins to the events told before those that tell the same again.
pub(super) fn told_again(analysis: &Analysis, events: &mut Vec<Event>) {
    let mut later = 1;
    while later < events.len() {
        let again = (0..later).find(|&i| is_again(analysis, events, i, later));
        let Some(first) = again else {
            later += 1;
            continue;
        };
        let mut new = events.remove(later);
        let status = status_of_both(analysis, &events[first], &new);
        // Nor does a noun say when: what stands beside it may be the day of the verb.
        for event in [&mut events[first], &mut new] {
            if is_timeless(analysis, event) && event.status != status {
                event.date = None;
            }
        }
        // When it is done is told beside the words that say whether.
        let told_there = [&events[first], &new].into_iter().find(|e| e.status == status && told(&e.date));
        let date = told_there.and_then(|e| e.date.clone());
        join(analysis, &mut events[first], new);
        events[first].status = status;
        events[first].date = date.or_else(|| events[first].date.take());
    }
}

fn is_again(analysis: &Analysis, events: &[Event], first: usize, later: usize) -> bool {
    let (known, new) = (&events[first], &events[later]);
    if known.event != new.event || known.status == Status::Negated || new.status == Status::Negated {
        return false;
    }
    if is_side_by_side(analysis, known, new) {
        return true;
    }
    // The day beside a noun may be that of the verb: "discussed on Monday the president's *visit*".
    let noun = |at: usize| is_timeless(analysis, &events[at]) && !has_own_day(analysis, events, at);
    let timeless = noun(first) || noun(later);
    if !timeless && !dates_agree(known, new) && !is_leg(analysis, known, new) {
        return false;
    }
    match known.event {
        "CONSULT" => is_same_visit(analysis, known, new) || is_leg(analysis, known, new),
        "SANCTION" | "COERCE" | "REJECT" | "RETREAT" => is_same_measure(analysis, known, new),
        "ACCUSE" => is_same_charge(analysis, known, new),
        "ASSAULT" => is_same_attack(analysis, known, new),
        _ => false,
    }
}

/// Whether an event is a meeting or visit of which a noun tells that says nothing of when: "*the visit*".
fn is_timeless(analysis: &Analysis, event: &Event) -> bool {
    event.event == "CONSULT" && event.status == Status::Actual && tells_by_noun(analysis, event)
}

/// Whether the day told of an event is not that of another act of its sentence.
fn has_own_day(analysis: &Analysis, events: &[Event], index: usize) -> bool {
    let sentence = |e: &Event| analysis.sentence_of(analysis.tokens.at_or_after(e.evidence[0].start));
    let event = &events[index];
    told(&event.date)
        && !events.iter().enumerate().any(|(i, e)| {
            i != index && told(&e.date) && e.date == event.date && sentence(e) == sentence(event)
        })
}

fn told(date: &Option<When>) -> bool {
    date.as_ref().is_some_and(|d| d.told)
}

/// What is told of the day of both does not part them.
fn dates_agree(known: &Event, new: &Event) -> bool {
    match (&known.date, &new.date) {
        (Some(a), Some(b)) if a.told && b.told => {
            a.value.starts_with(&b.value) || b.value.starts_with(&a.value)
        }
        _ => true,
    }
}

/// The status of an act by two tellings: what has come about is no longer only planned or possible; but a noun without a
/// day of its own says nothing of when: "*the visit*", "*the sanctions*".
fn status_of_both(analysis: &Analysis, known: &Event, new: &Event) -> Status {
    let rank = |e: &Event| match e.status {
        Status::Actual if is_timeless(analysis, e) => 1,
        Status::Actual if !told(&e.date) && is_taken_for_granted(analysis, e) => 1,
        Status::Hypothetical | Status::Negated => 0,
        Status::Planned if told(&e.date) || e.event == "CONSULT" => 5,
        Status::Planned => 2,
        Status::Actual => 3,
        Status::Historical => 4,
    };
    if rank(new) > rank(known) { new.status } else { known.status }
}

/// Two words that stand side by side and of which the trained reader alone found one tell of one act: "a *complaint*
/// *brought* in 2012", "*routinely* *threatened*".
fn is_side_by_side(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    // Praise for what someone supports is another's: "recognized the *tremendous support*".
    let alone = (known.method == "model" || new.method == "model") && known.event != "SUPPORT";
    let (Some(&a), Some(&b)) = (known.evidence.last(), new.evidence.first()) else { return false };
    // "The *threat of* sanctions".
    if known.event == "THREATEN" && a.overlaps(b) {
        return true;
    }
    if !alone || a.end > b.start {
        return false;
    }
    let (a, b) = (tokens.within(a), tokens.within(b));
    let between = a.end..b.start;
    let apart = |at: usize| {
        matches!(grammar.tags[at], Tag::Comma | Tag::Conjunction | Tag::Break | Tag::Quote | Tag::Open)
    };
    let (own, others) = (keys(analysis, known), keys(analysis, new));
    between.len() <= 1
        && !between.clone().any(apart)
        && !b.clone().chain(a).any(|at| grammar.tags[at] == Tag::Conjunction)
        && (own.iter().all(|k| others.contains(k)) || others.iter().all(|k| own.contains(k)))
}

/// Whether the words of an event, or those before them, say that it is another one.
fn is_another(analysis: &Analysis, event: &Event) -> bool {
    let tokens = &analysis.tokens;
    let own = tokens.within(event.evidence[0]);
    let from = analysis.sentences[analysis.sentence_of(own.start)].tokens.start;
    (own.start.saturating_sub(BESIDE).max(from)..own.end + 1).any(|at| ANOTHER.contains(&tokens.lower(at)))
}

/// Whether two visits of one to one host are one, though the one is only told of by a noun or in another tense.
fn is_same_visit(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let visit = |e: &Event| e.mode == Some("visit") && !e.recipients.is_empty() && !e.actors.is_empty();
    if !visit(known) || !visit(new) || known.status == new.status || is_another(analysis, new) {
        return false;
    }
    // "The visit" that is neither planned nor dated may be the planned one; who went there went before.
    let ahead = |e: &Event| matches!(e.status, Status::Planned | Status::Hypothetical);
    let timeless = |e: &Event| is_timeless(analysis, e);
    if !(ahead(known) || timeless(known)) || !(ahead(new) || timeless(new)) {
        return false;
    }
    let person = |id: &EntityId| {
        let entity = analysis.entities.get(*id);
        entity.kind == EntityKind::Person && entity.named
    };
    let hosts = codes(analysis, known.recipients.iter());
    let same_person = known.actors.iter().filter(|id| person(id)).any(|id| new.actors.contains(id));
    let unnamed = !known.actors.iter().any(person) || !new.actors.iter().any(person);
    let same_state = codes(analysis, known.actors.iter()) == codes(analysis, new.actors.iter());
    hosts.len() == 1
        && hosts == codes(analysis, new.recipients.iter())
        && same_state
        && (same_person || unnamed)
}

/// Verbs that tell when someone sets out or comes on a journey told of before.
const LEGS: &[&str] = &[
    "arrive",
    "arrives",
    "arriving",
    "leave",
    "leaves",
    "leaving",
    "depart",
    "departs",
    "departing",
    "return",
    "returns",
    "returning",
    "fly",
    "flies",
    "flying",
];

/// Whether a verb without a place only says when one who is to go somewhere sets out or comes: "will go to Chad … is *to
/// arrive* Friday".
fn is_leg(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let ahead = |e: &Event| e.event == "CONSULT" && e.status == Status::Planned;
    let mut own = analysis.tokens.within(new.evidence[0]);
    let person = |id: &EntityId| {
        let entity = analysis.entities.get(*id);
        entity.kind == EntityKind::Person && entity.named
    };
    ahead(known)
        && ahead(new)
        && known.mode == Some("visit")
        && !known.recipients.is_empty()
        && new.recipients.is_empty()
        && new.actors.iter().any(person)
        && new.actors.iter().all(|id| known.actors.contains(id))
        && own.any(|at| LEGS.contains(&analysis.tokens.lower(at)))
}

/// Whether two measures of one side against another are one: told in the same word, in another tense.
fn is_same_measure(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let (from, to) = (codes(analysis, known.actors.iter()), codes(analysis, known.recipients.iter()));
    let (by, against) = (codes(analysis, new.actors.iter()), codes(analysis, new.recipients.iter()));
    let modes_agree = known.mode == new.mode || known.mode.is_none() || new.mode.is_none();
    // "*The withdrawal*": from where was told before.
    let shorter = known.status == new.status
        && against.len() < to.len()
        && against.iter().all(|k| to.contains(k))
        && tells_by_noun(analysis, new)
        && is_definite(analysis, new);
    if known.status == new.status && !shorter
        || from.is_empty()
        || from != by
        || to != against && !shorter
        || !modes_agree
        || is_another(analysis, new)
    {
        return false;
    }
    // What was imposed another year is not what is imposed now; "the sanctions *imposed*" may be either.
    let past = known.status == Status::Historical || new.status == Status::Historical;
    let now = |e: &Event| e.status == Status::Actual;
    let other = if now(known) { known } else { new };
    if past && (!now(other) || told(&other.date) || !is_taken_for_granted(analysis, other)) {
        return false;
    }
    shares_word(analysis, known, new)
}

/// Whether the noun that tells of an event first is one that is known: "*the* withdrawal".
fn is_definite(analysis: &Analysis, event: &Event) -> bool {
    let mut own = analysis.tokens.within(event.evidence[0]);
    let phrase = own.find_map(|at| analysis.grammar.phrase(at)).map(|p| analysis.grammar.phrases[p]);
    phrase.is_some_and(|p| {
        matches!(analysis.tokens.lower(p.start), "the" | "this" | "that" | "these" | "those")
    })
}

/// Whether an act is only told of by a noun or by a participle behind one: "the *sanctions*", "sanctions *imposed* on Chad".
fn is_taken_for_granted(analysis: &Analysis, event: &Event) -> bool {
    let grammar = &analysis.grammar;
    let verb = analysis.tokens.within(event.evidence[0]).find_map(|at| grammar.verb(at));
    verb.is_none_or(|v| grammar.verbs[v].reduced)
}

/// Whether two events are told in a form of one word.
fn shares_word(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let words = &analysis.grammar.words;
    let forms = |span: Span| {
        analysis.tokens.within(span).map(|at| (words[at].verb, words[at].noun)).collect::<Vec<_>>()
    };
    let own: Vec<(u16, u16)> = known.evidence.iter().flat_map(|&s| forms(s)).collect();
    let same = |&(verb, noun): &(u16, u16)| {
        own.iter().any(|&(v, n)| verb != 0 && v == verb || noun != 0 && n == noun)
    };
    forms(new.evidence[0]).iter().any(same)
}

/// Whether two charges of one side, in one verb and in two sentences, are one: the second time it is left out against whom,
/// or told in part.
fn is_same_charge(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let tokens = &analysis.tokens;
    let first = |e: &Event| tokens.at_or_after(e.evidence[0].start);
    let sentence = |e: &Event| analysis.sentence_of(first(e));
    let verb = |e: &Event| {
        let at = tokens.within(e.evidence[0]).find(|&at| analysis.grammar.verb(at).is_some())?;
        Some(analysis.grammar.words[at].verb).filter(|&v| v != 0)
    };
    let (from, to) = (codes(analysis, known.actors.iter()), codes(analysis, known.recipients.iter()));
    let (by, against) = (codes(analysis, new.actors.iter()), codes(analysis, new.recipients.iter()));
    let in_part = against.iter().all(|k| to.contains(k)) || to.iter().all(|k| against.contains(k));
    if known.status != new.status
        || from.is_empty()
        || from != by
        || !in_part
        || sentence(known) == sentence(new)
        || verb(known).is_none()
        || verb(known) != verb(new)
        || is_another(analysis, new)
    {
        return false;
    }
    let lower = tokens.lower(tokens.within(new.evidence[0]).end - 1);
    if lower.starts_with("accus") || lower.starts_with("blam") {
        return true;
    }
    // Of several things that are condemned, an attack is one.
    let violence = |e: &Event| {
        let end = analysis.sentences[sentence(e)].tokens.end;
        (first(e)..end.min(first(e) + OBJECT)).any(|at| VIOLENCE.contains(&tokens.lower(at)))
    };
    lower.starts_with("condemn") && violence(known) && violence(new)
}

/// Whether two tellings of violence, of which one does not say who did it, are of one attack: neither day nor country parts
/// them, and the second is *the* attack or says whom it hit.
fn is_same_attack(analysis: &Analysis, known: &Event, new: &Event) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let country = |e: &Event| e.place.as_ref().and_then(|p| p.country.clone());
    let apart = matches!((country(known), country(new)), (Some(a), Some(b)) if a != b);
    if known.status != new.status
        || known.status != Status::Actual
        || apart
        || !known.actors.is_empty() && !new.actors.is_empty()
        || is_another(analysis, new)
    {
        return false;
    }
    let own = tokens.within(new.evidence[0]);
    match own.clone().find_map(|at| grammar.verb(at)) {
        // "Two peacekeepers *were killed* in the blast".
        Some(verb) => {
            let group = grammar.verbs[verb];
            let sentence = analysis.sentences[analysis.sentence_of(group.head)].tokens.end;
            let named = (group.head + 1..sentence.min(group.head + OBJECT)).any(|at| {
                VIOLENCE.contains(&tokens.lower(at))
                    && matches!(tokens.lower(at.saturating_sub(1)), "the" | "this" | "that")
            });
            // "*The two* peacekeepers were killed": those told of before.
            let known_dead = group
                .subject
                .is_some_and(|p| matches!(tokens.lower(grammar.phrases[p].start), "the" | "those" | "these"));
            (group.passive || group.reduced) && (named || known_dead)
        }
        None => {
            // "*The two peacekeepers were killed* in a blast": those told of before.
            let phrase = own.clone().find_map(|at| grammar.phrase(at)).map(|p| grammar.phrases[p]);
            let led = phrase.and_then(|p| p.preposition).filter(|&t| matches!(tokens.lower(t), "in" | "by"));
            let killed = led.and_then(|t| t.checked_sub(1)).and_then(|at| grammar.verb(at));
            let known_dead = killed.map(|v| grammar.verbs[v]).filter(|g| g.passive).is_some_and(|g| {
                g.subject.is_some_and(|p| matches!(tokens.lower(grammar.phrases[p].start), "the" | "those"))
            });
            (is_definite(analysis, new) || known_dead)
                && own.clone().any(|at| VIOLENCE.contains(&tokens.lower(at)))
        }
    }
}

#[cfg(test)]
mod tests;
