//! Days of the calendar as headers, bylines and addresses write them.
//!
//! Times in running text are read by [`crate::analyze::time`]; here only full dates count (day, month and year), and
//! one that may be read in two ways (`6/5/2016`) is none.

use chancery_know::month_named;
use jiff::civil::Date;

use crate::text::WEEKDAYS;

/// The date that `text` is, with nothing else around it but a weekday before and a time after.
///
/// Reads ISO 8601 (a datetime is cut to its date), `20231228`, RFC 2822, `December 28, 2023`, `28 Dec. 2023`,
/// `28.12.2023`, and `12/28/2023` where only one reading is a date.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return compact(text);
    }
    let (date, used) = starting(skip_weekday(text))?;
    let rest = skip_weekday(text).get(used..)?;
    is_time(rest).then_some(date)
}

/// The date in the path of a web address: `/2023/12/28/`, `/2023/dec/28/`, `-2023-12-28`, `/20231228-`.
pub fn in_address(address: &str) -> Option<Date> {
    // The host comes before the first single slash.
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = &path[path.find('/')?..];
    runs(path).find_map(|(at, run)| {
        let after = &path[at + run.len()..];
        if run.len() >= 8 && run.bytes().take(8).all(|b| b.is_ascii_digit()) {
            return compact(run.get(..8)?).filter(|_| run.len() == 8 || run.len() == 14);
        }
        let year = year(run)?;
        let separator = after.chars().next().filter(|c| matches!(c, '/' | '-' | '_'))?;
        let mut parts = after[1..].split(separator);
        let month = parts.next()?;
        let month = number(month, 2).or_else(|| month_named(month))?;
        let day = parts.next()?;
        let digits = day.bytes().take_while(u8::is_ascii_digit).count();
        let ends = !day[digits..].starts_with(|c: char| c.is_alphanumeric());
        Date::new(year, month, number(&day[..digits], 2)?).ok().filter(|_| ends)
    })
}

/// The first full date in `text` that begins at or after byte `from`, with the bytes it takes.
pub(super) fn next(text: &str, from: usize) -> Option<(Date, std::ops::Range<usize>)> {
    runs(&text[from..]).find_map(|(at, _)| {
        let at = from + at;
        starting(&text[at..]).map(|(date, len)| (date, at..at + len))
    })
}

/// The full date that `text` starts with, and its length in bytes.
pub(super) fn starting(text: &str) -> Option<(Date, usize)> {
    let mut parts = runs(text).take(3);
    let (at, first) = parts.next()?;
    if at != 0 {
        return None;
    }
    let (second_at, second) = parts.next()?;
    let (third_at, third) = parts.next()?;
    let gap = |from: usize, to: usize| &text[from..to];
    let gaps = (gap(first.len(), second_at), gap(second_at + second.len(), third_at));
    // A clock after an ISO date hangs on it: `2023-12-28T10:30:00Z`.
    let (third, end) = match third.find(['T', 't']) {
        Some(t) if first.len() == 4 && t <= 2 => (&third[..t], third_at + t),
        _ => (third, third_at + third.len()),
    };
    let date = match gaps {
        ("-", "-") | ("/", "/") | (".", ".") => {
            if let Some(year) = year(first) {
                Date::new(year, number(second, 2)?, number(third, 2)?).ok()
            } else if let Some(month) = month_named(second) {
                Date::new(year(third)?, month, number(first, 2)?).ok()
            } else {
                let (a, b, year) = (number(first, 2)?, number(second, 2)?, year(third)?);
                // Points stand between day, month and year; strokes also between month, day and year.
                match (Date::new(year, b, a).ok(), Date::new(year, a, b).ok()) {
                    (day_first, _) if gaps.0 == "." => day_first,
                    (Some(one), None) | (None, Some(one)) => Some(one),
                    (Some(one), Some(other)) if one == other => Some(one),
                    _ => None,
                }
            }
        }
        (before, between) if is_loose(before) && is_loose(between) => {
            if let Some(month) = month_named(first) {
                Date::new(year(third)?, month, day(second)?).ok()
            } else {
                Date::new(year(third)?, month_named(second)?, day(first)?).ok()
            }
        }
        _ => None,
    }?;
    Some((date, end))
}

/// Whether a stretch between the words of a date is only space, with a comma or a period.
fn is_loose(gap: &str) -> bool {
    !gap.is_empty() && gap.len() <= 4 && gap.chars().all(|c| matches!(c, ' ' | '\u{a0}' | ',' | '.'))
}

/// What may follow a date that is all a field holds: nothing, or a time of day with its zone.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['T', 't', ' ', ',', '\u{a0}']);
    let rest = rest.strip_prefix("at ").unwrap_or(rest).trim_start();
    rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) && rest.len() <= 40
}

/// `text` past a weekday and the comma after it.
pub(super) fn skip_weekday(text: &str) -> &str {
    let word = text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let lower = word.to_ascii_lowercase();
    let is_weekday = word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(&lower));
    if is_weekday { text[word.len()..].trim_start_matches(['.', ',', ' ', '\u{a0}']) } else { text }
}

/// `20231228`
fn compact(digits: &str) -> Option<Date> {
    Date::new(year(digits.get(..4)?)?, number(digits.get(4..6)?, 2)?, number(digits.get(6..)?, 2)?).ok()
}

fn year(digits: &str) -> Option<i16> {
    let is_year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|y| is_year && (1700..2200).contains(y))
}

fn number(digits: &str, longest: usize) -> Option<i8> {
    let fits = (1..=longest).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if fits { digits.parse().ok() } else { None }
}

/// `28`, `28th`
fn day(text: &str) -> Option<i8> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &text[digits.len()..];
    if ["", "st", "nd", "rd", "th"].contains(&ending) { number(digits, 2) } else { None }
}

/// Runs of letters and digits with the byte that each begins at.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .map(|run| (run.as_ptr() as usize - text.as_ptr() as usize, run))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text).map_or("none".to_owned(), |d| d.to_string()), expected, "{text}");
    }

    #[test]
    fn writings_of_one_day() {
        for text in [
            "2023-12-28",
            "2023-12-28T01:10:41+00:00",
            "2023-12-28 01:10",
            "20231228",
            "2023/12/28",
            "December 28, 2023",
            "Dec. 28, 2023",
            "28 December 2023",
            "28th December, 2023",
            "Thursday, December 28, 2023",
            "Thu, 28 Dec 2023 10:30:00 GMT",
            "28-Dec-2023",
            "28.12.2023",
            "12/28/2023",
            "28/12/2023",
            " December\u{a0}28, 2023 ",
            "December 28, 2023 at 10:30 GMT",
        ] {
            check(text, "2023-12-28");
        }
    }

    #[test]
    fn no_date_or_no_single_date() {
        for text in [
            "",
            "6/5/2016",
            "2023-13-01",
            "2023-12",
            "December 2023",
            "Dec 28",
            "yesterday",
            "31 June 2023",
            "3.14.15",
        ] {
            check(text, "none");
        }
    }

    #[test]
    fn addresses() {
        for (address, expected) in [
            ("https://a.org/2023/12/28/talks-in-moscow/", Some("2023-12-28")),
            ("https://a.org/world/2023/dec/28/talks", Some("2023-12-28")),
            ("https://a.org/world-europe-2023-12-28", Some("2023-12-28")),
            ("https://a.org/news/20231228-talks", Some("2023-12-28")),
            ("https://a.org/news/67812345", None),
            ("https://a.org/2023/12/talks", None),
            ("https://20231228.org/talks", None),
            ("https://a.org", None),
        ] {
            assert_eq!(in_address(address).map(|d| d.to_string()).as_deref(), expected, "{address}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "[0-9A-Za-zéß./, :-]{0,40}") {
            let _ = (parse(&text), in_address(&text), next(&text, 0));
        }
    }
}
