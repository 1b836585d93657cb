//! [`Time`]: words that tell when, with their value resolved against the day of publication.
//!
//! ```text
//! tokens --lexicon--> pieces --grammar--> meanings --resolve--> values
//! ```
//!
//! Types and values are those of TIMEX3 (ISO-TimeML) as TimeBank uses them. The words are in
//! `rules/lexicon/time.yaml`.

mod amount;
mod calendar;
mod clock;
mod grammar;
mod lexicon;
mod meaning;
mod relative;
mod resolve;
mod tense;
mod value;

use jiff::civil::Date;

use self::grammar::{Expression, Link};
use self::lexicon::Pieces;
use self::meaning::Meaning;
use self::resolve::{Resolved, Resolver};
use self::tense::Tense;
use crate::text::{Sentence, Span, Tokens};

/// A time expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Its words.
    pub span: Span,
    /// What it tells: a date, a time of day, a duration, or a set of times.
    pub kind: TimeKind,
    /// TIMEX3 value: `2023-12-27`, `2023-W52`, `2023-12-27TEV`, `P3D`, `XXXX-WXX-1`, `PRESENT_REF` …; none if
    /// unknown. A range in one writing (`July 6-11`) has that of ISO 8601, `2023-07-06/2023-07-11`.
    pub value: Option<String>,
    /// First day it covers, as an ISO date shortened to the known precision (`2023-12-27`, `2023-12`, `2023`);
    /// none where it is not on the calendar. Week values stand here as their first day.
    pub from: Option<String>,
    /// Last day or month or year of what one such date cannot tell: a range (`July 6-11`, the `June 3` of
    /// `June 3 to 5`), a week, a quarter, a decade.
    pub until: Option<String>,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or a longer stretch of the calendar.
    Date,
    /// A time of day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
}

/// Finds time expressions, in order, not overlapping.
///
/// Without a day of publication only what names its year is put on the calendar.
pub fn find(text: &str, tokens: &Tokens, sentences: &[Sentence], published: Option<Date>) -> Vec<Time> {
    let mut found = Vec::new();
    let mut resolver = Resolver::new(published);
    let mut pieces = Pieces::default();
    let mut paragraph = 0;
    for sentence in sentences {
        if sentence.paragraph != paragraph {
            paragraph = sentence.paragraph;
            resolver.next_paragraph();
        }
        if !pieces.fill(text, tokens, sentence.tokens.clone()) {
            continue;
        }
        let expressions = grammar::read(&pieces);
        let mut resolved: Vec<Resolved> = Vec::with_capacity(expressions.len());
        for (i, expression) in expressions.iter().enumerate() {
            let tense = if is_open(&expression.meaning) {
                let span = pieces.span(expression.from, expression.to);
                tense::around(tokens, sentence.tokens.clone(), tokens.within(span))
            } else {
                Tense::Unknown
            };
            let begins =
                i.checked_sub(1).filter(|&b| matches!(expressions[b].link, Some(Link::Joined | Link::Range)));
            let after = begins.and_then(|b| resolved[b].stretch);
            let one = resolver.resolve(&expression.meaning, tense, after);
            resolved.push(one);
        }
        put(&pieces, &expressions, &resolved, &mut found);
    }
    found
}

/// Whether it depends on the tense which stretch is meant.
fn is_open(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Partial(_) | Meaning::Weekday(..) | Meaning::Unit(..) => true,
        Meaning::OfDay(_, Some(day)) => is_open(day),
        _ => false,
    }
}

/// Makes times of the expressions of a sentence.
fn put(pieces: &Pieces, expressions: &[Expression], resolved: &[Resolved], found: &mut Vec<Time>) {
    let mut i = 0;
    while i < expressions.len() {
        let (expression, own) = (&expressions[i], &resolved[i]);
        let next = resolved.get(i + 1).filter(|_| expression.link.is_some());
        let mut time = Time {
            span: pieces.span(expression.from, expression.to),
            kind: own.kind,
            value: own.value.clone(),
            from: None,
            until: None,
        };
        if let Some(stretch) = own.stretch {
            (time.from, time.until) = stretch.bounds();
        }
        match (expression.link, next) {
            (Some(Link::Joined), Some(end)) => {
                time.span = pieces.span(expression.from, expressions[i + 1].to);
                time.value = own.value.as_ref().zip(end.value.as_ref()).map(|(a, b)| format!("{a}/{b}"));
                time.until = end.stretch.filter(|_| own.stretch.is_some()).and_then(value::Stretch::end);
                i += 1;
            }
            (Some(Link::Range), Some(end)) if own.stretch.is_some() => {
                time.until = end.stretch.and_then(value::Stretch::end);
            }
            (Some(Link::And), Some(end)) => {
                let between = pieces.is(expression.from.wrapping_sub(1), &["between"]);
                let following = own.stretch.and_then(|s| s.shifted(1)) == end.stretch;
                if own.stretch.is_some() && (between || following) {
                    time.until = end.stretch.and_then(value::Stretch::end);
                }
            }
            (Some(Link::Same), Some(day)) if day.stretch.is_some() => {
                time.value.clone_from(&day.value);
                (time.from, time.until) = day.stretch.map(value::Stretch::bounds).unwrap_or_default();
            }
            _ => {}
        }
        found.push(time);
        i += 1;
    }
}

#[cfg(test)]
mod tests;
