//! Occasions at which people come together, speak and agree, and which are told to be somewhere: "in a *speech* in Oslo",
//! "during a *visit* to Oslo", "*speaking* in Oslo".

use std::ops::Range;

use super::{GATHERINGS, OCCASIONS};
use crate::Analysis;
use crate::analyze::clause::Phrase;
use crate::analyze::word::kind;
use crate::analyze::{EntityId, Role, Trigger};

/// Nouns that tell of an occasion on which one speaks: "in a *speech* in Warsaw".
const SPEECHES: &[&str] = &[
    "speech",
    "address",
    "briefing",
    "interview",
    "lecture",
    "remarks",
    "rally",
    "ceremony",
    "ceremonies",
    "event",
    "gathering",
    "dinner",
    "lunch",
    "luncheon",
    "banquet",
    "reception",
    "assembly",
    "symposium",
    "seminar",
    "inauguration",
    "appearance",
    "hearing",
    "round",
];

/// Nouns that tell that one is away from home: "during a *visit* to Oslo".
const STAYS: &[&str] = &["visit", "trip", "tour", "stop", "stopover", "stay", "journey"];

/// Nouns of those whom one speaks to: "told *reporters* in Oslo".
pub(super) const HEARERS: &[&str] = &[
    "reporters",
    "journalists",
    "newsmen",
    "correspondents",
    "press",
    "media",
    "audience",
    "crowd",
    "supporters",
    "students",
    "delegates",
    "diplomats",
    "businessmen",
    "troops",
    "lawmakers",
    "parliament",
    "congress",
];

/// Verbs whose object hears what is said, or is where it is said: "*addressing* a conference in", "*used* a speech in … to".
const ADDRESSES: &[&str] = &[
    "told",
    "tells",
    "telling",
    "addressed",
    "addressing",
    "informed",
    "used",
    "using",
    "delivering",
    "giving",
    "attending",
    "opening",
    "hosting",
    "holding",
    "ending",
    "closing",
    "chairing",
];

/// Participles of those who speak or have come where they do: "*speaking* in Oslo".
const SPEAKING: &[&str] = &[
    "speaking",
    "arriving",
    "appearing",
    "testifying",
    "meeting",
    "gathering",
    "gathered",
    "assembled",
    "campaigning",
    "landing",
    "visiting",
];

/// Whether the preposition at token `before` belongs to an occasion: "at the *summit* in"; or "the *summit* in Oslo
/// condemned", where that is who acts at the tokens `own`.
pub(super) fn is_of_occasion(analysis: &Analysis, before: usize, own: &Range<usize>) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let end = before_times(analysis, before);
    let Some(last) = end.checked_sub(1) else { return false };
    if SPEAKING.contains(&tokens.lower(last)) && grammar.verb(last).is_some() && !own.contains(&last) {
        return true;
    }
    let Some(phrase) = grammar.phrase(last).map(|p| grammar.phrases[p]) else { return false };
    // "Told *reporters* in", where the reporters may be known as those in that town.
    let heard = HEARERS.contains(&tokens.lower(last)) && !own.contains(&last);
    let lead = phrase.start.checked_sub(1).filter(|_| heard).map_or("", |i| tokens.lower(i));
    let speaks = lead == "to"
        && phrase.start.checked_sub(2).is_some_and(|i| {
            matches!(
                tokens.lower(i),
                "speaking" | "talking" | "spoke" | "said" | "saying" | "speech" | "remarks"
            )
        });
    if ADDRESSES.contains(&lead) || speaks {
        return true;
    }
    if phrase.end != end {
        return false;
    }
    // "Talks with the president and *his foreign minister* in".
    let phrase = std::iter::successors(Some(phrase), |p| p.joined.map(|j| grammar.phrases[j]))
        .last()
        .unwrap_or(phrase);
    // "In an *address* to Congress in": whom it is given or with whom it is held stands between.
    let led = |p: &Phrase| p.preposition.map_or("", |i| tokens.lower(i));
    let between = matches!(led(&phrase), "to" | "with" | "between" | "of" | "on" | "by");
    let outer = phrase.preposition.filter(|_| between);
    let outer = outer.and_then(|i| grammar.phrase(i.checked_sub(1)?)).map(|p| grammar.phrases[p]);
    let told = |p: &Phrase| {
        p.preposition.is_none()
            && p.start
                .checked_sub(1)
                .is_some_and(|i| ADDRESSES.contains(&tokens.lower(i)) && !own.contains(&i))
    };
    // "After four *days* of talks in", "during a second *round* of talks in".
    let spell = |p: &Phrase| {
        matches!(
            tokens.lower(p.head),
            "days" | "hours" | "weeks" | "months" | "day" | "week" | "round" | "rounds" | "series"
        ) && matches!(led(p), "at" | "in" | "during" | "after" | "following")
    };
    if led(&phrase) == "of" && is_occasion(tokens.lower(phrase.head)) && outer.as_ref().is_some_and(spell) {
        return true;
    }
    [Some(phrase), outer].into_iter().flatten().any(|p| {
        let word = led(&p);
        // "At the *end* of a summit in", "on the *sidelines* of talks in".
        let part = || {
            p.preposition.and_then(|i| i.checked_sub(1)).is_some_and(|i| {
                matches!(
                    tokens.lower(i),
                    "sidelines"
                        | "margins"
                        | "fringes"
                        | "end"
                        | "start"
                        | "opening"
                        | "close"
                        | "conclusion"
                        | "beginning"
                )
            })
        };
        is_occasion(tokens.lower(p.head))
            && !is_of_violence(analysis, &p, own)
            && (matches!(word, "at" | "in" | "during" | "after" | "following")
                // "Welcomed the envoys *to* the talks in Oslo".
                || word == "to" && own.clone().any(|i| tokens.lower(i).starts_with("welcom"))
                || word == "of" && part()
                || told(&p)
                || p.preposition.is_none() && before < own.start && acts(analysis, p.start, own))
    })
}

/// Whether the preposition at token `before` follows a verb of saying whose subject is the one who acts: "*said in* Oslo that
/// he condemned the coup".
pub(super) fn is_said_by(analysis: &Analysis, trigger: &Trigger, before: usize) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let own = tokens.within(trigger.span);
    let last = before_times(analysis, before).checked_sub(1).filter(|i| !own.contains(i));
    let group = last
        .filter(|&i| before < own.start && grammar.words[i].is_kind(kind::SAY))
        .and_then(|i| grammar.verb(i))
        .map(|v| grammar.verbs[v]);
    let Some(phrase) = group.and_then(|g| g.subject).map(|p| grammar.phrases[p]) else { return false };
    let span = tokens.span(phrase.start, phrase.end);
    let inside = analysis.mentions.iter().enumerate().filter(|(_, m)| span.contains(m.span));
    let mut who = inside.filter_map(|(id, _)| analysis.entities.of(id));
    let key = |id: EntityId| analysis.entities.party_key(id);
    let acts =
        |id: EntityId| trigger.roles.iter().any(|&(r, e)| r == Role::Actor && (e == id || key(e) == key(id)));
    who.any(acts)
}

/// Whether the preposition at token `before` belongs to the stay of one who acts away from home: "during a *visit* to".
pub(super) fn is_of_stay(analysis: &Analysis, before: usize, own: &Range<usize>) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let end = before_times(analysis, before);
    let phrase = end.checked_sub(1).and_then(|i| grammar.phrase(i)).map(|p| grammar.phrases[p]);
    phrase.filter(|p| p.end == end && STAYS.contains(&tokens.lower(p.head))).is_some_and(|p| {
        let at = p.preposition.unwrap_or(p.start);
        let part =
            |i: usize| matches!(tokens.lower(i), "end" | "start" | "close" | "conclusion" | "beginning");
        // "Threats against the speaker, *who* is on a visit to".
        let other =
            own.end <= at && (own.end..at).any(|i| matches!(tokens.lower(i), "who" | "which" | "whose"));
        let during = match tokens.lower(at) {
            "on" | "during" => true,
            "of" => at.checked_sub(1).is_some_and(part),
            _ => at
                .checked_sub(1)
                .is_some_and(|i| matches!(tokens.lower(i), "ending" | "beginning" | "starting")),
        };
        during && !other && !own.contains(&p.head) && !is_of_violence(analysis, &p, own)
    })
}

fn is_occasion(head: &str) -> bool {
    OCCASIONS.contains(&head) || SPEECHES.contains(&head)
}

/// Whether an occasion is told of violence spoken of, and not of the words at `own`: "condemned the *bombing* of a rally in".
fn is_of_violence(analysis: &Analysis, phrase: &Phrase, own: &Range<usize>) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let led = phrase.preposition.unwrap_or(phrase.start);
    let before = led.checked_sub(1).filter(|&i| i >= own.end).and_then(|i| grammar.phrase(i));
    before.map(|p| tokens.lower(grammar.phrases[p].head)).is_some_and(|head| {
        GATHERINGS.contains(&head)
            || matches!(
                head,
                "killing"
                    | "killings"
                    | "murder"
                    | "assassination"
                    | "blast"
                    | "explosion"
                    | "raid"
                    | "shootings"
            )
    })
}

/// The token before which the times right before token `at` begin: "agreed *on Monday* in".
pub(super) fn before_times(analysis: &Analysis, at: usize) -> usize {
    let tokens = &analysis.tokens;
    let mut at = at;
    while let Some(last) = at.checked_sub(1) {
        let span = tokens.list[last].span;
        let from = analysis.times.partition_point(|t| t.span.end < span.end);
        let Some(time) = analysis.times.get(from).filter(|t| t.span.contains(span)) else { break };
        at = tokens.at_or_after(time.span.start).min(last);
        if at > 0 && matches!(tokens.lower(at - 1), "on" | "late" | "early" | "in") {
            at -= 1;
        }
    }
    at
}

/// Whether the preposition at token `before` belongs to an occasion still to come that the act at `own` prepares: "lay
/// the groundwork for a *summit* in".
pub(super) fn is_of_another(analysis: &Analysis, before: usize, own: &Range<usize>) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let phrase = before.checked_sub(1).and_then(|i| grammar.phrase(i)).map(|p| &grammar.phrases[p]);
    phrase.is_some_and(|p| {
        let led = p.preposition.unwrap_or(p.start);
        let (preposition, word) = (tokens.lower(led), tokens.lower(led.saturating_sub(1)));
        let prepared = matches!(
            word,
            "groundwork" | "stage" | "way" | "agenda" | "prepare" | "prepares" | "preparing" | "preparations"
        );
        p.end == before
            && led >= own.end
            && OCCASIONS.contains(&tokens.lower(p.head))
            && (matches!(preposition, "before" | "until")
                || preposition == "of" && word == "ahead"
                || preposition == "for" && prepared)
    })
}

/// Whether the phrase that starts at token `start` is the subject of the verb at `own`.
fn acts(analysis: &Analysis, start: usize, own: &Range<usize>) -> bool {
    let grammar = &analysis.grammar;
    let verb = own.clone().find_map(|i| grammar.verb(i)).map(|v| &grammar.verbs[v]);
    let shared = verb.and_then(|g| g.shares).map(|v| &grammar.verbs[v]);
    let governor = verb.and_then(|g| g.governor).map(|v| &grammar.verbs[v]);
    // "The summit in Oslo *issued* a statement *calling for* it".
    let before = verb.and_then(|g| g.start.checked_sub(1)).and_then(|noun| grammar.phrase(noun));
    let issued = before.and_then(|p| grammar.phrases[p].start.checked_sub(1)).and_then(|i| grammar.verb(i));
    let issued = issued.map(|v| &grammar.verbs[v]).filter(|_| verb.is_some_and(|g| g.reduced || g.gerund));
    let subjects = [verb, shared, governor, issued].into_iter().flatten().filter_map(|g| g.subject);
    subjects.into_iter().any(|s| grammar.phrases[s].start == start)
}

/// Whether the preposition at token `before` comes after those with whom something is done: "agree with Chad *in*".
pub(super) fn is_with_someone(analysis: &Analysis, before: usize) -> bool {
    let grammar = &analysis.grammar;
    let phrase = before.checked_sub(1).and_then(|i| grammar.phrase(i)).map(|p| &grammar.phrases[p]);
    phrase
        .is_some_and(|p| p.end == before && p.preposition.is_some_and(|i| analysis.tokens.lower(i) == "with"))
}

/// Whether the words before a place tell that someone was kept from coming there: "barred him from *entering* Gaza".
pub(super) fn is_entry_barred(analysis: &Analysis, trigger: &Trigger, before: usize) -> bool {
    let tokens = &analysis.tokens;
    let enters = |i: usize| {
        matches!(
            tokens.lower(i),
            "entering"
                | "enter"
                | "visiting"
                | "visit"
                | "entry"
                | "travelling"
                | "traveling"
                | "coming"
                | "access"
        )
    };
    let leads =
        enters(before) || matches!(tokens.lower(before), "to" | "into") && before > 0 && enters(before - 1);
    let past = tokens.within(trigger.span).end;
    let bars = matches!(trigger.event, "REJECT" | "COERCE" | "SANCTION")
        && (past.saturating_sub(1)..before).any(|i| {
            matches!(
                tokens.lower(i),
                "from" | "entry" | "access" | "permission" | "visa" | "visas" | "let" | "allow" | "permit"
            )
        });
    leads && bars
}
