//! [`day`]: the day that a title ends with, where it is that of the occasion.

use jiff::civil::Date;

use crate::identity::person::words;

/// How a date is written, its marks left out; what is written with strokes may be of two days.
const FORMS: &[&str] = &["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%Y %m %d"];

/// Days between an occasion and its report, whose day may be told in a zone of time further west.
const LATE: std::ops::RangeInclusive<i64> = -1..=4;

/// The full date at the end of a title, set off by a mark: `Press Briefing by the Spokesperson, January 25, 2022`. Where the
/// day of the report is known and far from it, it is that of something else.
pub(in crate::identity) fn day(title: &str, published: Option<Date>) -> Option<Date> {
    let all: Vec<(usize, String)> = words(title).collect();
    let (before, last) = all.split_at(all.len().checked_sub(3)?);
    let [(at, first), (_, second), (_, third)] = last else { return None };
    let plain = |word: &str| match word {
        "sept" => "sep".to_owned(),
        _ if word.starts_with(|c: char| c.is_ascii_digit()) => {
            word.trim_end_matches(char::is_alphabetic).to_owned()
        }
        _ => word.to_owned(),
    };
    let text = [first, second, third].map(|word| plain(word)).join(" ");
    let read = FORMS.iter().find_map(|form| Date::strptime(form, &text).ok());
    let date = read.filter(|date| date.year() >= 1000)?;
    // A weekday may stand between the mark and the date.
    let weekday = before.last().filter(|(_, word)| word.len() > 5 && word.ends_with("day"));
    let at = weekday.map_or(*at, |(at, _)| *at);
    let is_set_off = title[..at].trim_end().ends_with([',', '(', '|', '•', '·', '–', '—', ':', '-']);
    let late =
        published.and_then(|published| published.since(date).ok()).map(|span| i64::from(span.get_days()));
    (is_set_off && late.is_none_or(|late| LATE.contains(&late))).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_titles() {
        let check = |title: &str, published: Option<&str>, expected: Option<&str>| {
            let published = published.map(|p| p.parse().unwrap());
            assert_eq!(day(title, published).map(|d| d.to_string()).as_deref(), expected, "{title}");
        };
        let of = Some("2022-01-25");
        check("Press Briefing by Press Secretary Jane Doe, January 25, 2022", Some("2022-01-26"), of);
        check("Press Briefing by Press Secretary Jane Doe, January 25, 2022", None, of);
        check("Department Press Briefing – Tuesday, 25th Jan. 2022", Some("2022-01-25"), of);
        check("Press Conference (25 January 2022)", Some("2022-01-25"), of);
        check("Press Conference: 2022-01-25", Some("2022-01-24"), of);
        // What it is about, not when it was.
        check("Remarks on the Treaty of 4 April 1949", None, None);
        check("Remarks on the Attack, September 11, 2001", Some("2021-09-11"), None);
        check("Press Briefing, January 2022", Some("2022-01-25"), None);
        check("Press Briefing, 1/2/2022", Some("2022-01-02"), None);
        check("2022", None, None);
    }

    proptest::proptest! {
        #[test]
        fn any_title_is_survived(title in "(January|25|2022|, |–|May |\\PC){0,12}") {
            let _ = day(&title, None);
        }
    }
}
