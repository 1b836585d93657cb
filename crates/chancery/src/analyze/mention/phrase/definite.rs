//! States and organisations that were named before, by what they are: "the bloc", "the regional body", "the kingdom", "the
//! North".

use super::super::lexicon::*;
use super::super::{Mention, MentionForm, PartyKind, Reading};
use super::Phrases;

/// States that are called the kingdom.
const KINGDOMS: &[(&str, &str)] = &[
    ("SAU", "Saudi Arabia"),
    ("BHR", "Bahrain"),
    ("JOR", "Jordan"),
    ("MAR", "Morocco"),
    ("SWZ", "Eswatini"),
    ("LSO", "Lesotho"),
    ("TON", "Tonga"),
    ("KHM", "Cambodia"),
    ("THA", "Thailand"),
];

/// Whether a word tells that states are in what it describes: "the *15-nation* body", "the *regional* group".
fn is_of_states(word: &str) -> bool {
    let counted = ["-nation", "-member", "-country", "-state"].iter().any(|end| word.ends_with(end));
    counted
        || matches!(
            word,
            "regional"
                | "world"
                | "global"
                | "military"
                | "defence"
                | "defense"
                | "western"
                | "transatlantic"
                | "pan-african"
                | "trade"
                | "trading"
                | "economic"
        )
}

impl Phrases<'_> {
    /// "the North", "the South" of Korea, once that is named.
    fn half_of_korea(&mut self, at: usize) -> Option<usize> {
        let (code, name) = match self.lower(at + 1) {
            "north" => ("PRK", "North Korea"),
            "south" => ("KOR", "South Korea"),
            _ => return None,
        };
        let after = at + 2;
        let whole = self.lower(at) == "the"
            && self.is_title_case(at + 1)
            && self.atom(after).is_none()
            && !self.is_title_case(after)
            && self.lower(after) != "of";
        let korean = |m: &Mention| match &m.reading {
            Reading::Party { code, .. } => matches!(code.as_str(), "PRK" | "KOR"),
            Reading::Person { party, .. }
            | Reading::Office { party, .. }
            | Reading::Group { party }
            | Reading::Unnamed { party, .. }
            | Reading::Counterpart { party } => matches!(party.as_deref(), Some("PRK" | "KOR")),
            Reading::Place { metonym, .. } => matches!(metonym.as_deref(), Some("PRK" | "KOR")),
            _ => false,
        };
        if !whole || !self.mentions.iter().any(korean) {
            return None;
        }
        let span = self.span(at, after);
        let reading = Reading::Party { code: code.to_owned(), kind: PartyKind::State, name: name.to_owned() };
        self.push(span, span, MentionForm::Name, reading);
        Some(after)
    }

    /// "The Kingdom", "the emirate": the one told of last: "Saudi … *the Kingdom's* efforts".
    fn kingdom(&mut self, at: usize) -> Option<usize> {
        let after = at + 2;
        // "Iran … *the Islamic republic*".
        if self.lower(at) == "the" && self.lower(at + 1) == "islamic" && self.lower(after) == "republic" {
            let named = |m: &Mention| match &m.reading {
                Reading::Party { code, .. } => code == "IRN",
                Reading::Place { metonym, .. } => metonym.as_deref() == Some("IRN"),
                Reading::Person { party, .. } | Reading::Office { party, .. } => {
                    party.as_deref() == Some("IRN")
                }
                _ => false,
            };
            let whole = self.lower(after + 1) != "of" && self.mentions.iter().any(named);
            let reading =
                Reading::Party { code: "IRN".to_owned(), kind: PartyKind::State, name: "Iran".to_owned() };
            let span = self.span(at, after + 1);
            return whole.then(|| {
                self.push(span, span, MentionForm::Metonym, reading);
                after + 1
            });
        }
        let monarchies: &[(&str, &str)] = match self.lower(at + 1) {
            "kingdom" => KINGDOMS,
            "emirate" => &[("QAT", "Qatar"), ("KWT", "Kuwait"), ("ARE", "United Arab Emirates")],
            "sultanate" => &[("OMN", "Oman"), ("BRN", "Brunei")],
            _ => return None,
        };
        let whole = self.lower(at) == "the" && self.lower(after) != "of" && !self.is_title_case(after);
        if !whole {
            return None;
        }
        let code_of = |m: &Mention| match &m.reading {
            Reading::Party { code, .. } => Some(code.clone()),
            Reading::Place { metonym, .. } => metonym.clone(),
            Reading::Person { party, .. } | Reading::Office { party, .. } => party.clone(),
            _ => None,
        };
        let mut named = self.mentions.iter().rev().filter_map(code_of);
        let code = named.find(|c| monarchies.iter().any(|(k, _)| k == c))?;
        let (_, name) = monarchies.iter().find(|(k, _)| *k == code)?;
        let span = self.span(at, after);
        let reading = Reading::Party { code, kind: PartyKind::State, name: (*name).to_owned() };
        self.push(span, span, MentionForm::Metonym, reading);
        Some(after)
    }

    /// "the bloc", "the ministry": one that was named before.
    pub(super) fn definite(&mut self, at: usize) -> Option<usize> {
        if let Some(next) = self.half_of_korea(at).or_else(|| self.kingdom(at)) {
            return Some(next);
        }
        if let Some(next) = self.own_ministry(at) {
            return Some(next);
        }
        // "The *28-nation* bloc", "the *regional* body".
        let described = self.atom(at + 1).is_none() && is_of_states(self.lower(at + 1));
        let noun = at + 1 + usize::from(described);
        if self.lower(at) != "the"
            || !self.is(noun, DEFINITE)
                && !(matches!(self.lower(noun), "body" | "group") && described)
                && !(matches!(self.lower(noun), "group" | "movement") && self.opens(at))
            || self.atom(noun).is_some() && !self.is_title_case(noun)
        {
            return None;
        }
        // "the union of", "the Commission President", "the alliance 's": only the bare noun, or its possessive.
        let after = noun + 1;
        let further = matches!(self.lower(after), "of" | "for" | "between" | "with")
            || self.atom(after).is_some()
            || self.is_title_case(after) && after < self.limit;
        if further {
            return None;
        }
        let span = self.span(at, after);
        let ministry = self.lower(noun) == "ministry";
        self.push(span, span, MentionForm::Descriptor, Reading::Definite { ministry });
        Some(after)
    }

    /// Whether token `at` opens its sentence.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.analysis.sentences[self.analysis.sentence_of(at)].tokens.start == at
    }
}
