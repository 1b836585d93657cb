//! [`Tense`]: whether the clause around an expression of time speaks of what was or of what is to come.

use std::ops::Range;

use crate::analyze::trigger::WORDS;
use crate::analyze::word::{class, form};
use crate::text::{TokenKind, Tokens};

/// Which way a time without a year, or a weekday, is to be looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    Unknown,
}

/// How far a verb may stand.
const REACH: usize = 30;

/// Words that look ahead whatever the verb's form.
const AHEAD: &[&str] = &[
    "scheduled",
    "due",
    "slated",
    "expected",
    "upcoming",
    "forthcoming",
    "effective",
    "payable",
    "tentatively",
    "pending",
    "postponed",
    "rescheduled",
    "supposed",
];

/// Verbs whose present tells of what is set for a day to come.
const SET: &[&str] = &[
    "begins",
    "starts",
    "opens",
    "expires",
    "ends",
    "resumes",
    "reconvenes",
    "convenes",
    "kicks",
    "closes",
    "takes",
    "departs",
    "arrives",
];

/// Meetings and the like: what is named by its weekday may still be to come.
const TO_COME: &[&str] = &[
    "meeting",
    "summit",
    "talks",
    "vote",
    "election",
    "elections",
    "session",
    "hearing",
    "deadline",
    "game",
    "visit",
    "ceremony",
    "runoff",
    "referendum",
    "conference",
    "debate",
    "polls",
    "ballot",
];

/// The tense of the clause around the tokens `at` of a sentence: that of a verb right after, else of the nearest before,
/// else of the nearest after.
pub(super) fn around(tokens: &Tokens, sentence: Range<usize>, at: Range<usize>) -> Tense {
    let start = sentence.start;
    let before = if at.start > start { tokens.lower(at.start - 1) } else { "" };
    if before == "since" {
        return Tense::Past;
    }
    if matches!(before, "until" | "till") && at.start > start + 1 {
        return Tense::Future;
    }
    let adjacent = at.end..sentence.end.min(at.end + 2);
    let left = (start..at.start).rev().take(REACH);
    let right = at.end..sentence.end.min(at.end + REACH);
    let finite = |i: usize| of_verb(tokens, i, start).filter(|_| !AHEAD.contains(&tokens.lower(i)));
    let tense = adjacent
        .clone()
        .take(1)
        .find_map(finite)
        .or_else(|| left.chain(right).find_map(|i| of_verb(tokens, i, start)))
        .unwrap_or(Tense::Unknown);
    // `Tuesday's ruling` was, whatever is to come of it.
    let possessive = tokens.list.get(at.end).is_some_and(|t| t.kind == TokenKind::Possessive);
    let mut named = at.end..sentence.end.min(at.end + 6);
    if possessive && !named.any(|i| TO_COME.contains(&tokens.lower(i))) {
        return Tense::Past;
    }
    tense
}

/// What token `i` tells of the tense, if it is a verb.
fn of_verb(tokens: &Tokens, i: usize, start: usize) -> Option<Tense> {
    if tokens.list[i].kind != TokenKind::Word {
        return None;
    }
    let lower = tokens.lower(i);
    let back = |n: usize| if i >= start + n { tokens.lower(i - n) } else { "" };
    if AHEAD.contains(&lower) {
        // What had been due is no longer.
        return Some(if back(1) == "been" { Tense::Past } else { Tense::Future });
    }
    let word = WORDS.get(lower).copied()?;
    if word.is(class::MODAL) {
        // `would have met` is past, and what could be done is told of the past as well.
        let have = (i + 1..(i + 3).min(tokens.len())).any(|k| tokens.lower(k) == "have");
        return match lower {
            "could" | "can" | "couldn't" | "can't" | "cannot" => None,
            _ if have => Some(Tense::Past),
            _ => Some(Tense::Future),
        };
    }
    if word.is(class::BE | class::HAVE | class::DO) {
        let infinitive = matches!(lower, "is" | "are" | "be") && tokens.lower(i + 1) == "to";
        return match lower {
            _ if infinitive => Some(Tense::Future),
            "is" | "are" | "am" | "be" | "being" | "do" | "does" | "having" => None,
            _ => Some(Tense::Past),
        };
    }
    if word.verb == 0 {
        return None;
    }
    let infinitive = tokens.lower(i + 1) == "to";
    if word.has_form(form::PAST | form::PARTICIPLE) && !word.has_form(form::BASE) {
        // `was expected to`, `is planned for`.
        let planned =
            word.is(class::GOVERNOR) && infinitive && matches!(back(1), "is" | "are" | "was" | "were");
        return Some(if planned { Tense::Future } else { Tense::Past });
    }
    // `plans to meet`, `is to meet`, `agreed to meet`.
    if word.has_form(form::BASE) && back(1) == "to" {
        let governor = WORDS.get(back(2)).copied().unwrap_or_default();
        let ahead = governor.is(class::GOVERNOR) || matches!(back(2), "is" | "are" | "was" | "were");
        return ahead.then_some(Tense::Future);
    }
    SET.contains(&lower).then_some(Tense::Future)
}
