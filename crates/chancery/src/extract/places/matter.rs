//! What goes on elsewhere, of which those who meet speak: "held talks on the *war in Chad*".

use std::ops::Range;

use crate::Analysis;
use crate::text::TokenKind;

/// Nouns of what goes on somewhere, and is never where people meet.
const GOES_ON: &[&str] = &[
    "war",
    "wars",
    "conflict",
    "conflicts",
    "crisis",
    "crises",
    "situation",
    "fighting",
    "violence",
    "unrest",
    "bloodshed",
    "offensive",
    "invasion",
    "aggression",
    "developments",
    "events",
    "strife",
    "turmoil",
    "tensions",
    "coup",
    "insurgency",
    "genocide",
    "famine",
    "atrocities",
    "abuses",
    "hostilities",
    "hostages",
    "instability",
    "uprising",
    "revolution",
    "bloodbath",
    "killings",
    "massacre",
];

/// Nouns of what may be where they meet as well as where it is, unless the place is a whole state: "talks on a *truce in*".
const IS_MADE: &[&str] = &[
    "peace",
    "ceasefire",
    "cease-fire",
    "truce",
    "stability",
    "security",
    "elections",
    "election",
    "democracy",
    "rights",
    "transition",
    "reconstruction",
    "presence",
    "influence",
    "operations",
    "interests",
    "investment",
    "investments",
    "process",
    "role",
    "efforts",
    "solution",
    "settlement",
    "reforms",
];

/// Nouns of what is spoken of that may well be said of where people meet but for "on": "issues *on* the peninsula".
const ARISES: &[&str] = &[
    "issue",
    "issues",
    "matters",
    "question",
    "questions",
    "tension",
    "denuclearization",
    "denuclearisation",
    "trends",
    "challenges",
    "problem",
    "problems",
    "topics",
];

/// Words that lead from a meeting to what is spoken of there.
const LEADS: &[&str] = &[
    "on",
    "about",
    "over",
    "regarding",
    "concerning",
    "of",
    "to",
    "for",
    "including",
    "discuss",
    "discussing",
    "discussed",
    "discusses",
    "review",
    "reviewed",
    "end",
    "ending",
    "stop",
    "halt",
    "resolve",
    "settle",
    "solve",
    "address",
    "defuse",
    "ease",
    "calm",
    "mediate",
    "restore",
    "bring",
    "secure",
    "promote",
];

/// How many words before the noun what leads to it may stand.
const BACK: usize = 8;

/// Whether the preposition at token `before` tells where that goes on of which is spoken at the meeting that the tokens `own`
/// tell.
pub(super) fn goes_on(analysis: &Analysis, before: usize, is_state: bool, own: &Range<usize>) -> bool {
    let tokens = &analysis.tokens;
    let Some(noun) = before.checked_sub(1).filter(|&at| at >= own.end) else { return false };
    let word = tokens.lower(noun);
    // Nor does anybody meet "*on* a peninsula" behind a matter of which is spoken.
    let matter = GOES_ON.contains(&word)
        || is_state && IS_MADE.contains(&word)
        || tokens.lower(before) == "on" && (IS_MADE.contains(&word) || ARISES.contains(&word));
    // Those who meet may be told of between: "talks *on* ways to end the long civil war in".
    let told = || {
        let from = own.end.saturating_sub(1).max(noun.saturating_sub(BACK));
        (from..noun).rev().any(|at| LEADS.contains(&tokens.lower(at)))
    };
    matter && tokens.list[noun].kind == TokenKind::Word && told()
}

/// Whether the place at token `at` is that of a summit still to come of which those speak who meet as the tokens `own` tell:
/// "met to *discuss* the Oslo summit", "to *prepare* for next week's summit in Oslo".
pub(super) fn is_spoken_of(analysis: &Analysis, before: usize, at: usize, own: &Range<usize>) -> bool {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let noun = |i: usize| grammar.phrase(i).map(|p| grammar.phrases[p].head);
    let heads = [before.checked_sub(1).and_then(noun), noun(at)];
    let occasion = heads.into_iter().flatten().any(|head| {
        matches!(
            tokens.lower(head),
            "summit" | "conference" | "meeting" | "talks" | "session" | "visit" | "congress"
        )
    });
    let spoken = |i: usize| {
        matches!(
            tokens.lower(i),
            "discuss" | "discussing" | "discussed" | "prepare" | "preparing" | "plan" | "planning"
        )
    };
    occasion && own.end <= before && (own.end..before).any(spoken)
}
