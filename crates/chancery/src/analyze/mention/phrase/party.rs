//! Phrases that begin with a party: "the Russian government", "Israel's foreign minister", "French and German officials".

use super::super::atom::{Atom, AtomKind, PartOfPair, PartyForm};
use super::super::lexicon::*;
use super::super::{MentionForm, PartyKind, Reading};
use super::Phrases;

/// How many mentions back the owner of a body is looked for.
const MENTIONS_BACK: usize = 200;

/// States but the United Kingdom whose own press calls their ministry the Foreign Office.
const CALL_IT_SO: &[&str] = &["PAK", "DEU", "CHE"];

/// A party with the place of its words.
#[derive(Clone, Copy)]
struct Named<'a> {
    from: usize,
    to: usize,
    code: &'a str,
    name: &'a str,
    kind: PartyKind,
}

impl<'a> Phrases<'a> {
    /// A body that several states have, of the one that the report tells beside it or told before: "the Joint Chiefs of
    /// Staff in Seoul"; "South Korea's Joint Chiefs of Staff … the Joint Chiefs".
    fn body_of_another(&mut self, at: usize, end: usize, code: &str) -> Option<usize> {
        let state = |reading: &Reading| match reading {
            Reading::Party { kind: PartyKind::State, .. } => Some(reading.clone()),
            _ => None,
        };
        let body = self.span(at, end).of(&self.analysis.tokens.lower);
        let beside = match self.atom(end + 1) {
            Some(Atom {
                kind: AtomKind::Party { code, kind: kind @ PartyKind::State, name, .. }, ..
            }) if matches!(self.lower(end), "in" | "of") => {
                Some(Reading::Party { code: code.clone(), kind: *kind, name: name.clone() })
            }
            _ => None,
        };
        let told = || {
            self.mentions.iter().rev().take(MENTIONS_BACK).find_map(|m| {
                let words = m.span.of(&self.analysis.tokens.lower);
                let owner = words.split_once(body).map(|(owner, _)| owner)?;
                let lent = matches!(owner, "" | "the ")
                    && matches!(&m.reading, Reading::Party { code: told, .. } if told != code);
                let owned = m.form == MentionForm::Metonym && (owner.len() > 4 || lent);
                owned.then(|| state(&m.reading)).flatten()
            })
        };
        // "ISLAMABAD: The Foreign Office summoned": so the press of Pakistan calls its own.
        let at_home = || {
            let states = |m: &super::super::Mention| match &m.reading {
                Reading::Party { code, kind: PartyKind::State, .. } => Some(code.clone()),
                Reading::Place { metonym: Some(code), .. } => Some(code.clone()),
                _ => None,
            };
            let first = || self.mentions.iter().find_map(states);
            let lined = self.analysis.datelines.first().and_then(|line| {
                line.tokens.clone().find_map(|i| match self.atom_of(i) {
                    Some(Atom { kind: AtomKind::Party { code, .. }, .. }) => Some(code.clone()),
                    _ => None,
                })
            });
            let home = lined.or_else(first).filter(|code| CALL_IT_SO.contains(&code.as_str()))?;
            (body == "foreign office").then(|| Reading::Party {
                name: home.clone(),
                code: home,
                kind: PartyKind::State,
            })
        };
        // "SEOUL — … the Joint Chiefs of Staff": many armies have such, and the report is written where this one is.
        let written = || {
            let line = self.analysis.datelines.first().filter(|_| body.starts_with("joint chiefs"))?;
            line.tokens.clone().find_map(|i| match self.atom_of(i) {
                Some(Atom {
                    kind: AtomKind::Party { code, kind: kind @ PartyKind::State, name, .. },
                    ..
                }) => Some(Reading::Party { code: code.clone(), kind: *kind, name: name.clone() }),
                _ => None,
            })
        };
        let reading = beside.or_else(told).or_else(written).or_else(at_home)?;
        let phrase = self.span(self.with_determiner(at), end);
        self.push(phrase, phrase, MentionForm::Metonym, reading);
        Some(end)
    }

    pub(super) fn party_phrase(&mut self, at: usize, atom: &'a Atom) -> usize {
        let AtomKind::Party { code, name, kind, form, place } = &atom.kind else { return at + 1 };
        let end = atom.tokens.end;
        // "*Ethnic Albanian* guerrillas" are none of the state of that name.
        if *form == PartyForm::Demonym && at > self.begin && self.lower(at - 1) == "ethnic" {
            let last = if end < self.limit && self.is(end, AGENT | PERSON) { end + 1 } else { end };
            let span = self.span(at - 1, last);
            self.push(span, span, MentionForm::Descriptor, Reading::Group { party: None });
            return last;
        }
        if self.surname_alone(atom)
            && matches!(form, PartyForm::Metonym | PartyForm::Name)
            && *kind != PartyKind::State
        {
            return self.name_phrase(at, atom, at, None, None);
        }
        if let Some(next) = self.several_parties(at) {
            return next;
        }
        if *form == PartyForm::Body
            && *kind == PartyKind::State
            && !self.is_office(end)
            && let Some(next) = self.body_of_another(at, end, code)
        {
            return next;
        }
        // "International Criminal Court (ICC) Prosecutor".
        let own_end = end;
        let end = if self.is_office(self.over_acronym(end)) { self.over_acronym(end) } else { end };
        let owner = self.is_possessive(end);
        let direct = if owner { end + 1 } else { end };
        let mut next = direct;
        // "Hungary (HUN)", "Gulf Cooperation Council (GCC)" keep their acronym beside them.
        let after_modifiers = self.over_modifiers(next);
        if self.atom(next).is_none() || after_modifiers > next {
            next = after_modifiers;
        }
        if self.is_office(next) && !self.is_their_meeting(next) {
            return self.office_phrase(at, next, Some(code.clone()));
        }
        // "Russian Defence Ministry spokesman", "German MFA State Secretary": a body of the party between.
        if let Some(Atom { tokens, kind: AtomKind::Party { form: PartyForm::Body, .. } }) = self.atom(next)
            && self.is_office(tokens.end)
        {
            return self.office_phrase(at, tokens.end, Some(code.clone()));
        }
        if next < self.limit && matches!(self.lower(next), "counterpart" | "counterparts") {
            return self.counterpart(at, next, Some(code.clone()));
        }
        // "South Korea's Joint Chiefs of Staff", "Russia's Security Council": a body is its owner's, whoever else has one
        // of that name.
        if let Some(Atom { tokens, kind: AtomKind::Party { form: PartyForm::Body, .. } }) = self.atom(direct)
            && *kind == PartyKind::State
            && (owner || *form == PartyForm::Demonym)
        {
            let phrase = self.span(self.with_determiner(at), tokens.end);
            let reading = Reading::Party { code: code.clone(), kind: *kind, name: name.clone() };
            self.push(phrase, phrase, MentionForm::Metonym, reading);
            return tokens.end;
        }
        // "Iran's Petrochemical Commercial Company", "Russian Defense Ministry".
        if let Some(capitals @ Atom { kind: AtomKind::Capitals { .. }, .. }) = self.atom(next)
            && next == direct
            && (owner || *form != PartyForm::Metonym)
        {
            let last = capitals.tokens.end - 1;
            // "United States Mission to the United Nations Ambassador X".
            if self.is(last, BODY) && self.lower(last + 1) == "to" {
                let p = if self.lower(last + 2) == "the" { last + 3 } else { last + 2 };
                if let Some((_, after)) = self.party_at(p)
                    && self.is_office(after)
                {
                    return self.office_phrase(at, after, Some(code.clone()));
                }
            }
            if self.is_office(capitals.tokens.end) && (self.is(last, BODY | ORGANIZATION | PORTFOLIO | OTHER))
            {
                return self.office_phrase(at, capitals.tokens.end, Some(code.clone()));
            }
            // "the *Sudan Liberation Army*" fights its state.
            let rises = |i: usize| {
                matches!(
                    self.lower(i),
                    "liberation" | "patriotic" | "resistance" | "revolutionary" | "salvation"
                )
            };
            let armed = matches!(self.lower(last), "army" | "front" | "movement" | "forces" | "council");
            if armed && *form == PartyForm::Name && !owner && capitals.tokens.clone().any(rises) {
                let span = self.span(at, capitals.tokens.end);
                self.push(span, span, MentionForm::Name, Reading::Organization { party: None });
                return capitals.tokens.end;
            }
            if self.is(last, ORGANIZATION) {
                let phrase = self.span(at, capitals.tokens.end);
                if self.is(last, BODY) {
                    let reading = Reading::Party { code: code.clone(), kind: *kind, name: name.clone() };
                    self.push(phrase, phrase, MentionForm::Metonym, reading);
                } else {
                    let span = self.span(capitals.tokens.start, capitals.tokens.end);
                    self.push(
                        span,
                        phrase,
                        MentionForm::Name,
                        Reading::Organization { party: Some(code.clone()) },
                    );
                }
                return capitals.tokens.end;
            }
            // "French Emmanuel Macron" does not occur, but "Russia's Sergey Lavrov" does.
            if (owner || *form == PartyForm::Demonym) && self.looks_like_person(capitals) {
                let last = self.name_phrase(next, capitals, at, None, Some(code.clone()));
                return if self.lower(own_end - 1).ends_with("ns") { self.more_of(last, code) } else { last };
            }
        }
        if let Some(person @ Atom { kind: AtomKind::Person, .. }) = self.atom(direct)
            && (owner || *form == PartyForm::Demonym)
        {
            return self.name_phrase(direct, person, at, None, Some(code.clone()));
        }
        // "U.S. citizen X", "Canadian nationals X and Y", "Canadians X and Y".
        let noun = next < self.limit && self.atom(next).is_none() && self.is(next, AGENT | PERSON);
        let people = if noun { next + 1 } else { next };
        if (noun || *form == PartyForm::Demonym && people == direct)
            && let Some((name_at, name)) =
                self.name_after(people).filter(|(n, a)| *n == people && self.looks_like_person(a))
        {
            let party = Some(code.clone());
            let last = self.name_phrase(name_at, &name, at, None, party);
            return self.more_of(last, code);
        }
        if next < self.limit && self.atom(next).is_none() && self.is(next, SELF_AGENT | AGENT) {
            let phrase = self.span(self.with_determiner(at), next + 1);
            if self.is(next, SELF_AGENT) {
                let reading = Reading::Party { code: code.clone(), kind: *kind, name: name.clone() };
                self.push(phrase, phrase, MentionForm::Metonym, reading);
            } else {
                let phrase = self.span(self.with_modifiers(self.with_determiner(at)), next + 1);
                self.push(
                    phrase,
                    phrase,
                    MentionForm::Descriptor,
                    Reading::Group { party: Some(code.clone()) },
                );
            }
            return next + 1;
        }
        // "an Australian student", "a German citizen".
        let indefinite = |b: usize| b < at && matches!(self.lower(b), "a" | "an" | "another" | "one");
        if next < self.limit
            && *form != PartyForm::Metonym
            && self.atom(next).is_none()
            && self.is(next, PERSON)
        {
            let begin = self.with_modifiers(at);
            if indefinite(begin) || begin < at {
                let phrase = self.span(begin, next + 1);
                let office = self.lower(next).to_owned();
                let reading = Reading::Unnamed { office, party: Some(code.clone()) };
                self.push(phrase, phrase, MentionForm::Descriptor, reading);
                return next + 1;
            }
        }
        let span = self.span(at, own_end);
        let (form, reading) = match (form, place) {
            (PartyForm::Metonym, Some(place)) => {
                (MentionForm::Metonym, Reading::Place { place: *place, metonym: Some(code.clone()) })
            }
            (form, _) => {
                (form_of(*form), Reading::Party { code: code.clone(), kind: *kind, name: name.clone() })
            }
        };
        self.push(span, span, form, reading);
        own_end
    }

    /// Whether the office at `at` only says whose meeting the capitals after it name: "the Quad *Leaders* Meeting".
    fn is_their_meeting(&self, at: usize) -> bool {
        let end = self.atom(at).map_or(at, |atom| atom.tokens.end);
        self.is_title_case(end)
            && matches!(
                self.lower(end),
                "summit" | "meeting" | "ministerial" | "dialogue" | "conference" | "forum" | "retreat"
            )
    }

    /// The other names of a list whose first ends at `last`, all of one party: "Canadian nationals X and *Y*".
    fn more_of(&mut self, mut last: usize, code: &str) -> usize {
        while let Some((at, name)) = self.name_after(last + 1).filter(|(n, a)| {
            let whole = a.tokens.len() > 1 && self.may_be_name(a) || self.looks_like_person(a);
            *n == last + 1 && matches!(self.lower(last), "and" | ",") && whole
        }) {
            let party = Some(code.to_owned());
            if self.looks_like_person(&name) {
                last = self.name_phrase(at, &name, at, None, party);
                continue;
            }
            last = name.tokens.end;
            let span = self.span(at, last);
            self.push(span, span, MentionForm::Name, Reading::Person { office: None, party });
        }
        last
    }

    /// An office or those who act, told by a part of a state: "the Catalan president", "Scottish ministers".
    pub(super) fn part_of_state(&mut self, at: usize) -> Option<usize> {
        if !self.is_title_case(at) {
            return None;
        }
        let two = format!("{} {}", self.lower(at), self.lower(at + 1));
        let (code, end) = match (PART_PARTIES.get(two.as_str()), PART_PARTIES.get(self.lower(at))) {
            (Some(code), _) => (code, at + 2),
            (None, Some(code)) => (code, at + 1),
            (None, None) => return None,
        };
        let next = if self.is_possessive(end) { end + 1 } else { end };
        let next = self.over_modifiers(next);
        let party = Some((*code).to_owned());
        if self.is_office(next) {
            return Some(self.office_phrase(at, next, party));
        }
        let acts = next < self.limit && self.atom(next).is_none() && self.is(next, SELF_AGENT | AGENT);
        acts.then(|| {
            let phrase = self.span(self.with_modifiers(self.with_determiner(at)), next + 1);
            self.push(phrase, phrase, MentionForm::Descriptor, Reading::Group { party });
            next + 1
        })
    }

    /// "India-Russia", "Israeli-Palestinian".
    pub(super) fn pair_phrase(&mut self, at: usize, parties: &[PartOfPair]) -> usize {
        for part in parties {
            let reading =
                Reading::Party { code: part.code.clone(), kind: part.kind, name: part.name.clone() };
            self.push(part.span, part.span, form_of(part.form), reading);
        }
        at + 1
    }

    /// Parties that share a noun: "the Belgian and Spanish ambassadors", "Russian and Ukrainian officials".
    fn several_parties(&mut self, at: usize) -> Option<usize> {
        let mut named = Vec::new();
        let mut next = at;
        loop {
            let Some(Atom { tokens, kind: AtomKind::Party { code, name, kind, .. } }) = self.atom(next)
            else {
                break;
            };
            named.push(Named { from: tokens.start, to: tokens.end, code, name, kind: *kind });
            next = tokens.end;
            if self.lower(next) == "," && self.lower(next + 1) == "and" {
                next += 2;
            } else if matches!(self.lower(next), "," | "and") {
                next += 1;
            } else {
                break;
            }
        }
        let last = *named.last()?;
        if named.len() < 2 || next != last.to {
            return None;
        }
        let head = self.over_modifiers(last.to);
        let office = match self.atom(head) {
            Some(Atom { tokens, kind: AtomKind::Office { office, plural: true, .. } })
                if self.is(tokens.end - 1, ONE_EACH) =>
            {
                Some((office.clone(), tokens.end))
            }
            _ => None,
        };
        let noun = self.atom(head).map_or(head, |a| a.tokens.end - 1);
        let end = match &office {
            Some((_, end)) => *end,
            None if self.is(noun, SELF_AGENT | AGENT | COLLECTIVE_PARTIES) => noun + 1,
            None => return None,
        };
        for (i, party) in named.iter().enumerate() {
            let from = if i == 0 { self.with_determiner(party.from) } else { party.from };
            let span = self.span(from, if i + 1 == named.len() { end } else { party.to });
            let code = party.code.to_owned();
            // "EU and NATO *leaders*": an organisation has many, and they are no persons of the report.
            // Where those of three states or more meet, it is the states that do.
            let many = named.len() > 2
                || party.kind != PartyKind::State && office.as_ref().is_some_and(|(o, _)| o == "leader");
            let (form, reading) = match &office {
                Some((office, _)) if !many => {
                    (MentionForm::Title, Reading::Office { office: office.clone(), party: Some(code) })
                }
                None if self.is(noun, AGENT) && !self.is(noun, SELF_AGENT) => {
                    (MentionForm::Descriptor, Reading::Group { party: Some(code) })
                }
                _ => (
                    MentionForm::Metonym,
                    Reading::Party { code, kind: party.kind, name: party.name.to_owned() },
                ),
            };
            self.push(span, span, form, reading);
        }
        Some(end)
    }
}

fn form_of(form: PartyForm) -> MentionForm {
    match form {
        PartyForm::Name => MentionForm::Name,
        PartyForm::Demonym => MentionForm::Demonym,
        PartyForm::Metonym | PartyForm::Body => MentionForm::Metonym,
    }
}
