//! [`Title`]: an office in words, with what "of", "for" and "to" add to it: "Secretary of State", "Assistant Secretary for
//! European Affairs".

use super::super::PartyKind;
use super::super::atom::{Atom, AtomKind, PartyForm};
use super::super::lexicon::*;
use super::Phrases;
use crate::text::Case;

/// A title as it stands in the text.
pub(super) struct Title {
    /// Its office, or several joined by "and".
    pub(super) office: String,
    /// The party that it tells.
    pub(super) party: Option<String>,
    /// Several persons bear it.
    pub(super) plural: bool,
    /// The last word of the office itself.
    pub(super) head: usize,
    /// Past its last token.
    pub(super) end: usize,
}

impl<'a> Phrases<'a> {
    /// The title that begins at office atom `at`, with the party that was told before it; of several offices joined by
    /// "and", all if `joined`, else the first.
    pub(super) fn title(&self, at: usize, party: Option<String>, joined: bool) -> Option<Title> {
        let mut offices: Vec<String> = Vec::new();
        let (mut party, mut plural, mut end, mut last) = (party, false, at, at);
        while let Some(Atom { tokens, kind: AtomKind::Office { office, plural: several, party: own } }) =
            self.atom(end)
        {
            party = party.or_else(|| own.clone());
            end = tokens.end;
            // "the *attorneys* general".
            plural |= *several
                || tokens.len() > 1
                    && matches!(self.lower(tokens.start), "attorneys" | "secretaries" | "directors");
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
            } else if tokens.start == last
                && let Some(before) = offices.last_mut()
            {
                // "former chief | ministers".
                *before = format!("{before} {office}");
            } else {
                offices.push(office.clone());
            }
            last = end;
            // "Vice Prime Minister, Minister of Foreign Affairs X" is one.
            let comma = || {
                let deputy = |o: &String| o.ends_with("deputy prime minister") || o == "state councilor";
                self.lower(end) == "," && offices.len() == 1 && deputy(&offices[0])
            };
            let goes_on = joined && (matches!(self.lower(end), "and" | "/" | "-") || comma());
            let next = if goes_on { end + 1 } else { end };
            // "the presidents of the Andean Pact and President Reagan" share no title.
            let repeated = matches!(self.atom(next), Some(Atom { kind: AtomKind::Office { office, .. }, .. }) if offices.contains(office));
            // "the President and Prime Minister X" are two, unless the president is a company's.
            let head = offices.last().is_some_and(|o| o == "president")
                && self.atom(next).is_some_and(
                    |a| matches!(&a.kind, AtomKind::Office { office, .. } if office.contains("minister")),
                );
            // "ASEAN leaders and Prime Minister X" are many and one.
            let one = plural
                && matches!(self.atom(next), Some(Atom { kind: AtomKind::Office { plural: false, .. }, .. }));
            if repeated || head || one {
                break;
            }
            // "Foreign Minister | *Prince* Faisal".
            if next == end && self.past_rank(next).is_some() {
                break;
            }
            // "Senior Advisor and *White House Infrastructure Coordinator* X".
            let of_body = match self.atom(next) {
                Some(Atom { tokens, kind: AtomKind::Party { code, form, kind, .. } })
                    if next > end
                        && self.is_office(tokens.end)
                        && (matches!(form, PartyForm::Body | PartyForm::Metonym)
                            // "Polish Foreign Minister and *OSCE Chair* X".
                            || *form == PartyForm::Name && *kind == PartyKind::Organization) =>
                {
                    Some((code.clone(), tokens.end))
                }
                _ => None,
            };
            if self.is_office(next) && offices.len() < 4 {
                end = next;
            } else if let Some((code, office)) = of_body.filter(|_| offices.len() < 4) {
                party = party.or(Some(code));
                end = office;
            } else {
                break;
            }
        }
        // "Foreign Minister II".
        let head = end - 1;
        // "Secretary of Foreign Affairs | and Trade", "Minister of Economy | , Trade, and Industry".
        if self.is(head, PORTFOLIO) {
            end = self.more_portfolios(end).unwrap_or(end);
        }
        if matches!(self.lower(end), "elect" | "designate") {
            end += 1;
        }
        if self.atoms.is_generation(end) && offices.len() == 1 && end + 1 < self.limit {
            end += 1;
        }
        // Of others than the United States, and to somebody, a representative is sent and not elected.
        let is_elected = party.as_deref().is_none_or(|p| p == "USA");
        if offices == ["congressman"]
            && self.lower(head).starts_with("representative")
            && (!is_elected
                || matches!(self.lower(end), "to" | "in" | "for" | "at")
                || self.lower(end) == "of" && self.is(end + 1, DETERMINER))
        {
            offices = vec!["representative".to_owned()];
        }
        let office = if offices.is_empty() { return None } else { offices.join(" and ") };
        let mut title = Title { office, party, plural, head, end };
        for _ in 0..4 {
            if !self.complement(&mut title) {
                break;
            }
        }
        self.in_body_of(&mut title);
        Some(title)
    }

    /// Past a rank, from `at`, that stands between an office and the name of who bears both: "Foreign Minister *Prince*
    /// Faisal", "Secretary for Strategic Affairs *Secretary* X".
    pub(super) fn past_rank(&self, at: usize) -> Option<usize> {
        // "Strategic Affairs *Secretary*" may have been read as one office.
        let before = self.atoms.list.partition_point(|a| a.tokens.start <= at).checked_sub(1)?;
        let office = &self.atoms.list[before];
        let end = office.tokens.end;
        let singular = matches!(office.kind, AtomKind::Office { plural: false, .. });
        let named = self.atom(end).is_some_and(|a| {
            matches!(a.kind, AtomKind::Person)
                || matches!(a.kind, AtomKind::Capitals { .. }) && self.may_be_name(a)
        });
        let rank = is_rank(self.lower(at)) && self.is_title_case(at) && end == at + 1;
        // "Defence Minister *Lieutenant General* X".
        let general = office.tokens.start == at
            && matches!(self.lower(end - 1), "general" | "admiral" | "marshal")
            && (at..end).all(|i| self.is_title_case(i) && !self.is(i, PORTFOLIO));
        ((rank || general) && singular && named).then_some(end)
    }

    /// Goes on to the state whose body a part of it belongs to, which is whose the office is: "Head of the Protocol
    /// Department *of the Presidential Administration of Chad*".
    fn in_body_of(&self, title: &mut Title) {
        if title.party.is_some() || self.lower(title.end) != "of" || !title.office.contains(" of ") {
            return;
        }
        let first = title.end + 1;
        let inside =
            |i: &usize| self.party_at(*i).is_none() && (self.is_title_case(*i) || self.lower(*i) == "the");
        let end = (first..self.limit.min(first + 6)).take_while(inside).last().map_or(first, |i| i + 1);
        let state = if self.lower(end + 1) == "the" { end + 2 } else { end + 1 };
        if end > first
            && self.lower(end) == "of"
            && let Some((code, after)) = self.party_at(state)
            && !self.is_possessive(after)
        {
            title.party = Some(code.to_owned());
            title.end = after;
        }
    }

    /// Where the portfolios end that commas and a last "and" join to the one before `at`.
    fn more_portfolios(&self, at: usize) -> Option<usize> {
        let mut next = at;
        // "minister of energy *and mines*".
        let small = at > 0 && !self.is_title_case(at - 1);
        for _ in 0..4 {
            let comma = self.lower(next) == ",";
            let and = matches!(self.lower(next + usize::from(comma)), "and" | "&");
            if !comma && !and || next >= self.limit {
                return None;
            }
            let from = next + usize::from(comma) + usize::from(and);
            let words = (from..self.limit.min(from + 3)).take_while(|&i| {
                // "Foreign Affairs and *European* Integration".
                let region =
                    || matches!(self.lower(i), "european" | "african" | "asian" | "arab" | "euro-atlantic");
                let word = if small { self.is(i, PORTFOLIO) } else { self.is_title_case(i) };
                word && (self.is(i, PORTFOLIO | OTHER) || region()) && !self.is(i, GIVEN)
            });
            let last = words.last().filter(|&last| self.is(last, PORTFOLIO))?;
            if self.is(last + 1, TITLE | TITLES) {
                return None;
            }
            next = last + 1;
            if and {
                return Some(next);
            }
        }
        None
    }

    /// Reads one "of", "for" or "to" after a title, if what follows belongs to it.
    fn complement(&self, title: &mut Title) -> bool {
        let (at, preposition) = (title.end, self.lower(title.end));
        if at >= self.limit || !matches!(preposition, "of" | "for" | "to" | "on" | "in" | "at") {
            return false;
        }
        let p = if self.is(at + 1, DETERMINER) { at + 2 } else { at + 1 };
        let words = |to: usize| {
            let words = self.span(at, to).of(&self.analysis.tokens.lower);
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let portfolio = self.portfolio(at);
        match self.atom(p) {
            Some(Atom { kind: AtomKind::Party { .. } | AtomKind::Place { .. }, .. })
                if preposition == "to" && !is_sent(&title.office) =>
            {
                false
            }
            Some(Atom { tokens, kind: AtomKind::Party { code, form, kind, .. } })
                if portfolio.is_none_or(|after| after <= tokens.end)
                    || self.is_possessive(tokens.end)
                    // "Deputy Secretary General of ASEAN | for Political-Security Community".
                    || preposition == "of" && matches!(self.lower(tokens.end), "for" | "on")
                    || *form == PartyForm::Demonym
                        && self.is_title_case(tokens.end)
                        && self.is(tokens.end, BODY) =>
            {
                let end = self.over_acronym(tokens.end);
                let next = if self.is_possessive(end) { end + 1 } else { end };
                let adjective = *form == PartyForm::Demonym || next > end;
                let next = if adjective { self.over_modifiers(next) } else { next };
                // "Aide *to the Russian President* X": the name is the aide's.
                if let Some(Atom { tokens, kind: AtomKind::Office { office, plural: false, .. } }) =
                    self.atom(next)
                    && preposition == "to"
                    && p > at + 1
                    && *form == PartyForm::Demonym
                    && serves_an_office(&title.office)
                    && self.name_after(tokens.end).is_some_and(|(n, _)| n == tokens.end)
                {
                    title.party = title.party.take().or_else(|| Some(code.clone()));
                    title.office = format!("{} to the {office}", title.office);
                    title.end = tokens.end;
                    return true;
                }
                if self.is_office(next) && (adjective || preposition != "of") {
                    // "aide to the German Chancellor", "chief of staff for European Commission President X".
                    title.party = title.party.take().or_else(|| Some(code.clone()));
                    return false;
                }
                // "the Senegalese head of the *UN mission*": of which state he is too is beside the point.
                let of_organization = preposition == "of" && *kind == PartyKind::Organization;
                if of_organization {
                    title.party = None;
                }
                if let Some(after) = self.body_end(next) {
                    // "head of the Malaysian delegation", "director of South Korea's National Intelligence Service".
                    title.party = title.party.take().or_else(|| Some(code.clone()));
                    title.office = format!("{} {}", title.office, words(after));
                    title.end = after;
                    return true;
                }
                if adjective {
                    return false;
                }
                if preposition == "of" {
                    title.party = title.party.take().or_else(|| Some(code.clone()));
                    if *form == PartyForm::Body {
                        title.office = format!("{} {}", title.office, words(end));
                    }
                } else if matches!(preposition, "to" | "for" | "on")
                    || title.office.contains("ambassador")
                    || preposition == "in" && is_sent(&title.office)
                {
                    // An ambassador to a state is not that state's; one to an organisation neither.
                    let told = words(end);
                    let place = told.split_once(' ').map_or("", |w| w.1);
                    let preposition = if preposition == "for" { "for" } else { "to" };
                    title.office = format!("{} {preposition} {place}", title.office);
                } else {
                    return false;
                }
                title.end = end;
                true
            }
            // "chief of staff for European Commission President X".
            Some(Atom { kind: AtomKind::Office { party: Some(own), .. }, .. })
                if matches!(preposition, "for" | "to") =>
            {
                title.party = title.party.take().or_else(|| Some(own.clone()));
                false
            }
            // "the head of *ECGD's international debt division*, X".
            Some(Atom { tokens, kind: AtomKind::Capitals { .. } })
                if preposition == "of"
                    && portfolio.is_none()
                    && self.is_possessive(tokens.end)
                    && self.name_past(tokens.end + 1).is_some() =>
            {
                title.end = self.name_past(tokens.end + 1).unwrap_or(at);
                true
            }
            // "a spokesman for *Khalifa Haftar's Libyan National Army*".
            Some(Atom { tokens, kind: AtomKind::Person | AtomKind::Capitals { .. } })
                if self.is_possessive(tokens.end) && self.party_at(tokens.end + 1).is_some() =>
            {
                let (code, end) = self.party_at(tokens.end + 1).unwrap_or_default();
                title.party = title.party.take().or_else(|| Some(code.to_owned()));
                title.end = end;
                true
            }
            // "Senior Advisor to the President X": the name is the adviser's.
            Some(Atom { tokens, kind: AtomKind::Office { office, plural: false, .. } })
                if preposition == "to"
                    && p > at + 1
                    && self.name_after(tokens.end).is_some()
                    && self.lower(tokens.end) != "," =>
            {
                title.office = format!("{} to the {office}", title.office);
                title.end = tokens.end;
                true
            }
            Some(Atom { tokens, kind: AtomKind::Place { .. } })
                if preposition == "to"
                    || title.office.contains("ambassador")
                    || preposition == "in" && is_sent(&title.office) =>
            {
                title.end = tokens.end;
                true
            }
            // "the mayor of Milwaukee", "governor of the Central Bank", "head of the Wagner Group".
            Some(Atom { tokens, kind: AtomKind::Place { .. } | AtomKind::Capitals { .. } })
                if preposition == "of"
                    && portfolio.is_none()
                    && !self.is(p, GIVEN)
                    // "Head of the Foreign Relations Department of the *Presidential Administration* of Chad".
                    && (!title.office.contains(" of ") || self.is(tokens.end - 1, BODY)) =>
            {
                title.office = format!("{} {}", title.office, words(tokens.end));
                title.end = self.over_acronym(tokens.end);
                true
            }
            None if portfolio.is_none()
                && matches!(preposition, "of" | "at")
                && self.name_past(p).is_some() =>
            {
                // "the chairman of the conference, X".
                title.end = self.name_past(p).unwrap_or(at);
                true
            }
            _ => {
                let Some(after) = portfolio.filter(|_| preposition != "to" && preposition != "in") else {
                    return false;
                };
                if !title.office.starts_with("foreign minister") {
                    // "Deputy Assistant Secretary of Defense": not of State, which the short title would be.
                    let short = self.lower(at - 1) == "secretary" && preposition == "of";
                    let own = title.office.strip_suffix(" of state").filter(|_| short);
                    title.office = format!("{} {}", own.unwrap_or(&title.office), words(after));
                    if let Some(known) = self.atoms.office_called(&title.office) {
                        title.office = known;
                    }
                }
                title.end = after;
                true
            }
        }
    }

    /// Where small words from `at` end before a comma, if a name follows them.
    fn name_past(&self, at: usize) -> Option<usize> {
        let small = |i: &usize| {
            self.atom(*i).is_none()
                && !self.is_title_case(*i)
                && self.atoms.words[*i].class == 0
                && self.lower(*i) != ","
        };
        let at = if matches!(self.lower(at), "both" | "two" | "three") { at + 1 } else { at };
        let end = (at..self.limit.min(at + 5)).take_while(small).last()? + 1;
        let named = |end: usize| self.name_after(end).is_some() || self.names_listed(end + 1).is_some();
        (self.lower(end) == "," && named(end)).then_some(end)
    }

    /// Where a body or a collective noun that a party owns ends: "Ministry", "National Intelligence Service", "delegation".
    pub(super) fn body_end(&self, at: usize) -> Option<usize> {
        match self.atom(at) {
            Some(Atom { tokens, kind: AtomKind::Party { form: PartyForm::Body, .. } }) => {
                Some(self.over_acronym(tokens.end))
            }
            Some(Atom { tokens, kind: AtomKind::Capitals { .. } })
                if self.is(tokens.end - 1, ORGANIZATION | BODY) =>
            {
                Some(self.over_acronym(tokens.end))
            }
            None if self.is(at, SELF_AGENT | AGENT | BODY) => Some(at + 1),
            // "deputy head of Iraq's *Popular Mobilization Forces*".
            Some(Atom { tokens, kind: AtomKind::Party { kind: PartyKind::Group, .. } })
                if at > 0 && self.is_possessive(at - 1) =>
            {
                Some(self.over_acronym(tokens.end))
            }
            _ => None,
        }
    }

    /// Skips an acronym in brackets: "(ICC)".
    pub(super) fn over_acronym(&self, at: usize) -> usize {
        let acronym = at + 2 < self.limit
            && self.lower(at) == "("
            && self.analysis.tokens.list[at + 1].case == Case::Upper
            && self.lower(at + 2) == ")";
        if acronym { at + 3 } else { at }
    }

    /// Where the portfolio that "of" or "for" opens at `at` ends: "for European and Eurasian Affairs".
    pub(super) fn portfolio(&self, at: usize) -> Option<usize> {
        if at >= self.limit {
            return None;
        }
        let (mut last, mut region, mut small) = (None, None, 0);
        for i in at + 1..(at + 14).min(self.limit) {
            if matches!(self.lower(i), "and" | "the" | "," | "of" | "&" | "'s" | "’s") {
                // Past the last portfolio a name has begun: "Law Enforcement Affairs Jorgan Andrews, and".
                if last.is_some_and(|end| {
                    end < i && !matches!(self.lower(i - 1), "and" | "the" | "," | "of" | "&" | "'s" | "’s")
                }) {
                    break;
                }
                continue;
            }
            // "of the Central Commission *for* Foreign Affairs".
            if self.lower(i) == "for" && i > at + 1 && self.is_title_case(i - 1) && self.is_title_case(i + 1)
            {
                continue;
            }
            // "of the Political Directorate of the *Cuban* Ministry of the Interior".
            if i > at + 2 && self.party_at(i).is_some() && matches!(self.lower(i - 1), "of" | "the") {
                break;
            }
            if self.is(i, GIVEN) && !self.is(i, PORTFOLIO)
                || self.is_office(i) && last.is_some() && !self.is(i, PORTFOLIO)
            {
                break;
            }
            if self.is_title_case(i) {
                // "Foreign Affairs, International Cooperation and *Communities* NAME": a noun in a list of portfolios.
                let listed = last.is_some()
                    && matches!(self.lower(i - 1), "and" | "&")
                    && self.atoms.words[i].noun != 0
                    && self.lower(i).ends_with('s')
                    && self.is_title_case(i + 1);
                // "of the Foreign Affairs *Commission*": a body that the portfolio is of.
                let body = last == Some(i) && self.is(i, BODY);
                if self.is(i, PORTFOLIO) || listed || body {
                    last = Some(i + 1);
                } else if last.is_none()
                    && (self.is(i, OTHER)
                        || self.atom(i).is_some_and(|a| {
                            matches!(a.kind, AtomKind::Place { .. } | AtomKind::Party { .. })
                        }))
                {
                    let place = self
                        .atom(i)
                        .filter(|a| matches!(a.kind, AtomKind::Place { .. } | AtomKind::Party { .. }));
                    region = Some(place.map_or(i + 1, |a| a.tokens.end));
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
}

/// Whether a title is one that is borne beside an office.
fn is_rank(title: &str) -> bool {
    matches!(
        title,
        "prince"
            | "princess"
            | "cardinal"
            | "archbishop"
            | "general"
            | "admiral"
            | "ambassador"
            | "secretary"
            | "senator"
    )
}

/// Whether whoever bears an office helps one who bears another.
fn serves_an_office(office: &str) -> bool {
    ["aide", "assistant", "advis", "adviser", "secretary", "spokes", "counsel"]
        .iter()
        .any(|of| office.contains(of))
}

/// Whether whoever bears an office is sent to someone: ambassadors, envoys, advisers.
fn is_sent(office: &str) -> bool {
    [
        "ambassador",
        "envoy",
        "representative",
        "commissioner",
        "advis",
        "aide",
        "observer",
        "delegate",
        "nuncio",
        "consul",
        "mission",
        "emissary",
        "chargé",
        "charge",
    ]
    .iter()
    .any(|of| office.contains(of))
}
