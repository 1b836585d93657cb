//! How long agreements hold, and when they were made: [`Term`], from the time expressions around their names.

use jiff::ToSpan;
use jiff::civil::Date;

use super::When;
use super::dates::{Dates, Host};
use crate::Analysis;
use crate::analyze::{Time, TimeKind};

/// From when to when an agreement holds, as ISO dates shortened to what is told.
pub(super) type Term = (Option<String>, Option<String>);

/// How many tokens after its name an agreement's term may be told.
const REACH: usize = 25;

/// The term of the agreement whose name is the tokens `name`, which end before `end` in a sentence that ends before
/// `limit`: "for the period 2024-28", "until 2030", "expires in October", "in place since 1951", "a 72-hour ceasefire
/// begins", "enters into force".
pub(super) fn term(analysis: &Analysis, name: std::ops::Range<usize>, limit: usize) -> Option<Term> {
    let tokens = &analysis.tokens;
    let reach = limit.min(name.end + REACH);
    let (mut from, mut to, mut length) = (None, None, None);
    // "a 72-hour ceasefire": the length stands in the name or right before it.
    let first = name.start.saturating_sub(3);
    let start = tokens.list.get(first)?.span.start;
    let at = analysis.times.partition_point(|t| t.span.start < start);
    for time in &analysis.times[at..] {
        let own = tokens.within(time.span);
        if own.start >= reach {
            break;
        }
        let back =
            |n: usize| own.start.checked_sub(n).filter(|&b| b >= first).map_or("", |b| tokens.lower(b));
        if time.kind == TimeKind::Duration {
            if own.start < name.end || matches!(back(1), "for" | "last" | "lasts") {
                length = length.or(time.value.as_deref());
            }
            continue;
        }
        if own.start < name.end || time.from.is_none() {
            continue;
        }
        let end = time.until.clone().or(time.from.clone());
        let near = |words: &[&str]| (1..=3).any(|n| words.contains(&back(n)));
        if matches!(back(1), "until" | "through" | "till")
            || near(&["expires", "expire", "expired", "expiring"])
        {
            to = to.or(end);
        } else if is_range(time)
            && (matches!(back(1), "period" | "for" | "from") || back(2) == "for" || own.start <= name.end + 1)
        {
            (from, to) = (from.or(time.from.clone()), to.or(end));
        } else if back(1) == "since" && matches!(back(2), "place" | "force" | "effect") {
            from = from.or(time.from.clone());
        } else if own.start < name.end + 12
            && near(&["starting", "beginning", "effective", "begins", "starts", "force", "effect"])
        {
            from = from.or(time.from.clone());
        }
    }
    let published = analysis.document.published_on();
    if from.is_none() && to.is_none() && begins(analysis, name.end, reach) {
        from = published.map(|d| d.to_string());
    }
    if to.is_none() {
        to = from.as_deref().zip(length).and_then(|(f, l)| after(f, l));
    }
    (from.is_some() || to.is_some()).then_some((from, to))
}

/// Whether a time is a range of days or years and not only a week or a quarter.
fn is_range(time: &Time) -> bool {
    time.until.is_some() && !time.value.as_deref().is_some_and(|v| v.contains(['W', 'Q', 'S', 'F', 'H']))
}

/// Whether the words after an agreement's name say that it begins to hold: "enters into force", "takes effect".
fn begins(analysis: &Analysis, end: usize, limit: usize) -> bool {
    let tokens = &analysis.tokens;
    (end..limit.min(end + 6)).any(|i| match tokens.lower(i) {
        "enters" | "entered" | "comes" | "came" => {
            tokens.lower(i + 1) == "into" && matches!(tokens.lower(i + 2), "force" | "effect")
        }
        "takes" | "took" => tokens.lower(i + 1) == "effect",
        "begins" | "starts" => true,
        _ => false,
    })
}

/// The last day of a term of `length`, a TIMEX3 duration, that begins on `from`.
fn after(from: &str, length: &str) -> Option<String> {
    let from: Date = from.parse().ok()?;
    let (unit, figures) =
        (length.chars().next_back()?, length.trim_start_matches('P').trim_start_matches('T'));
    let n: i64 = figures.get(..figures.len().checked_sub(1)?)?.parse().ok().filter(|n| *n < 10_000)?;
    let span = match (unit, length.contains('T')) {
        ('H', true) => ((n + 23) / 24).days(),
        ('D', false) => (n - 1).days(),
        ('W', false) => (n * 7).days(),
        ('M', false) => n.months(),
        ('Y', false) => n.years(),
        _ => return None,
    };
    from.checked_add(span).ok().map(|d| d.to_string())
}

/// When the agreement whose name is the tokens `name` was made, where its name says so ("the 2015 nuclear deal", "the
/// Outer Space Treaty of 1967"), or the verb that it is object of ("signed a peace accord in July 2018").
pub(super) fn made(
    analysis: &Analysis,
    dates: &Dates,
    name: std::ops::Range<usize>,
    sentence: usize,
) -> Option<When> {
    let (tokens, grammar) = (&analysis.tokens, &analysis.grammar);
    let span = tokens.span(name.start.saturating_sub(1), name.end);
    let from = analysis.times.partition_point(|t| t.span.end <= span.start);
    let told = |time: &Time| Some(When { value: time.from.clone()?, until: time.until.clone(), told: true });
    // "resolution *1973*" is numbered so and not of that year.
    let numbered = |time: &Time| {
        let numbers =
            |i: &usize| matches!(tokens.lower(*i), "and" | ",") || tokens.lower(*i).parse::<u16>().is_ok();
        let head = (0..tokens.within(time.span).start).rev().find(|i| !numbers(i));
        head.is_some_and(|i| tokens.lower(i).starts_with("resolution"))
    };
    let noun = name.clone().rev().find_map(|i| grammar.phrase(i));
    let end = analysis.sentences[sentence].span.end;
    for (k, time) in analysis.times.iter().enumerate().skip(from).take_while(|(_, t)| t.span.start < end) {
        let own = tokens.within(time.span);
        if numbered(time) {
            continue;
        }
        let inside = own.start < name.end && matches!(time.kind, TimeKind::Date);
        let of = own.start == name.end + 1 && tokens.lower(name.end) == "of";
        if inside || of || noun.is_some() && dates.host(k) == noun.map(Host::Noun) {
            return told(time);
        }
    }
    // "a ceasefire *signed* in May": the participle tells more of it than the verb around it.
    let participle = grammar.verb(name.end).filter(|&v| {
        let made = ["sign", "agree", "reach", "conclud", "adopt", "negotiat", "made", "ratif", "broker"];
        let group = &grammar.verbs[v];
        group.reduced && made.iter().any(|s| tokens.lower(group.head).starts_with(s))
    });
    let verb = participle.or_else(|| noun.and_then(|n| dates.verb_around(n, sentence)))?;
    let (_, time) = analysis
        .times
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(_, t)| t.span.start < end)
        .find(|&(k, time)| dates.host(k) == Some(Host::Verb(verb)) && !numbered(time))?;
    // "signed in January has been broken": what was signed lies behind, and a month without year is the last one.
    let ahead = |when: &When| {
        let on = analysis.document.published_on().map(|d| d.to_string());
        participle.is_some() && on.is_some_and(|on| when.value > on)
    };
    told(time).map(|when| if ahead(&when) { last_year(when) } else { when })
}

/// A date a year before.
fn last_year(when: When) -> When {
    let back = |date: &str| {
        let (year, rest) = date.split_at_checked(4)?;
        Some(format!("{:04}{rest}", year.parse::<u16>().ok()?.checked_sub(1)?))
    };
    let value = back(&when.value).unwrap_or(when.value);
    When { until: when.until.as_deref().and_then(back), value, ..when }
}
