//! The day of publication: [`find`] takes the best telling there is.
//!
//! In this order: what the sender or the page's metadata says, a header or byline (`Published: 28 December 2023`, a line
//! that is a date), the address, a dateline with its year (`MOSCOW, December 28, 2023 —`), the caller's word for reports
//! that do not tell, and last a full date in the opening sentence.

use jiff::civil::Date;

use super::{date, head};
use crate::text::{Published, PublishedBasis};

/// How far into the text a header may stand, in bytes.
const HEAD: usize = 1500;

/// Words that introduce a date of publication at the start of a line, longest first.
const LABELS: &[&str] = &[
    "date of publication",
    "publication date",
    "date published",
    "first published",
    "published online",
    "published on",
    "release date",
    "last updated",
    "last modified",
    "published",
    "released",
    "posted on",
    "updated on",
    "issued on",
    "posted",
    "updated",
    "issued",
    "date",
];

/// The best telling of the day of publication.
pub(super) fn find(
    known: Option<Published>,
    otherwise: Option<Date>,
    title: Option<&str>,
    address: Option<&str>,
    text: &str,
) -> Option<Published> {
    let with = |basis| move |date| Published { date, basis };
    known
        .or_else(|| header(text).map(with(PublishedBasis::Header)))
        .or_else(|| address.and_then(date::in_address).map(with(PublishedBasis::Url)))
        .or_else(|| dateline(text).map(with(PublishedBasis::Text)))
        .or_else(|| title.and_then(ending).map(with(PublishedBasis::Header)))
        .or_else(|| otherwise.map(with(PublishedBasis::Given)))
        .or_else(|| opening(text).map(with(PublishedBasis::Text)))
}

/// A date that a label introduces or that is alone on its line, among the first lines or at the very end.
fn header(text: &str) -> Option<Date> {
    let lines = || head(text, HEAD).lines().map(str::trim).filter(|line| !line.is_empty()).take(12);
    // "Published" is the better word where "Updated" stands too.
    let labelled = lines().filter_map(labelled).min_by_key(|&(_, is_update)| is_update).map(|(date, _)| date);
    let mut last = text.trim_end().rsplit('\n').map(str::trim).filter(|line| !line.is_empty()).take(2);
    labelled.or_else(|| lines().take(8).find_map(alone)).or_else(|| last.find_map(alone))
}

/// The date behind a label, and whether the label is that of a later version.
fn labelled(line: &str) -> Option<(Date, bool)> {
    // A byline may hold the label after a name: `By A. Writer | Published: …`.
    let parts =
        line.split(['|', '•', '·', '(']).map(|part| part.trim_start_matches(|c: char| !c.is_alphanumeric()));
    parts.filter(|part| !part.is_empty()).find_map(|part| {
        let lower = head(part, 24).to_ascii_lowercase();
        let label = LABELS.iter().find(|label| lower.starts_with(**label))?;
        let rest = &part[label.len()..];
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        let rest = rest.trim_start_matches([':', ' ', '-', '–', '\u{a0}', '\t']);
        let rest = rest.strip_prefix("on ").unwrap_or(rest);
        let rest = past_clock(rest);
        let (date, _) = date::starting(date::skip_weekday(rest))?;
        Some((date, label.contains("updated") || label.contains("modified")))
    })
}

/// `text` past a clock that stands before a date: `10:30 GMT, 28 December 2023`.
fn past_clock(text: &str) -> &str {
    let is_clock = |word: &str| word.contains(':') && word.starts_with(|c: char| c.is_ascii_digit());
    if !text.split(' ').next().is_some_and(is_clock) {
        return text;
    }
    let mut rest = text;
    while let Some((word, after)) = rest.split_once(' ') {
        let word = word.trim_end_matches(',');
        if !is_clock(word) && !["am", "pm", "a.m.", "p.m.", "AM", "PM"].contains(&word) && !is_zone(word) {
            break;
        }
        rest = after;
    }
    rest
}

fn is_zone(word: &str) -> bool {
    (2..=5).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// The date of a line that is a date, perhaps with a place or a kicker before it and a clock after it.
fn alone(line: &str) -> Option<Date> {
    if line.len() > 90 {
        return None;
    }
    date::parse(line).or_else(|| ending(line).filter(|_| line.len() <= 60 && !line.contains(". ")))
}

/// The date that a short line ends with, set off by a mark: `New Delhi, December 28, 2023`, `Briefing, 7/29/2016`.
fn ending(line: &str) -> Option<Date> {
    let mut from = 0;
    while let Some((date, range)) = date::next(line, from) {
        let before = line[..range.start].trim_end();
        let before = before.rsplit_once(' ').map_or(before, |(rest, word)| {
            if date::skip_weekday(word).is_empty() { rest.trim_end() } else { before }
        });
        let is_set_off = before.is_empty() || before.ends_with([',', '|', '•', '·', '–', '—', ':', '(', '-']);
        let after = line[range.end..].trim_matches([' ', '.', ')', '\u{a0}']);
        if is_set_off && after.is_empty() {
            return Some(date);
        }
        from = range.end;
    }
    None
}

/// A full date in a dateline: a short stretch at the start of a paragraph, before a dash, or right before a colon.
fn dateline(text: &str) -> Option<Date> {
    head(text, HEAD).lines().filter(|line| !line.trim().is_empty()).take(4).find_map(|line| {
        let line = head(line, 120);
        // The place goes before, in capitals at least at its start, and it is short.
        let dated = |place: &str| {
            let (date, range) = date::next(place, 0)?;
            let is_place = range.start <= 50 && place.trim_start().starts_with(char::is_uppercase);
            let is_plain = !place[..range.start].contains(['“', '"', ':', ';']);
            (is_place && is_plain && place.len() <= range.end + 30).then_some((date, range))
        };
        let dash =
            [" — ", " – ", " -- ", " - ", "— ", "– ", "—"].iter().filter_map(|dash| line.find(dash)).min();
        let before_dash = dash.and_then(|dash| dated(&line[..dash])).map(|(date, _)| date);
        // "CAIRO – 11 December 2024: The minister".
        let shouts = |place: &str| {
            let word = place.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).unwrap_or_default();
            word.len() > 2 && word.chars().all(char::is_uppercase)
        };
        before_dash.or_else(|| {
            let place = &line[..line.find(": ")?];
            dated(place)
                .filter(|(_, range)| range.end == place.trim_end().len() && shouts(place))
                .map(|(date, _)| date)
        })
    })
}

/// A full date in the opening sentence that says when, not which: `on Wednesday, December 27, 2023`, but neither
/// `since March 3, 2014` nor `the treaty of 4 April 1949`.
fn opening(text: &str) -> Option<Date> {
    let text = text.trim_start();
    let paragraph = head(text.lines().next().unwrap_or(""), 400);
    let mut from = 0;
    while let Some((date, range)) = date::next(paragraph, from) {
        let mut before = paragraph[..range.start].trim_end_matches([' ', ',', '(', '\u{a0}']);
        if let Some((rest, word)) = before.rsplit_once(' ')
            && date::skip_weekday(word).is_empty()
        {
            before = rest.trim_end_matches([' ', ',']);
        }
        let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if before.is_empty() || ["on", "today", "On", "Today", "yesterday"].contains(&word) {
            return Some(date);
        }
        from = range.end;
    }
    None
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(text: &str, expected: Expect) {
        let found = find(None, None, None, None, text);
        expected.assert_eq(&found.map_or("none".to_owned(), |p| format!("{} {:?}", p.date, p.basis)));
    }

    #[test]
    fn headers() {
        check(" date 2023-12-28 The minister held talks.", expect!["2023-12-28 Header"]);
        check("Published: December 28, 2023\n\nThe minister held talks.", expect!["2023-12-28 Header"]);
        check(
            "Talks held\nBy A. Writer | Published 28 Dec 2023 10:30 GMT\n\nThe",
            expect!["2023-12-28 Header"],
        );
        check("Updated: 29 Dec 2023\nPublished: 28 Dec 2023\n\nThe", expect!["2023-12-28 Header"]);
        check("Posted 10:30 GMT, Thursday, 28 December 2023\n\nThe", expect!["2023-12-28 Header"]);
    }

    #[test]
    fn lines_that_are_a_date() {
        check(
            "Office of the Spokesperson\nDecember 28, 2023\nThe Secretary spoke.",
            expect!["2023-12-28 Header"],
        );
        check("The ministers met.\n\nNew Delhi\nDecember 28, 2023\n", expect!["2023-12-28 Header"]);
        check("Moscow, 28 December 2023\nThe ministers met.", expect!["2023-12-28 Header"]);
        check("Text of the treaty of 4 April 1949\nThe parties met.", expect!["none"]);
    }

    #[test]
    fn datelines_and_opening_sentences() {
        check("CAIRO – 11 December 2024: The minister met a guest.", expect!["2024-12-11 Text"]);
        check("Note – 11 December 2024: The minister met a guest.", expect!["none"]);
        check("MOSCOW, December 28, 2023 (Agency) — The ministers met.", expect!["2023-12-28 Text"]);
        check("GENEVA (28 December 2023) – The envoy said so.", expect!["2023-12-28 Text"]);
        check("The ministers met on Wednesday, December 27, 2023, in Moscow.", expect!["2023-12-27 Text"]);
        check("Since March 3, 2014, the ministers have not met.", expect!["none"]);
        check("The treaty of 4 April 1949 holds.", expect!["none"]);
        check("The ministers met on Wednesday.", expect!["none"]);
    }

    #[test]
    fn the_callers_word_is_for_reports_that_do_not_tell() {
        let day = |text: &str| date::parse(text);
        let find = |text| find(None, day("2020-01-01"), None, None, text).map(|p| p.date);
        assert_eq!(find("date 2023-12-28 They met."), day("2023-12-28"));
        assert_eq!(find("They met on December 27, 2023."), day("2020-01-01"));
        assert_eq!(find("They met."), day("2020-01-01"));
    }

    #[test]
    fn address_and_title() {
        let find = |title, address| find(None, None, title, address, "They met.").map(|p| p.date.to_string());
        assert_eq!(find(None, Some("https://a.org/2023/12/28/talks")).as_deref(), Some("2023-12-28"));
        assert_eq!(
            find(Some("Briefing by the Spokesperson, 7/29/2016"), None).as_deref(),
            Some("2016-07-29")
        );
        assert_eq!(find(Some("The treaty of 4 April 1949"), None), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "(date|Published|on|—|\n|[0-9]{1,4}|\\PC| |, |Dec){0,40}") {
            let _ = find(None, None, Some(&text), Some(&text), &text);
        }
    }
}
