//! [`Known`]: treaties and accords that are known from elsewhere than the report, by `rules/agreements/known.yaml`.

use std::collections::BTreeSet;

use crate::Analysis;
use crate::text::{Case, Span};

include!(concat!(env!("OUT_DIR"), "/agreements.rs"));

/// A treaty or accord of the past.
#[derive(Debug, PartialEq)]
pub struct Known {
    /// What it is called.
    pub title: &'static str,
    /// Kind: treaty, agreement, protocol …
    pub kind: &'static str,
    /// Codes of its parties; none where it is open to all states.
    pub parties: &'static [&'static str],
    /// Code of the body under whose roof one was made that is open to all states.
    pub under: Option<&'static str>,
    /// When it was signed, as an ISO date shortened to what is known.
    pub signed: Option<&'static str>,
    /// When it came into force, likewise.
    pub force: Option<&'static str>,
    /// Whether it has come into no force, as far as is known.
    pub never: bool,
    /// When it ended, likewise.
    pub ended: Option<&'static str>,
    /// The words of its names, in lower case.
    pub words: &'static [&'static str],
}

impl Known {
    /// Whether a report of `day` can mean it by `name`: none writes of it long before it was signed, and least by the town
    /// where it was. The Paris Agreement of a report of 1987 is another.
    pub(super) fn is_of_its_time(&self, day: &str, name: &str) -> bool {
        let year = |date: &str| date.get(..4).and_then(|y| y.parse::<u16>().ok());
        let signed = self.signed.and_then(year);
        let ahead = if is_of_town(name) { 1 } else { YEARS_AHEAD };
        signed.zip(year(day)).is_none_or(|(signed, day)| day + ahead >= signed)
    }

    /// Whether a report that tells the parties `told` can mean it by `name`: the accords of one town are many, and of those of
    /// one name (`shared`) two parties must be told, but for one that was signed shortly before.
    fn is_told_by(&self, name: &str, told: &BTreeSet<&str>, shared: bool, day: Option<&str>) -> bool {
        let needed = if shared && !self.is_recent(day) { self.parties.len().min(2) } else { 1 };
        self.parties.is_empty() || !shared && !is_of_town(name) || self.heard(told) >= needed
    }

    /// Whether it was signed about the time of the report.
    fn is_recent(&self, day: Option<&str>) -> bool {
        self.years_from(day) < 3
    }

    /// Whether it was signed on the day of a year that the words before its name tell, if they do: "the February 22 *Paris
    /// Accord*".
    pub(super) fn is_of_day(&self, month: Option<i8>, day: Option<u8>) -> bool {
        let Some((month, day)) = month.zip(day) else { return true };
        self.signed.is_none_or(|signed| signed.get(5..) == Some(&format!("{month:02}-{day:02}")))
    }

    /// How many of its parties are told.
    fn heard(&self, told: &BTreeSet<&str>) -> usize {
        self.parties.iter().filter(|p| told.contains(**p)).count()
    }

    /// How many years lie between its signature and `day`.
    fn years_from(&self, day: Option<&str>) -> u16 {
        let year = |date: &str| date.get(..4).and_then(|y| y.parse::<u16>().ok());
        self.signed.and_then(year).zip(day.and_then(year)).map_or(u16::MAX, |(a, b)| a.abs_diff(b))
    }

    /// How it stands on a day, as far as the dates that are known tell: not yet signed, signed and not yet
    /// in force.
    pub(super) fn stands_on(&self, day: &str) -> &'static str {
        let yet = |date: Option<&str>| date.is_some_and(|d| day < d);
        if yet(self.signed) {
            "proposed"
        } else if self.never && self.signed.is_none() {
            "proposed"
        } else if self.never || yet(self.force) {
            "signed"
        } else if matches!(self.kind, "other" | "joint statement") && self.force.is_none() {
            // A consensus, an initiative, a declaration.
            "agreed"
        } else {
            "in force"
        }
    }
}

/// Whether a name only tells what it is and where it was made: "paris accord".
fn is_of_town(name: &str) -> bool {
    name.split_once(' ').is_some_and(|(_, rest)| {
        let noun = rest.strip_prefix("peace ").unwrap_or(rest);
        matches!(noun, "accord" | "accords" | "agreement" | "agreements" | "deal" | "declaration")
    })
}

/// How many years before it is signed a treaty may be spoken of by its name.
const YEARS_AHEAD: u16 = 12;

/// A known agreement named in a report.
pub(super) struct Naming {
    pub(super) known: &'static Known,
    /// Whether it is named by its own name, not described.
    pub(super) own: bool,
    /// Past the last token of the name.
    pub(super) end: usize,
}

/// The known agreement whose name begins with token `at`; of several of one name the one whose parties are `told`, and which
/// was made nearest in time. Its own names are written with a capital.
pub(super) fn named_at(analysis: &Analysis, at: usize, told: &BTreeSet<&str>) -> Option<Naming> {
    let tokens = &analysis.tokens;
    let token = tokens.list.get(at)?;
    let lower = tokens.lower(at);
    let first = lower.split(|c: char| !c.is_alphanumeric()).next()?;
    let capital = matches!(token.case, Case::Capital | Case::Upper);
    let rest = &tokens.lower[token.span.start as usize..];
    let day = analysis.document.published_on().map(|d| d.to_string());
    let names = NAMES.get(first)?;
    let fitting = || {
        names.iter().filter(|(name, index, own)| {
            let shared = names.iter().any(|(other, i, _)| other == name && i != index);
            (capital || !own)
                && day.as_ref().is_none_or(|day| KNOWN[*index].is_of_its_time(day, name))
                && KNOWN[*index].is_told_by(name, told, shared, day.as_deref())
                && begins_with(rest, name).is_some_and(|len| !rest[len..].starts_with(char::is_alphanumeric))
        })
    };
    let longest = fitting().next()?;
    let namesakes = fitting().filter(|(name, ..)| name == &longest.0);
    let &(name, index, own) = namesakes.min_by_key(|(_, index, _)| {
        let known = &KNOWN[*index];
        let needed = if known.is_recent(day.as_deref()) { 1 } else { 2 };
        let meant = known.parties.is_empty() || known.heard(told) >= known.parties.len().min(needed);
        (!meant, known.years_from(day.as_deref()))
    })?;
    let len = begins_with(rest, name)?;
    let span = Span::new(token.span.start as usize, token.span.start as usize + len);
    Some(Naming { known: &KNOWN[index], own, end: tokens.within(span).end.max(at + 1) })
}

/// How many bytes of `text` are `name`, if it begins so; of an apostrophe or dash the form does not matter, nor whether a
/// hyphen or a space joins two words. An abbreviation in brackets may stand between two words of the name: "the
/// Intermediate-Range Nuclear Forces (INF) treaty".
fn begins_with(text: &str, name: &str) -> Option<usize> {
    let plain = |c: char| match c {
        '’' | '‘' => '\'',
        '–' | '‑' | '‐' | '-' | '\n' | '\u{a0}' => ' ',
        c => c,
    };
    let mut chars = text.char_indices().peekable();
    for wanted in name.chars() {
        let (at, c) = chars.next()?;
        if plain(c) != plain(wanted) {
            return None;
        }
        if wanted == ' ' && text[at + c.len_utf8()..].starts_with('(') {
            let bracket = &text[at + c.len_utf8()..];
            let (inside, rest) = bracket[1..].split_once(')')?;
            let is_short =
                inside.len() <= 10 && inside.chars().all(|c| c.is_alphanumeric() || "./-".contains(c));
            if is_short && rest.starts_with([' ', '\n', '\u{a0}']) {
                let past = at + c.len_utf8() + inside.len() + 2;
                while chars.next_if(|&(i, _)| i < past).is_some() {}
                chars.next();
            }
        }
    }
    Some(chars.next().map_or(text.len(), |(i, _)| i))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        for known in KNOWN {
            assert!(super::super::KINDS.contains(&known.kind), "{}: kind {}", known.title, known.kind);
            let days: Vec<&str> = [known.signed, known.force, known.ended].into_iter().flatten().collect();
            assert!(days.is_sorted(), "{}: {days:?}", known.title);
            assert!(days.iter().all(|d| d.parse::<jiff::civil::Date>().is_ok()), "{}: {days:?}", known.title);
        }
    }

    #[test]
    fn forms_of_marks_do_not_matter() {
        assert_eq!(begins_with("u.s.–taliban deal is", "u.s.-taliban deal"), Some("u.s.–taliban deal".len()));
        assert_eq!(begins_with("new", "new start"), None);
        let treaty = "intermediate-range nuclear forces (inf) treaty";
        assert_eq!(begins_with(treaty, "intermediate range nuclear forces treaty"), Some(treaty.len()));
        assert_eq!(begins_with("arms (see below) trade treaty", "arms trade treaty"), None);
    }
}
