//! [`Facts`]: what is compared of an event to tell whether another report's is the same real-world act.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

/// Days since 1970.
pub(crate) type Day = i64;

/// What is known of one event for comparison.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    /// The claim's key.
    pub(crate) key: String,
    /// Its report, by row.
    pub(crate) report: i64,
    pub(crate) event: String,
    pub(crate) mode: Option<String>,
    pub(crate) cameo: Option<String>,
    pub(crate) status: String,
    /// Codes of all who take part.
    pub(crate) parties: BTreeSet<String>,
    /// Codes of those who act on others; empty in symmetric events.
    pub(crate) recipients: BTreeSet<String>,
    /// The persons who take part, by the party that they act for.
    pub(crate) persons: BTreeMap<String, BTreeSet<i64>>,
    /// First and last day that the date allows.
    pub(crate) days: Option<(Day, Day)>,
    /// Whether the report tells the date; otherwise it is that of publication.
    pub(crate) told: bool,
    pub(crate) published: Option<Day>,
    pub(crate) place: Option<String>,
    pub(crate) country: Option<String>,
    /// Words of the evidence and topics, lower case, without the commonest.
    pub(crate) words: BTreeSet<String>,
}

/// The first and last day of an ISO date shortened to what is known, up to `until`.
pub(crate) fn days(value: &str, until: Option<&str>) -> Option<(Day, Day)> {
    let (first, last) = bounds(value)?;
    match until.and_then(bounds) {
        Some((_, end)) if end >= first => Some((first, end)),
        _ => Some((first, last)),
    }
}

fn bounds(value: &str) -> Option<(Day, Day)> {
    let mut parts = value.splitn(3, '-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(|d| d.get(..2).unwrap_or(d)).map(str::parse).transpose().ok()?;
    let first = Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    let last = match (month, day) {
        (Some(_), Some(_)) => first,
        (Some(_), None) => first.last_of_month(),
        _ => first.last_of_year(),
    };
    Some((number(first), number(last)))
}

/// The day's number.
pub(crate) fn number(date: Date) -> Day {
    let epoch = jiff::civil::date(1970, 1, 1);
    // A span of days between two civil dates is always whole.
    date.since(epoch).map_or(0, |span| i64::from(span.get_days()))
}

/// The words of a text that tell something, in lower case.
pub(crate) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() > 3)
        .map(str::to_lowercase)
        .filter(|w| !COMMON.contains(&w.as_str()))
}

const COMMON: &[&str] = &[
    "that",
    "with",
    "from",
    "have",
    "will",
    "this",
    "their",
    "they",
    "were",
    "been",
    "which",
    "also",
    "said",
    "about",
    "after",
    "other",
    "held",
    "meet",
    "meeting",
    "talks",
    "spoke",
    "discussed",
    "issues",
    "matters",
    "including",
];

/// Two parties as one word, in order.
pub(crate) fn pairs(parties: &BTreeSet<String>) -> Vec<String> {
    let list: Vec<&String> = parties.iter().take(8).collect();
    match list.as_slice() {
        [] => Vec::new(),
        [one] => vec![format!("{one}|")],
        _ => list
            .iter()
            .enumerate()
            .flat_map(|(i, a)| list[i + 1..].iter().map(move |b| format!("{a}|{b}")))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_dates() {
        assert_eq!(days("1970-01-02", None), Some((1, 1)));
        assert_eq!(days("1970-01", None), Some((0, 30)));
        assert_eq!(days("1970-01-02", Some("1970-01-05")), Some((1, 4)));
        assert_eq!(days("1970-13", None), None);
        assert_eq!(days("", None), None);
    }
}
