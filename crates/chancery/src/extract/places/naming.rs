//! What the name of a place is in its sentence: the place itself, or only a word that says whose or which.

use std::ops::Range;

use super::gathered::{HEARERS, before_times};
use super::{GROUNDS, KINDS};
use crate::Analysis;
use crate::analyze::word::kind;
use crate::analyze::{Toponym, Trigger};
use crate::text::Span;

/// Whether the name of a state only says of what follows whose it is or which.
pub(super) fn is_modifier(analysis: &Analysis, toponym: &Toponym, at: usize) -> bool {
    let grammar = &analysis.grammar;
    let Some(phrase) = grammar.phrase(at).map(|p| &grammar.phrases[p]) else { return false };
    let past = analysis.tokens.within(toponym.span).end;
    let head = analysis.tokens.lower(phrase.head);
    // "in Chad's *Lake* Region": a place in it.
    let place = analysis
        .toponyms
        .iter()
        .any(|t| t.span.start > toponym.span.start && analysis.tokens.within(t.span).contains(&phrase.head));
    let ground = KINDS.contains(&head) || GROUNDS.contains(&head);
    let joined = analysis.tokens.lower(past) == "'s" || analysis.tokens.lower(past) == "’s";
    // "At *Chad's request*": it asks, wherever it is done.
    let asks = matches!(head, "request" | "insistence" | "urging" | "behest" | "invitation" | "suggestion");
    past <= phrase.head && !place && !ground && (!joined || asks)
}

/// Whether a name is but a part of a word: "a *Panama*-flagged tanker", "pro-*Moscow* rebels".
pub(super) fn is_compound(analysis: &Analysis, span: Span) -> bool {
    let text = analysis.text();
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let follows =
        after.strip_prefix(['-', '\u{2011}']).is_some_and(|a| a.starts_with(|c: char| c.is_lowercase()));
    let led = before.strip_suffix(['-', '\u{2011}']).and_then(|b| b.rsplit([' ', '\n', '(', '"']).next());
    let led = led.is_some_and(|word| {
        ["pro", "anti", "non", "ex", "trans"].iter().any(|known| word.eq_ignore_ascii_case(known))
    });
    follows || led
}

/// Whether a name that ends before token `past` is the beginning of something longer or the subject of a verb: "at the
/// Bloc's talks, *Chad's president*", "at the Forum, *Chad accused*".
pub(super) fn goes_on_beyond(analysis: &Analysis, past: usize) -> bool {
    let word = analysis.tokens.lower(past);
    let verb = analysis.grammar.verb(past).is_some_and(|v| !analysis.grammar.verbs[v].reduced);
    verb || matches!(word, "'s" | "’s" | "and" | "has" | "have" | "had" | "will" | "would") || word == "-"
}

/// Whether the gazetteer has the name that the token `at` ends, or it tells when.
pub(super) fn is_known(analysis: &Analysis, at: usize) -> bool {
    let end = analysis.tokens.list[at].span.end;
    let from = analysis.toponyms.partition_point(|t| t.span.end < end);
    let time = analysis.times.partition_point(|t| t.span.end < end);
    analysis.toponyms.get(from).is_some_and(|t| t.span.end == end)
        || analysis.times.get(time).is_some_and(|t| t.span.start < end)
}

/// Whether the "of" at token `of` tells of a place how far it is from another: "130 km *west of* Mogadishu".
pub(super) fn is_beside(analysis: &Analysis, of: usize) -> bool {
    let tokens = &analysis.tokens;
    let compass = of.checked_sub(1).filter(|&i| {
        matches!(
            tokens.lower(i),
            "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest"
        )
    });
    compass.and_then(|i| i.checked_sub(1)).is_some_and(|i| {
        let word = tokens.lower(i);
        matches!(word, "," | "just" | "km" | "miles" | "mile" | "kilometres" | "kilometers" | ")" | "nm")
    })
}

/// Whether the preposition at token `before` tells where those are at home to whom something is done or of whom words are
/// said: "met envoys of the community *based in* Gao", "punished firms *registered in* Niamey".
pub(super) fn is_home(analysis: &Analysis, before: usize, trigger: &Trigger) -> bool {
    let apart = !matches!(trigger.event, "ASSAULT" | "COERCE" | "MOBILIZE" | "RETREAT" | "AID" | "PROTEST");
    apart
        && before.checked_sub(1).is_some_and(|i| {
            matches!(
                analysis.tokens.lower(i),
                "based"
                    | "located"
                    | "living"
                    | "residing"
                    | "stationed"
                    | "detained"
                    | "imprisoned"
                    | "jailed"
                    | "registered"
                    | "headquartered"
                    | "born"
                    | "stranded"
            )
        })
}

/// Words for those who speak for others, after which is told where they do.
const VOICES: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "official",
    "officials",
    "source",
    "sources",
    "diplomat",
    "diplomats",
    "analyst",
    "analysts",
];

/// Whether the preposition at token `before` tells where something is said, and not where what is told of was done: "killed
/// ten soldiers, the group *said in* Geneva", "a *spokesman in* Geneva said"; the place ends before token `past`.
pub(super) fn is_of_saying(analysis: &Analysis, before: usize, past: usize, own: &Range<usize>) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let says = |i: usize| grammar.verb(i).is_some() && grammar.words[i].is_kind(kind::SAY);
    let last = before_times(analysis, before).checked_sub(1).filter(|i| !own.contains(i));
    last.is_some_and(|last| {
        let told = (last.saturating_sub(2)..last).any(|i| matches!(tokens.lower(i), "told" | "tells" | "to"));
        says(last)
            || HEARERS.contains(&tokens.lower(last)) && told
            || VOICES.contains(&tokens.lower(last)) && says(past)
    })
}
