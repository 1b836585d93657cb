//! When events happened and how long agreements hold: [`When`], from the time expressions of the report.

use jiff::civil::Date;

use super::{Event, When};
use crate::Analysis;
use crate::analyze::{Status, TimeKind, Trigger};
use crate::text::Span;

/// Days before publication from which a dated act is background.
const HISTORICAL_DAYS: i32 = 35;

/// The status of an act, now that its date is known: one of long ago is background, one of a day to come is planned.
pub(super) fn status(analysis: &Analysis, status: Status, date: Option<&When>) -> Status {
    let days = date.zip(analysis.document.published_on()).and_then(|(d, p)| days_before(&d.value, p));
    match (status, days) {
        (Status::Actual, Some(days)) if days > HISTORICAL_DAYS => Status::Historical,
        (Status::Actual, Some(days)) if days < 0 => Status::Planned,
        _ => status,
    }
}

/// The date of an act of which none is told: what goes on is told of the same day until another is named, else of the
/// day of publication. `before` holds the acts of the same parties, the nearest first.
pub(super) fn untold<'e>(analysis: &Analysis, mut before: impl Iterator<Item = &'e Event>) -> Option<When> {
    let told = before.find(|e| e.status == Status::Actual && e.date.as_ref().is_some_and(|d| d.told));
    told.and_then(|e| e.date.clone()).or_else(|| {
        let published = analysis.document.published_on()?;
        Some(When { value: published.to_string(), until: None, told: false })
    })
}

/// Whole days from the first day of an ISO date, shortened or not, to `published`.
fn days_before(value: &str, published: Date) -> Option<i32> {
    let mut parts = value.split('-').map(str::parse::<i16>);
    let year = parts.next()?.ok()?;
    let month = parts.next().and_then(Result::ok);
    let day = parts.next().and_then(Result::ok);
    let of = |y: i32, m: i32, d: i32| y * 372 + (m - 1) * 31 + d;
    let (y, m) = (i32::from(published.year()), i32::from(published.month()));
    let today = of(y, m, i32::from(published.day()));
    // A month or year counts from its end in the past, and from its beginning in the future.
    let (first, last) = match (month, day) {
        (Some(m), Some(d)) => (of(year.into(), m.into(), d.into()), of(year.into(), m.into(), d.into())),
        (Some(m), None) => (of(year.into(), m.into(), 1), of(year.into(), m.into(), 31)),
        _ => (of(year.into(), 1, 1), of(year.into(), 12, 31)),
    };
    Some(if first > today {
        today - first
    } else if last < today {
        today - last
    } else {
        0
    })
}

/// The time expression that dates a trigger: the nearest calendar one of its sentence that is not a term.
pub(super) fn told(analysis: &Analysis, trigger: &Trigger) -> Option<When> {
    let sentence = analysis.sentences.get(trigger.sentence)?.span;
    let quoted = analysis.quotation_at(trigger.span.start);
    let from = analysis.times.partition_point(|t| t.span.end <= sentence.start);
    analysis.times[from..]
        .iter()
        .take_while(|t| t.span.start < sentence.end)
        .filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time) && t.from.is_some())
        .filter(|t| analysis.quotation_at(t.span.start) == quoted || quoted.is_none())
        .filter(|t| !is_term(analysis, t.span))
        .min_by_key(|t| {
            let gap = if t.span.start >= trigger.span.end {
                t.span.start - trigger.span.end
            } else {
                (trigger.span.start.saturating_sub(t.span.end)) + 10
            };
            // Another trigger between takes the date for itself.
            let between = analysis.triggers.iter().any(|o| {
                o.sentence == trigger.sentence
                    && o.span != trigger.span
                    && o.span.start > trigger.span.end.min(t.span.end)
                    && o.span.end < trigger.span.start.max(t.span.start)
            });
            gap + if between { 120 } else { 0 }
        })
        .and_then(|t| t.from.clone().map(|value| When { value, until: t.until.clone(), told: true }))
}

/// "for the period 2024-28", "until 2030": how long something holds, not when it was done.
fn is_term(analysis: &Analysis, span: Span) -> bool {
    let tokens = &analysis.tokens;
    let at = tokens.at_or_after(span.start);
    let before = |n: usize| at.checked_sub(n).map_or("", |b| tokens.lower(b));
    matches!(before(1), "until" | "through" | "period" | "for" | "beyond" | "than" | "by")
        || before(1) == "the" && matches!(before(2), "for" | "until" | "through")
}

/// "for the period 2024-28", "until 2030": how long the agreement holds.
pub(super) fn term(
    analysis: &Analysis,
    sentence: usize,
    end: usize,
) -> Option<(Option<String>, Option<String>)> {
    let tokens = &analysis.tokens;
    let span = analysis.sentences[sentence].span;
    let after = tokens.list.get(end)?.span.start;
    let time = analysis.times.iter().find(|t| {
        t.span.start >= after
            && t.span.end <= span.end
            && t.kind == TimeKind::Date
            && t.span.start < after + 40
    })?;
    let at = tokens.at_or_after(time.span.start);
    let before = |n: usize| at.checked_sub(n).map_or("", |b| tokens.lower(b));
    if matches!(before(1), "period" | "for" | "from") || before(1) == "the" && before(2) == "for" {
        return time.until.is_some().then(|| (time.from.clone(), time.until.clone()));
    }
    if matches!(before(1), "until" | "through") {
        return Some((None, time.from.clone()));
    }
    None
}
