//! Titles: "Secretary of State", "the foreign ministers of Poland and Ukraine", "Assistant Secretary for European Affairs",
//! with the names that they stand before.

use super::super::atom::{Atom, AtomKind, PartyForm};
use super::super::lexicon::*;
use super::super::{MentionForm, Reading};
use super::Phrases;

/// A title as it stands in the text.
pub(super) struct Title {
    /// Its office, or several joined by "and".
    pub(super) office: String,
    /// The party that it tells.
    pub(super) party: Option<String>,
    /// Several persons bear it.
    pub(super) plural: bool,
    /// Past its last token.
    pub(super) end: usize,
}

impl<'a> Phrases<'a> {
    /// The title that begins at office atom `at`, with the party that was told before it.
    pub(super) fn title(&self, at: usize, party: Option<String>) -> Option<Title> {
        let mut offices: Vec<String> = Vec::new();
        let (mut party, mut plural, mut end) = (party, false, at);
        while let Some(Atom { tokens, kind: AtomKind::Office { office, plural: several } }) = self.atom(end) {
            end = tokens.end;
            plural |= *several;
            let small = tokens.len() == 1
                && matches!(self.lower(tokens.start), "deputy" | "assistant" | "acting" | "former");
            if small {
                // "Deputy U.S. Trade Representative".
                let next = match self.party_at(end) {
                    Some((code, after)) if self.is_office(after) => {
                        party = Some(code.to_owned());
                        after
                    }
                    _ => end,
                };
                if let Some(Atom { tokens, kind: AtomKind::Office { office, .. } }) = self.atom(next) {
                    offices.push(format!("{} {office}", self.lower(at)));
                    end = tokens.end;
                } else {
                    offices.push(office.clone());
                }
            } else {
                offices.push(office.clone());
            }
            let next = if matches!(self.lower(end), "and" | "/" | "-") { end + 1 } else { end };
            if self.is_office(next) && offices.len() < 4 {
                end = next;
            } else {
                break;
            }
        }
        let mut office = if offices.is_empty() { return None } else { offices.join(" and ") };
        let mut told_for = false;
        for _ in 0..3 {
            let preposition = self.lower(end);
            if end >= self.limit || !matches!(preposition, "of" | "for" | "to" | "on" | "in" | "at") {
                break;
            }
            let p = if self.lower(end + 1) == "the" { end + 2 } else { end + 1 };
            let words = |to: usize| {
                self.span(end, to)
                    .of(&self.analysis.tokens.lower)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            let portfolio = self.portfolio(end);
            if let Some(Atom { tokens, kind: AtomKind::Party { code, form, .. } }) = self.atom(p)
                && portfolio.is_none_or(|after| after <= tokens.end)
                && *form != PartyForm::Demonym
            {
                match preposition {
                    "of" => {
                        party = party.or_else(|| Some(code.clone()));
                        if *form == PartyForm::Body {
                            office = format!("{office} {}", words(tokens.end));
                        }
                    }
                    // An ambassador to a state is not that state's; one to an organisation neither.
                    _ if matches!(preposition, "to" | "for" | "on") || office.contains("ambassador") => {
                        office = format!(
                            "{office} {} {}",
                            if preposition == "for" { "for" } else { "to" },
                            words(tokens.end).split_once(' ').map_or("", |w| w.1)
                        );
                    }
                    _ => break,
                }
                end = tokens.end;
                // "of Israel and": a list is read by the one who asks.
                continue;
            }
            if preposition == "to" && matches!(self.atom(p).map(|a| &a.kind), Some(AtomKind::Place { .. }))
                || matches!(preposition, "in" | "of")
                    && office.contains("ambassador")
                    && matches!(self.atom(p).map(|a| &a.kind), Some(AtomKind::Place { .. }))
            {
                end = self.atom(p).map_or(p, |a| a.tokens.end);
                continue;
            }
            // "the mayor of Milwaukee", "governor of the Central Bank", "head of the Wagner Group".
            if preposition == "of"
                && !told_for
                && let Some(Atom { tokens, kind: AtomKind::Place { .. } | AtomKind::Capitals { .. } }) =
                    self.atom(p)
                && portfolio.is_none()
                && !self.is(p, GIVEN)
            {
                office = format!("{office} {}", words(tokens.end));
                end = tokens.end;
                told_for = true;
                continue;
            }
            let Some(after) = portfolio.filter(|_| matches!(preposition, "of" | "for" | "on" | "at")) else {
                break;
            };
            if !office.starts_with("foreign minister") {
                office = format!("{office} {}", words(after));
                if let Some(known) = self.atoms.office_called(&office) {
                    office = known;
                }
            }
            end = after;
        }
        Some(Title { office, party, plural, end })
    }

    /// Where the portfolio that "of" or "for" opens at `at` ends: "for European and Eurasian Affairs".
    fn portfolio(&self, at: usize) -> Option<usize> {
        if at >= self.limit {
            return None;
        }
        let (mut last, mut region, mut small) = (None, None, 0);
        for i in at + 1..(at + 14).min(self.limit) {
            if matches!(self.lower(i), "and" | "the" | "," | "of" | "&" | "'s" | "’s") {
                continue;
            }
            if self.is(i, GIVEN) && !self.is(i, PORTFOLIO)
                || self.is_office(i) && last.is_some() && !self.is(i, PORTFOLIO)
            {
                break;
            }
            if self.is_title_case(i) {
                if self.is(i, PORTFOLIO) {
                    last = Some(i + 1);
                } else if last.is_none()
                    && (self.is(i, OTHER)
                        || self.atom(i).is_some_and(|a| {
                            matches!(a.kind, AtomKind::Place { .. } | AtomKind::Party { .. })
                        }))
                {
                    region = Some(self.atom(i).map_or(i + 1, |a| a.tokens.end));
                }
            } else if self.is(i, PORTFOLIO | OTHER | MODIFIER) && small < 4 && self.lower(i) != "state" {
                small += 1;
                if self.is(i, PORTFOLIO) {
                    last = Some(i + 1);
                }
            } else {
                break;
            }
        }
        // Regions make a portfolio only where a name follows: "for the Middle East and North Africa James Cleverly".
        last.or_else(|| region.filter(|&end| self.name_after(end).is_some() && self.lower(end) != ","))
    }

    /// An office, or several, with the party and the name that may follow; the phrase began at `from`.
    pub(super) fn office_phrase(&mut self, from: usize, at: usize, party: Option<String>) -> usize {
        let told_before = party.is_some();
        let Some(mut title) = self.title(at, party) else { return at + 1 };
        // "Pentagon spokesman": the body that speaks belongs to the office.
        if told_before && let Some(body) = self.body_before(from, at) {
            title.office = format!("{body} {}", title.office);
        }
        let end = title.end;
        if title.plural
            && let Some(next) = self.several_persons(from, &title)
        {
            return next;
        }
        if !title.plural
            && let Some((name_at, name)) = self.name_after(end)
        {
            return self.name_phrase(name_at, name, from, Some(title.office), title.party);
        }
        let begin = if from < at {
            self.with_modifiers(from)
        } else {
            self.with_modifiers(self.atom(at).map_or(at, |a| a.tokens.start))
        };
        let begin = if begin == from { self.with_determiner(from) } else { begin };
        // "Office of the Spokesperson" is no person.
        if begin > self.begin + 1
            && self.lower(begin - 1) == "of"
            && matches!(self.lower(begin - 2), "office" | "bureau")
        {
            return end;
        }
        if title.plural {
            return self.several_titles(begin, &title);
        }
        let first = self.lower(begin);
        let determined = begin < from;
        let indefinite = determined && matches!(first, "a" | "an" | "another")
            || from > self.begin
                && matches!(self.lower(from - 1), "as" | "any" | "no" | "every" | "each" | "a" | "an");
        let span = self.span(begin, end);
        if indefinite {
            if matches!(first, "a" | "an" | "another") && self.is(end - 1, PERSON | TITLE)
                || title.party.is_some() && determined
            {
                self.push(
                    span,
                    span,
                    MentionForm::Descriptor,
                    Reading::Unnamed { office: title.office, party: title.party },
                );
            }
            return end;
        }
        let bare = self.is(at, BARE_TITLE | PERSON) || !self.is(at, TITLE);
        if (determined && (bare || title.party.is_some() || end > at + 1))
            || told_before
            || self.is_title_case(at)
        {
            self.push(
                span,
                span,
                MentionForm::Title,
                Reading::Office { office: title.office, party: title.party },
            );
        }
        end
    }

    /// The words of the body that stands between `from` and a title at `at`, or is what stands there.
    fn body_before(&self, from: usize, at: usize) -> Option<String> {
        let (mut start, mut found) = (from, None);
        while start < at {
            match self.atom(start) {
                Some(Atom {
                    tokens,
                    kind: AtomKind::Party { form: PartyForm::Body, .. } | AtomKind::Capitals { .. },
                }) => {
                    found = Some(found.map_or(start, |f: usize| f.min(start)));
                    start = tokens.end;
                }
                Some(atom) => start = atom.tokens.end,
                None => start += 1,
            }
        }
        let words = self.span(found?, at).of(&self.analysis.tokens.lower);
        Some(words.trim_end_matches("'s").trim_end_matches("’s").to_owned())
    }

    /// The name that a title at its end `at` stands before: directly, after an honorific, or between commas.
    pub(super) fn name_after(&self, at: usize) -> Option<(usize, &'a Atom)> {
        let comma = self.lower(at) == ",";
        let mut name_at = if comma || matches!(self.lower(at), "-" | "–") { at + 1 } else { at };
        let mut atom = self.atom(name_at)?;
        if matches!(atom.kind, AtomKind::Honorific) {
            name_at = atom.tokens.end;
            atom = self.atom(name_at)?;
        }
        let closes =
            matches!(self.lower(atom.tokens.end), "," | ")" | ";" | ".") || atom.tokens.end >= self.limit;
        let fits = match &atom.kind {
            AtomKind::Person => !comma || closes,
            AtomKind::Capitals { .. } => {
                self.may_be_name(atom) && (!comma || closes && self.looks_like_person(atom))
            }
            // A town or seat that is a surname: "President Jackson".
            AtomKind::Place { .. } => {
                !comma && atom.tokens.len() == 1 && self.is_title_case(at.saturating_sub(1))
            }
            AtomKind::Party { form: PartyForm::Metonym | PartyForm::Name, code, .. } => {
                // "Secretary Austin"; but "President Russia" is none.
                !comma
                    && atom.tokens.len() == 1
                    && self.surnames.contains(self.lower(name_at))
                    && code.len() != 3
            }
            _ => false,
        };
        fits.then_some((name_at, atom))
    }

    /// Names after a plural title: "Presidents A of X and B of Y", "Senators A and B".
    fn several_persons(&mut self, from: usize, title: &Title) -> Option<usize> {
        let (mut next, mut count, mut start) = (title.end, 0, from);
        let mut end = title.end;
        while let Some((name_at, name)) = self.name_after(next).filter(|&(n, _)| {
            count > 0 || n == next || self.atom(next).is_some_and(|a| matches!(a.kind, AtomKind::Honorific))
        }) {
            end = self.name_phrase(name_at, name, start, Some(title.office.clone()), title.party.clone());
            count += 1;
            start = name_at;
            let mut after = end;
            if self.lower(after) == "," {
                after += 1;
            }
            if self.lower(after) == "and" {
                after += 1;
            }
            if after == end || self.atom(after).is_none() || self.is_office(after) {
                break;
            }
            next = after;
            start = after;
        }
        (count > 0).then_some(end)
    }

    /// A plural title without names: one mention for each party that is told, or for those just spoken of.
    fn several_titles(&mut self, begin: usize, title: &Title) -> usize {
        let end = title.end;
        let Some(party) = &title.party else {
            let definite =
                begin < end && matches!(self.lower(begin), "the" | "both" | "two" | "these" | "their");
            if definite {
                let span = self.span(begin, end);
                self.push(
                    span,
                    span,
                    MentionForm::Descriptor,
                    Reading::Collective { persons: true, count: None },
                );
            }
            return end;
        };
        // "the foreign ministers of Israel, Egypt and Bahrain".
        let mut more: Vec<(usize, usize, &str)> = Vec::new();
        let mut next = end;
        loop {
            let mut after = next;
            if self.lower(after) == "," {
                after += 1;
            }
            if self.lower(after) == "and" {
                after += 1;
            }
            if self.lower(after) == "the" {
                after += 1;
            }
            let Some((code, to)) = self.party_at(after).filter(|_| after > next) else { break };
            more.push((after, to, code));
            next = to;
        }
        let span = self.span(begin, end);
        let known = !matches!(title.office.as_str(), "official" | "diplomat" | "officer" | "member");
        if !more.is_empty() && known {
            self.push(
                span,
                span,
                MentionForm::Title,
                Reading::Office { office: title.office.clone(), party: Some(party.clone()) },
            );
            for (from, to, code) in more {
                let span = self.span(from, to);
                let reading = Reading::Office { office: title.office.clone(), party: Some(code.to_owned()) };
                self.push(span, span, MentionForm::Title, reading);
            }
            return next;
        }
        self.push(span, span, MentionForm::Descriptor, Reading::Group { party: Some(party.clone()) });
        end
    }

    pub(super) fn honorific_phrase(&mut self, atom: &'a Atom) -> usize {
        match self.atom(atom.tokens.end) {
            Some(next)
                if matches!(
                    next.kind,
                    AtomKind::Capitals { .. } | AtomKind::Person | AtomKind::Place { .. }
                ) && self.may_be_name(next) =>
            {
                self.name_phrase(next.tokens.start, next, atom.tokens.start, None, None)
            }
            // "Gen. Secretary"; "Sheikh" before a known name.
            _ => atom.tokens.end,
        }
    }
}
