//! Names: whether capitalised words are a person's, and what stands after them: "of Thailand", ", the foreign minister".

use std::collections::HashSet;

use super::super::atom::{Atom, AtomKind, PartyForm};
use super::super::lexicon::*;
use super::super::{MentionForm, PartyKind, Reading};
use super::Phrases;
use crate::analyze::word::form;
use crate::text::{Case, TokenKind};

impl<'a> Phrases<'a> {
    /// Surnames of the persons that the report names in full or with a title.
    pub(super) fn surnames_of_report(&mut self) -> HashSet<&'a str> {
        let mut surnames = HashSet::new();
        self.limit = self.analysis.tokens.len();
        for (i, atom) in self.atoms.list.iter().enumerate() {
            let after_title = i > 0
                && self.atoms.list[i - 1].tokens.end == atom.tokens.start
                && matches!(self.atoms.list[i - 1].kind, AtomKind::Office { .. } | AtomKind::Honorific);
            let named = match &atom.kind {
                AtomKind::Person => true,
                AtomKind::Capitals { .. } => {
                    after_title && self.may_be_name(atom)
                        || atom.tokens.len() >= 2 && self.looks_like_person(atom)
                }
                _ => false,
            };
            if !named {
                continue;
            }
            let (first, mut last) = (self.lower(atom.tokens.start), atom.tokens.end - 1);
            while last > atom.tokens.start && (self.atoms.is_generation(last) || self.lower(last) == ".") {
                last -= 1;
            }
            surnames.insert(self.lower(last));
            if atom.tokens.len() >= 3
                || atom.tokens.len() == 2
                    && (self.lower(last).len() <= 4 || !self.is(atom.tokens.start, GIVEN))
            {
                // Chinese, Korean, Vietnamese and Hungarian names begin with the family's; "Lopez Obrador" has two.
                surnames.insert(first);
            }
        }
        surnames
    }

    /// Whether an atom is one word that the report has as someone's surname.
    pub(super) fn surname_alone(&self, atom: &Atom) -> bool {
        atom.tokens.len() == 1 && self.surnames.contains(self.lower(atom.tokens.start))
    }

    /// Whether nothing in capitalised words says that they are no person's name.
    pub(super) fn may_be_name(&self, atom: &Atom) -> bool {
        let (first, last) = (atom.tokens.start, atom.tokens.end - 1);
        let given = self.is(first, GIVEN);
        !self.atoms.is_generation(first)
            && atom.tokens.clone().all(|i| {
                let bits =
                    if given { ORGANIZATION } else { ORGANIZATION | OTHER | TITLES | PORTFOLIO | BODY };
                let surname = i == last && self.is(i, SURNAME_TOO) && (given || first == last);
                // "Major *Non-NATO* allies" are led by no major.
                let negated = self.lower(i).starts_with("non-");
                (!self.is(i, bits) || surname || self.is(i, GIVEN))
                    && !negated
                    && !matches!(self.lower(i), "of" | "and")
            })
    }

    /// Whether capitalised words look like the full name of a person: by a given name, an initial, a known surname, or
    /// by what stands around them.
    pub(super) fn looks_like_person(&self, atom: &Atom) -> bool {
        if matches!(atom.kind, AtomKind::Person) {
            return true;
        }
        let tokens = &self.analysis.tokens.list;
        let words: Vec<usize> = atom
            .tokens
            .clone()
            .filter(|&i| tokens[i].kind == TokenKind::Word && !self.atoms.is_generation(i))
            .collect();
        if !(2..=6).contains(&words.len()) {
            return false;
        }
        let upper = words.iter().all(|&i| tokens[i].case == Case::Upper || tokens[i].span.len() == 1);
        for &i in &words {
            let bars = ORGANIZATION | OTHER | BODY | if i == words[0] { 0 } else { TITLES };
            let surname = i == words[words.len() - 1] && self.is(i, SURNAME_TOO) && self.is(words[0], GIVEN);
            if self.is(i, bars) && !surname && !(self.is(i, GIVEN) && !self.is(i, OTHER))
                || tokens[i].case == Case::Upper && tokens[i].span.len() > 2 && !upper
            {
                return false;
            }
        }
        let before = atom.tokens.start.checked_sub(1).map_or("", |b| self.lower(b));
        if before == "the" {
            return false;
        }
        // A given name at the beginning (or, where the family's comes first, at the end) makes a person; an initial too.
        let given = |i: usize| self.is(i, GIVEN);
        let initial = words.iter().any(|&i| tokens[i].span.len() == 1 && tokens[i].case == Case::Capital);
        let (first, last) = (words[0], words[words.len() - 1]);
        if given(first) || initial || given(last) && words.len() <= 3 || words.len() == 3 && given(words[1]) {
            return true;
        }
        // Else a particle, a known surname, or what stands around: an apposition, a verb of speech.
        let particle = words.iter().any(|&i| {
            i != first && self.lower(i).starts_with("al-") || i != first && i != last && self.is(i, PARTICLE)
        });
        let surname = matches!(atom.kind, AtomKind::Capitals { surname: true });
        let speech = self.is(atom.tokens.end, SPEECH);
        let place = matches!(before, "in" | "at" | "near" | "from");
        let of_state = self.lower(atom.tokens.end) == "of" && self.state_at(atom.tokens.end + 1);
        // Letters that English lacks, or an agent's place: "led by Lem Masterkov".
        let foreign = words.len() > 1
            && !self.span(atom.tokens.start, atom.tokens.end).of(self.analysis.text()).is_ascii();
        // "Musaad bin Mohammed Al Aiban" has three names.
        let names = words.iter().filter(|&&i| !self.is(i, PARTICLE)).count();
        !upper
            && names <= 4
            && (speech
                || (of_state || foreign) && !place
                || before == "by"
                || (particle || surname) && !place
                || self.lower(atom.tokens.end) == "," && self.apposition(atom.tokens.end + 1).is_some())
    }

    /// Whether a state is named at `at`.
    pub(super) fn state_at(&self, at: usize) -> bool {
        let at = if self.lower(at) == "the" { at + 1 } else { at };
        self.atom(at).is_some_and(|a| {
            matches!(a.kind, AtomKind::Party { kind: PartyKind::State, form: PartyForm::Name, .. })
        })
    }

    /// A name, of a person or something else; the phrase began at `from`, where a title may stand.
    pub(super) fn name_phrase(
        &mut self,
        at: usize,
        atom: &Atom,
        from: usize,
        office: Option<String>,
        party: Option<String>,
    ) -> usize {
        let end = atom.tokens.end;
        let bare = office.is_none() && at == from;
        if bare
            && matches!(self.lower(end), "administration" | "government" | "regime")
            && atom.tokens.len() <= 2
        {
            let leader = self.span(at, end).of(self.analysis.text()).to_owned();
            let span = self.span(self.with_determiner(at), end + 1);
            self.push(span, span, MentionForm::Metonym, Reading::Administration { leader });
            return end + 1;
        }
        let known_surname = matches!(atom.kind, AtomKind::Capitals { surname: true });
        if self.names_a_thing(at, end) {
            return end;
        }
        let person = matches!(atom.kind, AtomKind::Person)
            || (office.is_some() || at > from)
                && (self.may_be_name(atom) || !matches!(atom.kind, AtomKind::Capitals { .. }))
            || self.surname_alone(atom)
            // Whether knowledge has a leader of that name is asked later.
            || atom.tokens.len() == 1 && known_surname
            || atom.tokens.len() >= 2 && self.looks_like_person(atom);
        let span = self.span(at, end);
        if !person {
            // "The Embassy" alone names none.
            let alone = atom.tokens.len() == 1 && self.is(at, BODY);
            if self.is(end - 1, ORGANIZATION) && !alone {
                let end = self.name_spelled_out(at, end).unwrap_or(end);
                let span = self.span(at, end);
                self.push(span, span, MentionForm::Name, Reading::Organization { party: None });
                return end;
            }
            return end;
        }
        let (mut office, mut party, mut phrase_end) = (office, party, end);
        // "Gerardo Erguiza Jr., Undersecretary".
        if self.atoms.is_generation(end - 1)
            && self.lower(end) == "."
            && matches!(self.lower(end + 1), "," | "and" | "of")
        {
            phrase_end += 1;
        }
        if self.lower(phrase_end) == "," && matches!(self.lower(phrase_end + 1), "jr" | "sr" | "jr." | "sr.")
        {
            phrase_end += 2;
            if self.lower(phrase_end) == "."
                && self.analysis.tokens.list.get(phrase_end).is_some()
                && phrase_end < self.limit
            {
                phrase_end += 1;
            }
        }
        // "X of Thailand", "X (Poland)".
        let opens = self.lower(phrase_end);
        if matches!(opens, "of" | "(") {
            let p = if self.lower(phrase_end + 1) == "the" { phrase_end + 2 } else { phrase_end + 1 };
            if let Some(Atom {
                tokens,
                kind:
                    AtomKind::Party {
                        code,
                        kind: PartyKind::State | PartyKind::Organization,
                        form: PartyForm::Name,
                        ..
                    },
            }) = self.atom(p)
                && (opens == "of" || self.lower(tokens.end) == ")")
            {
                party = party.or_else(|| Some(code.clone()));
                phrase_end = if opens == "of" { tokens.end } else { tokens.end + 1 };
            }
        }
        // An apposition: "X, the foreign minister of Y,", "X, Y's foreign minister,".
        if self.lower(phrase_end) == ","
            && let Some((told, of, after)) = self.apposition(phrase_end + 1)
        {
            // "*Prince* X, the Saudi crown prince": a rank is less than an office.
            let rank = matches!(office.as_deref(), Some("prince" | "princess" | "sheikh"));
            office = office.filter(|_| !rank).or(Some(told));
            party = party.or(of).or_else(|| self.nationality(phrase_end + 1));
            phrase_end = after;
        } else if self.lower(phrase_end) == "," {
            party = party.or_else(|| self.nationality(phrase_end + 1));
        }
        let phrase_end = phrase_end.min(self.limit);
        let phrase = self.span(from, phrase_end);
        self.push(span, phrase, MentionForm::Name, Reading::Person { office, party });
        // "sanctions on President X's *government*": the state is meant and not the person.
        let noun = phrase_end + 1;
        if phrase_end == end
            && self.is_possessive(end)
            && matches!(self.lower(noun), "government" | "administration" | "regime")
        {
            let leader = span.of(self.analysis.text()).to_owned();
            let body = self.span(noun, noun + 1);
            self.push(body, body, MentionForm::Metonym, Reading::Administration { leader });
            return noun + 1;
        }
        phrase_end
    }

    /// Where the name of an organisation that begins at `at` ends, if it goes on with "of" or "for" up to its initials in
    /// brackets: "High Council *for the Unity of Azawad* (HCUA)".
    fn name_spelled_out(&self, at: usize, end: usize) -> Option<usize> {
        let small = |i: usize| matches!(self.lower(i), "of" | "for" | "the" | "and" | "in" | "to");
        if !matches!(self.lower(end), "of" | "for") {
            return None;
        }
        let last =
            (end..self.limit.min(end + 10)).take_while(|&i| small(i) || self.is_title_case(i)).last()?;
        let initials = self.analysis.tokens.list.get(last + 2).filter(|_| last + 3 < self.limit)?;
        let initials = initials.span.of(self.analysis.text());
        let first = self.span(at, at + 1).of(self.analysis.text()).chars().next();
        let fits = self.lower(last + 1) == "("
            && self.lower(last + 3) == ")"
            && !small(last)
            && initials.chars().all(char::is_uppercase)
            // Those of the name in another language begin otherwise.
            && (initials.len() > 1 && initials.chars().next() == first || initials.len() > 3);
        fits.then_some(last + 1)
    }

    /// Whether a name at `at..end` is that of a ship or a firm: "the USS *Ronald Reagan*", "*Johnson* & Johnson".
    fn names_a_thing(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |b| self.lower(b));
        let ship = matches!(
            before,
            "uss"
                | "usns"
                | "hms"
                | "hmas"
                | "hmcs"
                | "carrier"
                | "frigate"
                | "destroyer"
                | "warship"
                | "tanker"
        );
        ship || end == at + 1 && (before == "&" || self.lower(end) == "&")
    }

    /// The party of someone told by a calling from `at`: ", the blind *Chinese* dissident", ", a *Canadian* citizen".
    fn nationality(&self, at: usize) -> Option<String> {
        if !matches!(self.lower(at), "a" | "an" | "the") {
            return None;
        }
        let from = at + 1;
        let ends = |i: &usize| {
            matches!(
                self.lower(*i),
                "," | "." | ";" | "who" | "of" | "in" | "at" | "from" | "for" | "with" | "to"
            )
        };
        (from..self.limit.min(from + 10)).take_while(|i| !ends(i)).find_map(|i| match self.atom(i) {
            Some(Atom { tokens, kind: AtomKind::Party { code, form: PartyForm::Demonym, .. } }) => {
                let noun = self.analysis.tokens.list.get(tokens.end).is_some_and(|t| t.case == Case::Lower);
                // "a Sikh activist and naturalised *Canadian* citizen".
                let near = i < from + 4 && !self.is(tokens.end, BODY) || self.is(tokens.end, PERSON);
                (noun && near).then(|| code.clone())
            }
            _ => None,
        })
    }

    /// An office that stands in apposition from `at`: the office, its party, and where it ends.
    pub(super) fn apposition(&self, at: usize) -> Option<(String, Option<String>, usize)> {
        let mut i = at;
        if self.is(i, DETERMINER) || matches!(self.lower(i), "then" | "who") {
            i += 1;
        }
        // "Led by General A, *detained Niger's* president": whose he is stands behind a verb, and not behind an adjective.
        let acts = i == at
            && matches!(
                self.lower(i),
                "detained" | "jailed" | "ousted" | "deposed" | "imprisoned" | "visiting"
            );
        if acts && self.party_at(i + 1).is_some_and(|(_, end)| self.is_possessive(end)) {
            return None;
        }
        i = self.over_modifiers(i);
        // ", the *blind* Chinese dissident".
        let described = self.is_small(i) && self.atoms.words[i].class == 0 && self.atom(i).is_none();
        if described
            && let Some(Atom { tokens, kind: AtomKind::Party { form: PartyForm::Demonym, .. } }) =
                self.atom(i + 1)
            && self.is_office(tokens.end)
        {
            i += 1;
        }
        let mut party = None;
        // ", *Obama's* deputy national security adviser": whose he is, is known later.
        if let Some(Atom { tokens, kind: AtomKind::Person | AtomKind::Capitals { .. } }) = self.atom(i)
            && tokens.len() < 4
            && self.is_possessive(tokens.end)
        {
            i = self.over_modifiers(tokens.end + 1);
        }
        if let Some((code, end)) = self.party_at(i) {
            party = Some(code.to_owned());
            i = if self.is_possessive(end) { end + 1 } else { end };
            i = self.over_modifiers(i);
            if let Some(Atom { tokens, kind: AtomKind::Party { form: PartyForm::Body, .. } }) = self.atom(i) {
                i = tokens.end;
            }
        }
        if !self.is_office(i) {
            return None;
        }
        let title = self.title(i, party, true).filter(|t| !t.plural)?;
        // "After meeting President Santos, *the Secretary said*": the subject of a verb is no apposition.
        let verb = self.atoms.words.get(title.end).is_some_and(|w| {
            w.is_auxiliary() || w.verb != 0 && w.noun == 0 && w.has_form(form::PAST | form::THIRD)
        });
        // But ", a politician *convicted of* corruption" is one.
        let described = matches!(self.lower(at), "a" | "an")
            && !self.is(title.end, SPEECH)
            && matches!(self.lower(title.end + 1), "of" | "by" | "in" | "for" | "on" | "as" | "with");
        let list = verb && title.end < self.limit && !described;
        // The next is a name of another person ("X, Foreign Minister Y"): a list, not an apposition.
        let list =
            list || self.atom(title.end).is_some_and(|a| {
                matches!(a.kind, AtomKind::Capitals { .. } | AtomKind::Person | AtomKind::Honorific)
            }) || self.rest_of_capitals(title.end).is_some()
                || self.lower(title.end) != "," && self.name_after(title.end).is_some();
        (!list).then_some((title.office, title.party, title.end))
    }
}
