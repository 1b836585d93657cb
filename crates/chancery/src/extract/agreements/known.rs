//! [`Known`]: treaties and accords that are known from elsewhere than the report, by `rules/agreements/known.yaml`.

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
    /// When it was signed, as an ISO date shortened to what is known.
    pub signed: Option<&'static str>,
    /// When it came into force, likewise.
    pub force: Option<&'static str>,
    /// When it ended, likewise.
    pub ended: Option<&'static str>,
}

/// A known agreement named in a report.
pub(super) struct Naming {
    pub(super) known: &'static Known,
    /// Whether it is named by its own name, not described.
    pub(super) own: bool,
    /// Past the last token of the name.
    pub(super) end: usize,
}

/// The known agreement whose name begins with token `at`. Its own names are written with a capital.
pub(super) fn named_at(analysis: &Analysis, at: usize) -> Option<Naming> {
    let tokens = &analysis.tokens;
    let token = tokens.list.get(at)?;
    let lower = tokens.lower(at);
    let first = lower.split(|c: char| !c.is_alphanumeric()).next()?;
    let capital = matches!(token.case, Case::Capital | Case::Upper);
    let rest = &tokens.lower[token.span.start as usize..];
    let &(name, index, own) = NAMES.get(first)?.iter().find(|(name, _, own)| {
        (capital || !own)
            && begins_with(rest, name).is_some_and(|len| !rest[len..].starts_with(char::is_alphanumeric))
    })?;
    let len = begins_with(rest, name)?;
    let span = Span::new(token.span.start as usize, token.span.start as usize + len);
    Some(Naming { known: &KNOWN[index], own, end: tokens.within(span).end.max(at + 1) })
}

/// How many bytes of `text` are `name`, if it begins so; of an apostrophe or dash the form does not matter.
fn begins_with(text: &str, name: &str) -> Option<usize> {
    let plain = |c: char| match c {
        '’' | '‘' => '\'',
        '–' | '‑' | '‐' => '-',
        '\n' | '\u{a0}' => ' ',
        c => c,
    };
    let mut chars = text.char_indices();
    for wanted in name.chars() {
        let (_, c) = chars.next()?;
        if plain(c) != plain(wanted) {
            return None;
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
    }
}
