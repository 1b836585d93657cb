//! Puts [`Atom`]s together into the phrases that refer: office, name, party and their order.

use std::collections::HashSet;
use std::ops::Range;

use super::atom::{Atom, AtomKind, PartyForm};
use super::nouns::{AGENTS, COLLECTIVES, ORGANIZATION_HEADS, OTHER_HEADS, PORTFOLIOS, number_word};
use super::{Mention, MentionForm, PartyKind, Pronoun, Reading};
use crate::analyze::Analysis;
use crate::analyze::trigger::GIVEN_NAMES;
use crate::text::{Case, Span, TokenKind};

/// Finds the mentions made of `atoms` and of the words between them.
pub(super) fn find(analysis: &Analysis, atoms: &[Atom]) -> Vec<Mention> {
    let mut at_token = vec![u32::MAX; analysis.tokens.len() + 1];
    for (i, atom) in atoms.iter().enumerate() {
        at_token[atom.tokens.start] = i as u32;
    }
    let mut phrases =
        Phrases { analysis, atoms, at_token, surnames: HashSet::new(), mentions: Vec::new(), limit: 0, begin: 0 };
    phrases.collect_surnames();
    for sentence in &analysis.sentences {
        phrases.begin = sentence.tokens.start;
        phrases.limit = sentence.tokens.end;
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = phrases.step(at).max(at + 1);
        }
    }
    let mut mentions = phrases.mentions;
    mentions.sort_by_key(|m| (m.phrase.start, std::cmp::Reverse(m.phrase.end)));
    mentions
}

struct Phrases<'a> {
    analysis: &'a Analysis<'a>,
    atoms: &'a [Atom],
    at_token: Vec<u32>,
    surnames: HashSet<String>,
    mentions: Vec<Mention>,
    begin: usize,
    limit: usize,
}

/// Adjectives between a party and an office or agent noun.
const MODIFIERS: &[&str] = &[
    "new", "former", "then", "acting", "outgoing", "incoming", "caretaker", "interim", "top", "senior", "late", "ex", "newly",
    "elected", "military", "naval", "air", "armed", "security", "national", "federal", "central", "local", "transitional",
    "ruling", "special", "visiting", "longtime", "current", "defense", "defence", "foreign", "high-level", "high-ranking",
    "trade", "army", "police", "state", "unity", "coalition", "provisional", "exiled", "intelligence", "front", "then-",
];

impl Phrases<'_> {
    fn atom(&self, at: usize) -> Option<&Atom> {
        if at >= self.limit {
            return None;
        }
        self.atoms.get(*self.at_token.get(at)? as usize)
    }

    fn lower(&self, at: usize) -> &str {
        self.analysis.tokens.lower(at)
    }

    fn is_possessive(&self, at: usize) -> bool {
        at < self.limit && self.analysis.tokens.list[at].kind == TokenKind::Possessive
    }

    fn span(&self, from: usize, to: usize) -> Span {
        self.analysis.tokens.span(from, to)
    }

    fn push(&mut self, span: Span, phrase: Span, form: MentionForm, reading: Reading) {
        self.mentions.push(Mention { span, form, phrase, reading });
    }

    /// Surnames of the persons that the report names in full, so that the surname alone is known again.
    fn collect_surnames(&mut self) {
        for (i, atom) in self.atoms.iter().enumerate() {
            let after_title = i > 0
                && self.atoms[i - 1].tokens.end == atom.tokens.start
                && matches!(self.atoms[i - 1].kind, AtomKind::Office { .. } | AtomKind::Honorific);
            let named = match &atom.kind {
                AtomKind::Person { .. } => true,
                AtomKind::Capitals => after_title || atom.tokens.len() >= 2 && self.looks_like_person(atom),
                _ => false,
            };
            if named {
                for surname in self.surname_candidates(&atom.tokens) {
                    self.surnames.insert(surname);
                }
            }
        }
    }

    /// The words of a name by which its bearer may be called: the last, and for names that begin with it the first.
    fn surname_candidates(&self, tokens: &Range<usize>) -> Vec<String> {
        let last = self.lower(tokens.end - 1).to_owned();
        let mut list = vec![last];
        if tokens.len() >= 3 || tokens.len() == 2 && self.lower(tokens.end - 1).len() <= 4 {
            // Chinese, Korean, Vietnamese and Hungarian names begin with the family's.
            list.push(self.lower(tokens.start).to_owned());
        }
        list
    }

    fn looks_like_person(&self, atom: &Atom) -> bool {
        let n = atom.tokens.clone().filter(|&i| self.analysis.tokens.list[i].kind == TokenKind::Word).count();
        if !(2..=5).contains(&n) {
            return false;
        }
        for i in atom.tokens.clone() {
            let lower = self.lower(i);
            if OTHER_HEADS.contains(&lower) || ORGANIZATION_HEADS.contains(&lower) || lower == "of" {
                return false;
            }
            let token = self.analysis.tokens.list[i];
            if token.case == Case::Upper && token.span.len() > 2 && !self.all_upper() {
                return false;
            }
        }
        let before = if atom.tokens.start > 0 { self.lower(atom.tokens.start - 1) } else { "" };
        if before == "the" {
            return false;
        }
        // A given name at the beginning (or, where the family's comes first, at the end) makes a person; an initial too.
        let word = |i: usize| self.analysis.tokens.list[i].span.of(self.analysis.text());
        let given = |i: usize| GIVEN_NAMES.contains(word(i)) || word(i).chars().count() == 1;
        let last = atom.tokens.end - 1;
        if given(atom.tokens.start) || given(last) && n <= 3 || n == 3 && given(atom.tokens.start + 1) {
            return true;
        }
        // Else what stands around it: an apposition, or a verb of speech.
        let after = self.lower(atom.tokens.end);
        let speech = matches!(after, "said" | "says" | "told" | "tweeted" | "added" | "who");
        n <= 3 && (speech || after == "," && self.apposition(atom.tokens.end + 1).is_some())
    }

    /// Whether the text has hardly a lower-case word: then capitals tell nothing.
    fn all_upper(&self) -> bool {
        false
    }

    /// Reads one phrase or word at token `at`; returns where to go on.
    fn step(&mut self, at: usize) -> usize {
        if let Some(atom) = self.atom(at).cloned() {
            return self.phrase(at, &atom);
        }
        if let Some(next) = self.collective(at) {
            return next;
        }
        if let Some(next) = self.agent_of_party(at) {
            return next;
        }
        self.pronoun(at);
        at + 1
    }

    /// The determiner or possessive pronoun before `at`, which belongs to a title or description.
    fn with_determiner(&self, at: usize) -> usize {
        let before = at.checked_sub(1).filter(|&b| b >= self.begin);
        match before {
            Some(b) if matches!(self.lower(b), "the" | "his" | "her" | "their" | "its" | "our" | "my") => b,
            _ => at,
        }
    }

    fn phrase(&mut self, at: usize, atom: &Atom) -> usize {
        match &atom.kind {
            AtomKind::Party { .. } => self.party_phrase(at, atom),
            AtomKind::Office { .. } => self.office_phrase(at, at, None),
            AtomKind::Honorific => self.honorific_phrase(atom),
            AtomKind::Person { .. } | AtomKind::Capitals => self.name_phrase(at, atom.clone(), at, None, None),
            AtomKind::Place { place } => {
                if self.surname_alone(atom) {
                    return self.name_phrase(at, atom.clone(), at, None, None);
                }
                let span = self.span(atom.tokens.start, atom.tokens.end);
                self.push(span, span, MentionForm::Name, Reading::Place { place: *place, metonym: None });
                atom.tokens.end
            }
        }
    }

    fn surname_alone(&self, atom: &Atom) -> bool {
        atom.tokens.len() == 1 && self.surnames.contains(self.lower(atom.tokens.start))
    }

    /// Skips up to three adjectives.
    fn over_modifiers(&self, mut at: usize) -> usize {
        let start = at;
        while at < self.limit && at - start < 3 && self.atom(at).is_none() && MODIFIERS.contains(&self.lower(at)) {
            at += 1;
            if self.lower(at) == "-" {
                at += 1;
            }
        }
        at
    }

    fn party_phrase(&mut self, at: usize, atom: &Atom) -> usize {
        let AtomKind::Party { code, name, kind, form, place } = &atom.kind else { return at + 1 };
        let end = atom.tokens.end;
        if self.surname_alone(atom) && matches!(form, PartyForm::Metonym | PartyForm::Name) && *kind != PartyKind::State {
            return self.name_phrase(at, atom.clone(), at, None, None);
        }
        let owner = self.is_possessive(end);
        let mut next = if owner { end + 1 } else { end };
        // "U.S.-Russia": each its own mention.
        let after_modifiers = self.over_modifiers(next);
        if self.atom(next).is_none() || after_modifiers > next {
            next = after_modifiers;
        }
        if let Some(AtomKind::Office { .. }) = self.atom(next).map(|a| &a.kind) {
            return self.office_phrase(at, next, Some(code.clone()));
        }
        if matches!(self.lower(next), "counterpart" | "counterparts") && next < self.limit {
            return self.counterpart(at, next, Some(code.clone()));
        }
        // "Iran's Petrochemical Commercial Company", "Russian Defense Ministry".
        if let Some(AtomKind::Capitals) = self.atom(next).map(|a| &a.kind)
            && next == if owner { end + 1 } else { end }
            && (owner || *form != PartyForm::Metonym)
        {
            let capitals = self.atom(next).cloned().unwrap_or_else(|| atom.clone());
            let head = self.lower(capitals.tokens.end - 1).to_owned();
            if ORGANIZATION_HEADS.contains(&head.as_str()) {
                let phrase = self.span(at, capitals.tokens.end);
                if AGENT_BODIES.contains(&head.as_str()) {
                    let reading = Reading::Party { code: code.clone(), kind: *kind, name: name.clone() };
                    self.push(phrase, phrase, MentionForm::Metonym, reading);
                } else {
                    let span = self.span(capitals.tokens.start, capitals.tokens.end);
                    self.push(span, phrase, MentionForm::Name, Reading::Organization { party: Some(code.clone()) });
                }
                return capitals.tokens.end;
            }
            // "French Emmanuel Macron" does not occur, but "Russia's Sergey Lavrov" does.
            if (owner || *form == PartyForm::Demonym) && self.looks_like_person(&capitals) {
                return self.name_phrase(at, capitals, at, None, Some(code.clone()));
            }
        }
        if next < self.limit
            && self.atom(next).is_none()
            && let Some(&(_, itself)) = AGENTS.iter().find(|(n, _)| *n == self.lower(next))
        {
            let phrase = self.span(self.with_determiner(at), next + 1);
            if itself {
                let reading = Reading::Party { code: code.clone(), kind: *kind, name: name.clone() };
                self.push(phrase, phrase, MentionForm::Metonym, reading);
            } else {
                self.push(phrase, phrase, MentionForm::Descriptor, Reading::Group { party: Some(code.clone()) });
            }
            return next + 1;
        }
        let span = self.span(at, end);
        let (form, reading) = match (form, place) {
            (PartyForm::Metonym, Some(place)) => {
                (MentionForm::Metonym, Reading::Place { place: *place, metonym: Some(code.clone()) })
            }
            (form, _) => {
                let form = match form {
                    PartyForm::Name => MentionForm::Name,
                    PartyForm::Demonym => MentionForm::Demonym,
                    PartyForm::Metonym | PartyForm::Body => MentionForm::Metonym,
                };
                (form, Reading::Party { code: code.clone(), kind: *kind, name: name.clone() })
            }
        };
        self.push(span, span, form, reading);
        end
    }

    /// An office, or several, with the party and the name that may follow; the phrase began at `from`.
    fn office_phrase(&mut self, from: usize, at: usize, party: Option<String>) -> usize {
        let mut offices: Vec<String> = Vec::new();
        let mut party = party;
        let mut end = at;
        while let Some(Atom { tokens, kind: AtomKind::Office { office, party: own } }) = self.atom(end).cloned() {
            party = party.or(own);
            end = tokens.end;
            if self.lower(tokens.start) == "deputy" && tokens.len() == 1 {
                // "Deputy U.S. Trade Representative".
                let mut next = end;
                if let Some(Atom { tokens, kind: AtomKind::Party { code, .. } }) = self.atom(end) {
                    party = Some(code.clone());
                    next = tokens.end;
                }
                if let Some(Atom { tokens, kind: AtomKind::Office { office, .. } }) = self.atom(next) {
                    offices.push(format!("deputy {office}"));
                    end = tokens.end;
                    continue;
                }
            }
            offices.push(office);
            let joins = matches!(self.lower(end), "and" | "," | "/" | "-");
            let and_next = if self.lower(end) == "," && self.lower(end + 1) == "and" { end + 2 } else { end + 1 };
            if joins && matches!(self.atom(and_next).map(|a| &a.kind), Some(AtomKind::Office { .. })) && self.lower(end) != "," {
                end = and_next;
            }
        }
        let mut office = offices.join(" and ");
        if let Some(after) = self.portfolio(end) {
            let words = self.span(end, after).of(&self.analysis.tokens.lower);
            if !office.starts_with("foreign") {
                office = format!("{office} {words}");
            }
            end = after;
        }
        // "of India", "for Africa", "to the United Nations".
        let mut after = end;
        if matches!(self.lower(after), "of" | "for" | "to") {
            let mut p = after + 1;
            if self.lower(p) == "the" {
                p += 1;
            }
            let ambassador = self.lower(after) == "to";
            if let Some(Atom { tokens, kind: AtomKind::Party { code, form, .. } }) = self.atom(p).cloned()
                && *self.lower(after) != *"for"
                && form != PartyForm::Demonym
            {
                if !ambassador {
                    party = party.or(Some(code));
                }
                after = tokens.end;
            }
        }
        // The name: directly, or after an honorific or a comma in an apposition ("the foreign minister, X,").
        let comma = self.lower(after) == ",";
        let name_at = if comma { after + 1 } else { after };
        let name = self.atom(name_at).cloned().filter(|a| match &a.kind {
            AtomKind::Person { .. } => true,
            AtomKind::Capitals => {
                let head = self.lower(a.tokens.end - 1);
                let is_name = !ORGANIZATION_HEADS.contains(&head) && !OTHER_HEADS.contains(&head);
                is_name && (!comma || self.looks_like_person(a) && self.lower(a.tokens.end) == ",")
            }
            AtomKind::Honorific => !comma,
            // A town or seat that is a surname: "President Jackson".
            AtomKind::Place { .. } => !comma && a.tokens.len() == 1 && name_at == end && self.is_title_case(at),
            _ => false,
        });
        if let Some(name) = name {
            if matches!(name.kind, AtomKind::Honorific)
                && let Some(next) = self.atom(name.tokens.end).cloned()
            {
                return self.name_phrase(next.tokens.start, next, from, Some(office), party);
            }
            return self.name_phrase(name_at, name, from, Some(office), party);
        }
        let from_det = self.with_determiner(from);
        // "Office of the Spokesperson" is no person.
        if from_det > self.begin + 1 && self.lower(from_det - 1) == "of" && matches!(self.lower(from_det - 2), "office" | "bureau") {
            return end;
        }
        let indefinite = from > self.begin && matches!(self.lower(from - 1), "a" | "an" | "as" | "any" | "no" | "another" | "every");
        let plural = self.lower(end - 1).ends_with("ministers") || self.lower(end - 1).ends_with("presidents");
        if plural {
            let phrase = self.span(from_det, end);
            let reading = match party {
                Some(party) => Reading::Group { party: Some(party) },
                None => Reading::Collective { persons: true, count: None },
            };
            self.push(phrase, phrase, MentionForm::Descriptor, reading);
            return end;
        }
        if !indefinite && (from_det < from || from < at || self.is_title_case(at)) {
            let phrase = self.span(from_det, end.max(after.min(self.limit)));
            let span = self.span(from_det, if after > end { after } else { end });
            self.push(span, phrase, MentionForm::Title, Reading::Office { office, party });
            return after.max(end);
        }
        end
    }

    /// Where the portfolio that "of" or "for" opens at `at` ends: "for European and Eurasian Affairs".
    fn portfolio(&self, at: usize) -> Option<usize> {
        if !matches!(self.lower(at), "of" | "for") || at >= self.limit {
            return None;
        }
        let mut last = None;
        for i in at + 1..(at + 12).min(self.limit) {
            let lower = self.lower(i);
            if self.is_title_case(i) {
                if PORTFOLIOS.contains(&lower) {
                    last = Some(i + 1);
                }
            } else if !matches!(lower, "and" | "the" | "," | "of" | "'s" | "’s" | "in") {
                break;
            }
        }
        last
    }

    fn is_title_case(&self, at: usize) -> bool {
        matches!(self.analysis.tokens.list[at].case, Case::Capital | Case::Upper)
    }

    fn honorific_phrase(&mut self, atom: &Atom) -> usize {
        match self.atom(atom.tokens.end).cloned() {
            Some(next) if matches!(next.kind, AtomKind::Capitals | AtomKind::Person { .. } | AtomKind::Place { .. }) => {
                let office = match self.lower(atom.tokens.start) {
                    "spokesman" | "spokeswoman" | "spokesperson" => Some("spokesperson".to_owned()),
                    "sen" | "senator" => Some("senator".to_owned()),
                    "gov" | "governor" => Some("governor".to_owned()),
                    "amb" => Some("ambassador".to_owned()),
                    "gen" | "general" => Some("general".to_owned()),
                    _ => None,
                };
                self.name_phrase(next.tokens.start, next, atom.tokens.start, office, None)
            }
            _ => atom.tokens.end,
        }
    }

    /// A name, of a person or something else; the phrase began at `from`, where a title may stand.
    fn name_phrase(&mut self, at: usize, atom: Atom, from: usize, office: Option<String>, party: Option<String>) -> usize {
        let end = atom.tokens.end;
        if office.is_none() && at == from && matches!(self.lower(end), "administration" | "government" | "regime") && atom.tokens.len() <= 2 {
            let leader = self.span(at, end).of(self.analysis.text()).to_owned();
            let span = self.span(self.with_determiner(at), end + 1);
            self.push(span, span, MentionForm::Metonym, Reading::Administration { leader });
            return end + 1;
        }
        let titled = office.is_some() || at > from;
        let head = self.lower(end - 1).to_owned();
        let known_person = matches!(atom.kind, AtomKind::Person { .. });
        let person = known_person
            || titled
            || atom.tokens.len() == 1 && self.surnames.contains(&head)
            || atom.tokens.len() >= 2 && self.looks_like_person(&atom);
        let span = self.span(at, end);
        if !person {
            if ORGANIZATION_HEADS.contains(&head.as_str()) {
                self.push(span, span, MentionForm::Name, Reading::Organization { party: None });
            }
            return end;
        }
        let (mut office, mut party, mut phrase_end) = (office, party, end);
        if self.lower(end) == "," && matches!(self.lower(end + 1), "jr" | "sr") {
            phrase_end = if self.lower(end + 2) == "." { end + 3 } else { end + 2 };
        }
        let end = phrase_end;
        // An apposition: "X, the foreign minister of Y,", "X, Y's foreign minister,".
        if self.lower(end) == ","
            && let Some((told, of, after)) = self.apposition(end + 1)
        {
            office = Some(match office {
                Some(own) => own,
                None => told,
            });
            party = party.or(of);
            phrase_end = after;
        }
        let phrase = self.span(from, phrase_end);
        self.push(span, phrase, MentionForm::Name, Reading::Person { office, party });
        phrase_end
    }

    /// An office that stands in apposition from `at`: the office, its party, and where it ends.
    fn apposition(&self, at: usize) -> Option<(String, Option<String>, usize)> {
        let mut i = at;
        if matches!(self.lower(i), "the" | "a" | "then" | "its" | "his" | "her") {
            i += 1;
        }
        let mut party = None;
        if let Some(Atom { tokens, kind: AtomKind::Party { code, .. } }) = self.atom(i) {
            party = Some(code.clone());
            i = tokens.end;
            if self.is_possessive(i) {
                i += 1;
            }
        }
        i = self.over_modifiers(i);
        let Some(Atom { tokens, kind: AtomKind::Office { office, party: own } }) = self.atom(i) else { return None };
        let mut end = tokens.end;
        let mut office = office.clone();
        if self.lower(end) == "and"
            && let Some(Atom { tokens, kind: AtomKind::Office { office: second, .. } }) = self.atom(end + 1)
        {
            office = format!("{office} and {second}");
            end = tokens.end;
        }
        let mut party = party.or_else(|| own.clone());
        if matches!(self.lower(end), "of" | "for" | "to") {
            let p = if self.lower(end + 1) == "the" { end + 2 } else { end + 1 };
            if let Some(Atom { tokens, kind: AtomKind::Party { code, .. } }) = self.atom(p) {
                if self.lower(end) == "of" {
                    party = party.or(Some(code.clone()));
                }
                end = tokens.end;
            }
        }
        // The next is a name of another person ("X, Foreign Minister Y"): a list, not an apposition.
        let list = matches!(self.atom(end).map(|a| &a.kind), Some(AtomKind::Capitals | AtomKind::Person { .. } | AtomKind::Honorific));
        (!list).then_some((office, party, end))
    }

    fn counterpart(&mut self, from: usize, at: usize, party: Option<String>) -> usize {
        let begin = self.with_determiner(from);
        let span = self.span(begin, at + 1);
        let mut next = at + 1;
        if self.lower(next) == "," {
            next += 1;
        }
        if let Some(AtomKind::Honorific) = self.atom(next).map(|a| &a.kind) {
            next = self.atom(next).map_or(next, |a| a.tokens.end);
        }
        let name = self.atom(next).cloned().filter(|a| {
            matches!(a.kind, AtomKind::Person { .. }) || matches!(a.kind, AtomKind::Capitals) && self.looks_like_person(a)
                || matches!(a.kind, AtomKind::Capitals) && next == at + 1
        });
        if let Some(name) = name {
            let end = name.tokens.end;
            let whole = self.span(begin, end);
            self.push(span, whole, MentionForm::Descriptor, Reading::Counterpart { party: party.clone() });
            let name_span = self.span(name.tokens.start, end);
            self.push(name_span, name_span, MentionForm::Name, Reading::Person { office: None, party });
            return end;
        }
        self.push(span, span, MentionForm::Descriptor, Reading::Counterpart { party });
        at + 1
    }

    /// "the two ministers", "both sides", "the leaders".
    fn collective(&mut self, at: usize) -> Option<usize> {
        let lower = self.lower(at);
        if !matches!(lower, "the" | "both" | "two" | "all" | "these" | "three" | "our") {
            return None;
        }
        let mut count = number_word(lower);
        let mut i = at + 1;
        while i < self.limit && i < at + 4 {
            let word = self.lower(i);
            if let Some(n) = number_word(word) {
                count = Some(n);
            } else if !matches!(word, "foreign" | "the" | "of" | "world" | "defense" | "prime" | "top" | "state" | "respective" | "neighboring") {
                break;
            }
            i += 1;
        }
        let persons = COLLECTIVES.iter().find(|(n, _)| *n == self.lower(i))?.1;
        if i >= self.limit || (lower != "the" && count.is_none()) || self.atom(i).is_some() && count.is_none() {
            return None;
        }
        // "the countries of", "the leaders who" are described further and not those just named.
        if count.is_none() && (!persons && self.lower(i) != "sides" || matches!(self.lower(i + 1), "of" | "from" | "who" | "that" | "in")) {
            return None;
        }
        let span = self.span(at, i + 1);
        self.push(span, span, MentionForm::Descriptor, Reading::Collective { persons, count });
        Some(i + 1)
    }

    /// "the government of Iran", "officials from Kenya"; "his counterpart".
    fn agent_of_party(&mut self, at: usize) -> Option<usize> {
        let lower = self.lower(at);
        if lower == "counterpart" {
            return Some(self.counterpart(at, at, None));
        }
        let &(_, itself) = AGENTS.iter().find(|(n, _)| *n == lower || n.strip_suffix('s') == Some(lower) && n.len() > 6)?;
        if !matches!(self.lower(at + 1), "of" | "from") {
            return None;
        }
        let p = if self.lower(at + 2) == "the" { at + 3 } else { at + 2 };
        let Some(Atom { tokens, kind: AtomKind::Party { code, kind, name, .. } }) = self.atom(p).cloned() else { return None };
        let phrase = self.span(self.with_determiner(at), tokens.end);
        let reading = if itself {
            Reading::Party { code, kind, name }
        } else {
            Reading::Group { party: Some(code) }
        };
        self.push(phrase, phrase, if itself { MentionForm::Metonym } else { MentionForm::Descriptor }, reading);
        Some(tokens.end)
    }

    fn pronoun(&mut self, at: usize) {
        let token = self.analysis.tokens.list[at];
        if token.kind != TokenKind::Word {
            return;
        }
        let pronoun = match self.lower(at) {
            "he" | "him" | "himself" => Pronoun::He,
            "she" | "herself" => Pronoun::She,
            // "her" before a noun is a possessive.
            "her" if matches!(self.lower(at + 1), "." | "," | "to" | "for" | "and" | "in" | "with" | "that") => Pronoun::She,
            "they" | "them" => Pronoun::They,
            "it" => Pronoun::It,
            "i" | "me" if self.lower(at) != "i" || token.case != Case::Lower => Pronoun::I,
            "we" | "us" if token.case != Case::Upper => Pronoun::We,
            _ => return,
        };
        let span = token.span;
        self.push(span, span, MentionForm::Pronoun, Reading::Pronoun(pronoun));
    }
}

/// Heads of bodies that act for their state.
const AGENT_BODIES: &[&str] = &[
    "ministry", "parliament", "army", "navy", "forces", "force", "senate", "house", "cabinet", "department", "council", "congress",
    "assembly", "court", "police", "administration", "command", "embassy", "consulate", "commission", "authority", "guard", "guards",
    "office", "agency", "secretariat", "bureau",
];
