//! Amounts that a report tells with an event: [`Amount`]s of money, of weapons, of people, and of those killed or injured.

use std::ops::Range;

use super::{Amount, AmountKind};
use crate::Analysis;
use crate::analyze::word::{class, mark};
use crate::analyze::{Trigger, clause::Clauses};
use crate::text::{Span, TokenKind};

/// What is counted as weapons.
const WEAPONS: &[&str] = &[
    "missile",
    "missiles",
    "rocket",
    "rockets",
    "tank",
    "tanks",
    "howitzers",
    "launchers",
    "drone",
    "drones",
    "jet",
    "jets",
    "aircraft",
    "helicopters",
    "helicopter",
    "warplanes",
    "warships",
    "warship",
    "submarines",
    "vehicles",
    "carriers",
    "rounds",
    "shells",
    "warheads",
    "bombs",
    "rifles",
    "munitions",
    "systems",
    "batteries",
    "interceptors",
    "torpedoes",
    "mortars",
    "grenades",
    "bombers",
];

/// Finds the amounts that tokens `range` tell of what a trigger tells.
pub(super) fn find(analysis: &Analysis, trigger: &Trigger, range: Range<usize>) -> Vec<Amount> {
    let clauses = Clauses::new(analysis);
    let mut amounts = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let Some(number) = number_at(analysis, at, range.end) else {
            at += 1;
            continue;
        };
        at = number.end;
        let kind = match money(analysis, &number) {
            Some((unit, span)) => Some((AmountKind::Money, Some(unit), span)),
            None => people(analysis, &clauses, trigger, &number).map(|kind| (kind, None, number.span)),
        };
        if let Some((kind, unit, span)) = kind {
            amounts.push(Amount { kind, value: number.value, unit, span });
        }
    }
    amounts
}

/// A number as it stands: its tokens, with "million" and the like, and its value.
struct Number {
    start: usize,
    end: usize,
    value: f64,
    span: Span,
}

fn number_at(analysis: &Analysis, at: usize, limit: usize) -> Option<Number> {
    let tokens = &analysis.tokens;
    let lower = tokens.lower(at);
    let plain = match tokens.list.get(at)?.kind {
        TokenKind::Number => lower.replace(',', "").parse::<f64>().ok()?,
        TokenKind::Word => f64::from(small(lower)?),
        _ => return None,
    };
    // A year, a day of the month and a time of day are no amounts.
    let span = tokens.list[at].span;
    let from = analysis.times.partition_point(|t| t.span.end <= span.start);
    if analysis.times.get(from).is_some_and(|t| t.span.overlaps(span)) {
        return None;
    }
    let mut end = at + 1;
    let mut value = plain;
    while end < limit {
        let factor = match tokens.lower(end) {
            "hundred" => 100.0,
            "thousand" => 1e3,
            "million" | "mln" | "m" => 1e6,
            "billion" | "bn" | "bln" => 1e9,
            "trillion" => 1e12,
            _ => break,
        };
        value *= factor;
        end += 1;
    }
    Some(Number { start: at, end, value, span: tokens.span(at, end) })
}

fn small(word: &str) -> Option<u8> {
    const WORDS: &[&str] = &[
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen",
    ];
    WORDS.iter().position(|w| *w == word).map(|i| i as u8 + 2)
}

/// The currency of an amount of money, and its words with the sign.
fn money(analysis: &Analysis, number: &Number) -> Option<(&'static str, Span)> {
    let tokens = &analysis.tokens;
    let before = number.start.checked_sub(1).map_or("", |b| tokens.lower(b));
    let sign = match before {
        "$" => Some("USD"),
        "€" => Some("EUR"),
        "£" => Some("GBP"),
        _ => None,
    };
    if let Some(mut unit) = sign {
        let mut start = number.start - 1;
        let code = start.checked_sub(1).map_or("", |b| tokens.lower(b));
        let adjacent = start > 0 && tokens.list[start - 1].span.end == tokens.list[start].span.start;
        if adjacent {
            unit = match code {
                "us" | "u.s." => "USD",
                "au" | "a" => "AUD",
                "c" | "ca" => "CAD",
                "nz" => "NZD",
                "hk" => "HKD",
                _ => unit,
            };
            start -= 1;
        }
        return Some((unit, tokens.span(start, number.end)));
    }
    let unit = match tokens.lower(number.end) {
        "dollar" | "dollars" | "dlrs" | "dlr" => "USD",
        "euro" | "euros" => "EUR",
        "pounds" => "GBP",
        "yen" => "JPY",
        "yuan" => "CNY",
        "rubles" | "roubles" => "RUB",
        "rupees" => "INR",
        _ => return None,
    };
    Some((unit, tokens.span(number.start, number.end + 1)))
}

/// Whether a number counts those killed or injured, or people that something is done to.
fn people(analysis: &Analysis, clauses: &Clauses, trigger: &Trigger, number: &Number) -> Option<AmountKind> {
    let tokens = &analysis.tokens;
    let near = |words: &[&str]| {
        (number.start.saturating_sub(4)..(number.end + 5).min(tokens.len()))
            .any(|i| words.contains(&tokens.lower(i)))
    };
    let phrase = clauses.grammar.phrase(number.start).map(|p| clauses.grammar.phrases[p]);
    let head = phrase.map(|p| clauses.words[p.head]).unwrap_or_default();
    let counted = phrase.is_some_and(|p| p.head >= number.end && head.has_mark(mark::AGENT))
        && !head.is(class::PRONOUN);
    let bare = phrase.is_none_or(|p| p.head < number.end);
    let persons = counted
        || near(&[
            "people",
            "civilians",
            "others",
            "soldiers",
            "person",
            "persons",
            "prisoners",
            "hostages",
            "diplomats",
        ]);
    if near(&["injured", "wounded", "injuring", "wounding"])
        && (persons || bare)
        && trigger.event == "ASSAULT"
    {
        return Some(AmountKind::Injured);
    }
    if near(&["killed", "killing", "dead", "died", "deaths", "kills"])
        && (persons || bare)
        && trigger.event == "ASSAULT"
    {
        return Some(AmountKind::Killed);
    }
    let armed = phrase.is_some_and(|p| (number.end..p.end).any(|i| WEAPONS.contains(&tokens.lower(i))));
    if armed && matches!(trigger.event, "AID" | "MOBILIZE" | "ASSAULT" | "COOPERATE" | "AGREE") {
        return Some(AmountKind::Weapons);
    }
    let done = matches!(
        trigger.event,
        "SANCTION" | "RETREAT" | "COERCE" | "CONCEDE" | "MOBILIZE" | "PROTEST" | "AID"
    );
    (done && persons).then_some(AmountKind::People)
}
